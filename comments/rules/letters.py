"""Letters as rules read them: without case, width, marks, joiners and other disguises.

What a reader takes for the same letter is the same here, in the list of a rule and in a comment. Vowel
signs of Indic scripts, Thai and others are letters of their own and stay; what only decorates a letter
(accents, Arabic and Hebrew vowel points, overlays, enclosing circles) goes.
"""

import re
import unicodedata
from functools import lru_cache

from comments.confusables import skeleton
from comments.text import BLANK

SPACE = " "
# Canonical combining classes (Unicode UAX 44) of marks that only decorate: overlays, Hebrew and Arabic
# points, and whatever is attached, above or below. Viramas (9), nuktas (7) and Thai signs (103, 107)
# spell.
_DECORATING = {1, *range(10, 37), *range(200, 241)}
_TATWEEL = "\u0640"
# Variation selectors, and the skin of emoji.
_SELECTING = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
# Scripts whose letters are used to write Latin words with.
_KINDRED_SCRIPTS = {"LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU"}
_SCRIPTS_WITHOUT_SPACES = {
    "THAI", "LAO", "KHMER", "MYANMAR", "CJK", "HIRAGANA", "KATAKANA", "TIBETAN",
}  # fmt: skip


@lru_cache(maxsize=8192)
def folded(character: str) -> str:
    """What a character is read as: nothing, a few letters, a symbol, or a space where it separates."""
    if character in BLANK or character == _TATWEEL:
        return ""
    plain = unicodedata.normalize("NFKD", character).casefold()
    shapes = "".join(map(_shape, unicodedata.normalize("NFKD", plain)))
    return "".join(_kind(one) for one in shapes if not _is_decoration(one))


def _shape(letter: str) -> str:
    """The Latin letter that one of a kindred script is taken for (Unicode UTS 39), else the letter.

    Letters of ASCII stay: "rn" is taken for "m", too, and "modern" is not "modem".
    """
    if letter.isascii() or script_of(letter) not in _KINDRED_SCRIPTS:
        return letter
    shape = unicodedata.normalize("NFKD", skeleton(letter)).casefold()
    plain = "".join(one for one in shape if not _is_decoration(one))
    return plain if len(plain) == 1 and plain.isascii() and plain.isalpha() else letter


def _is_decoration(character: str) -> bool:
    category = unicodedata.category(character)
    if category in {"Cf", "Me"} or _SELECTING.match(character):
        return True
    return category == "Mn" and unicodedata.combining(character) in _DECORATING


def _kind(character: str) -> str:
    """The character where it says something: emoji do, and so do signs such as $."""
    return character if unicodedata.category(character)[0] in "LNMS" else SPACE


@lru_cache(maxsize=8192)
def script_of(character: str) -> str:
    """The first word of a letter's Unicode name, such as LATIN; "" for what is no letter."""
    letter = unicodedata.normalize("NFKC", character)[0]
    if not letter.isalpha():
        return ""
    return unicodedata.name(letter, "").partition(SPACE)[0].partition("-")[0]


def is_written_without_spaces(letters: str) -> bool:
    """Whether words of this script stand side by side, so that their borders can't be seen."""
    return any(script_of(one) in _SCRIPTS_WITHOUT_SPACES for one in letters)
