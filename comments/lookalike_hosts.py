"""Names of sites that readers would take for another site's: letters of two alphabets, or a disguise.

As browsers judge them before they show a name in its own letters (Unicode's Technical Standard #39,
sections 4 and 5.1), but for what only whole lists of known sites could tell.
"""

import unicodedata
from itertools import pairwise

from comments.confusables import skeleton

# Alphabets that share shapes. Others are written together, such as Japanese with Latin letters.
_LIKE_LATIN = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE")


def looks_like_another(host: str) -> bool:
    """Whether the name of a site is no name that one could read and trust.

    A name in one alphabet of its own, as *пример.рф* or *bücher.example*, is; one that only looks as if
    it were Latin below a Latin ending, or that mixes alphabets within a word, is not.
    """
    if host.isascii():
        return False
    *labels, ending = unicodedata.normalize("NFKC", host).casefold().rstrip(".").split(".")
    is_latin = ending.isascii()
    return any(_is_mixed(label) or (is_latin and _is_disguised(label)) for label in labels)


def _is_disguised(label: str) -> bool:
    return not label.isascii() and skeleton(label).isascii()


def _is_mixed(label: str) -> bool:
    alphabets = [name for character in label if (name := _alphabet(character))]
    return any(one != other for one, other in pairwise(alphabets))


def _alphabet(character: str) -> str:
    first = unicodedata.name(character, "").partition(" ")[0]
    return first if first in _LIKE_LATIN else ""
