"""The names under comments: what may be one, and when two are the same to a reader's eye."""

import re
import unicodedata

from comments.confusables import skeleton
from comments.text import BLANK, TAG_FLAG, TextRefused, is_mark, refuse_nul

LONGEST_NICKNAME = 50
MOST_MARKS_IN_NAME = 3
LONGEST_KEY = 100

# Persian and Hindi spell with joiners, emoji families are built with them.
_JOINERS = "\u200c\u200d"
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_PLAIN = re.compile("[A-Za-z0-9]")


def clean_nickname(typed: str) -> str:
    """The name as it is stored: NFC, on one line; raises TextRefused if it can't be one."""
    refuse_nul(typed)
    name = unicodedata.normalize("NFC", _SPACES.sub(" ", typed.strip()))
    if not name:
        raise TextRefused("Write the name that is shown with your comment.")
    if len(name) > LONGEST_NICKNAME:
        raise TextRefused(
            f"A name has at most {LONGEST_NICKNAME} characters; this one has {len(name)}."
        )
    if name.isascii() and name.isprintable() and _PLAIN.search(name):
        return name  # Most names are: nothing below has anything to say of these.
    spelled = TAG_FLAG.sub("\U0001f3f4", name)
    if any(_is_hidden(character) for character in spelled):
        raise TextRefused(
            "The name holds invisible characters that change how other text is shown. "
            "Type it again by hand."
        )
    if not any(_is_of_a_name(character) for character in spelled):
        raise TextRefused("A name needs a letter, a digit or a picture.")
    if _most_marks(spelled) > MOST_MARKS_IN_NAME:
        raise TextRefused(
            f"A letter of a name carries at most {MOST_MARKS_IN_NAME} marks. Take some away."
        )
    return name


def nickname_key(name: str) -> str:
    """What two names share if they are one name in other letters: but for case, width and look-alikes."""
    return skeleton(unicodedata.normalize("NFKC", name).casefold())[:LONGEST_KEY]


def nickname_look(name: str) -> str:
    """What two names share if a reader's eye would take one for the other as they stand.

    `nickname_key` alone misses capitals: Greek Ρ is drawn as P, and its small letter as no Latin one.
    """
    return skeleton(unicodedata.normalize("NFKC", name))[:LONGEST_KEY]


def _is_hidden(character: str) -> bool:
    """Whether it is a control of some kind; a letter newer than our tables is none."""
    category = unicodedata.category(character)
    return category in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} and character not in _JOINERS


def _is_of_a_name(character: str) -> bool:
    """A letter, a digit, or a picture: `So` is what emoji are."""
    category = unicodedata.category(character)
    return (category[0] in "LN" or category == "So") and character not in BLANK


def _most_marks(name: str) -> int:
    most = marks = 0
    for character in name:
        if character in _JOINERS:
            continue
        marks = marks + 1 if is_mark(character) else 0
        most = max(most, marks)
    return most
