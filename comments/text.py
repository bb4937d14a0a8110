"""What readers type, brought into the form that is stored: NFC, without what misleads or breaks.

Refused is only what has no meaning in a text (NUL); what could reorder, hide or overprint other text
is taken out. Joiners, direction marks, vowel signs and flags stay, because Persian, Hindi, Hebrew,
Arabic, Thai and emoji are written with them.
"""

import re
import unicodedata

LONGEST_TEXT = 5000
# Scripts in use need at most seven marks on a letter (Tibetan, cantillated Hebrew); more is a stunt.
MOST_MARKS_IN_TEXT = 10

_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Embeddings, overrides and isolates (Unicode UAX 9): each can make following text read differently.
_DIRECTION_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Controls, surrogates, interlinear annotation, byte order marks and code points that are no characters.
_MEANINGLESS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufff9-\ufffb\ufdd0-\ufdef\u206a-\u206f"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
# Tag characters spell out the flags of Scotland, Wales and others; elsewhere they are hidden text.
TAG_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")
_TAGS = re.compile(f"({TAG_FLAG.pattern})|[\U000e0000-\U000e0fff]")
# Letters and symbols of these code points are drawn as nothing.
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f")


class TextRefused(ValueError):
    """Something typed can't be stored; the message tells its writer what to do."""


def clean_text(typed: str) -> str:
    """The text of a comment as it is stored; raises TextRefused if nothing can be."""
    refuse_nul(typed)
    if len(typed) > 4 * LONGEST_TEXT:
        raise _too_long(len(typed))
    text = _LINE_ENDS.sub("\n", typed)
    text = _DIRECTION_CONTROLS.sub("", text)
    text = _MEANINGLESS.sub("", text)
    text = _TAGS.sub(lambda found: found[1] or "", text)
    text = _with_fewer_marks(unicodedata.normalize("NFC", text))
    text = re.sub(r"[^\S\n]+\n", "\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if not has_visible(text):
        raise TextRefused("Write a comment.")
    if len(text) > LONGEST_TEXT:
        raise _too_long(len(text))
    return text


def _too_long(length: int) -> TextRefused:
    return TextRefused(
        f"A comment has at most {LONGEST_TEXT:,} characters; this one has {length:,}. "
        "Shorten it, or send it as two."
    )


def refuse_nul(typed: str) -> None:
    """Raise TextRefused for the one character that the database can't hold."""
    if "\0" in typed:
        raise TextRefused(
            "It held an invisible NUL character, which can’t be stored. Send it without."
        )


def is_mark(character: str) -> bool:
    """Whether it is drawn onto the letter before it."""
    return unicodedata.category(character) in {"Mn", "Mc", "Me"}


def has_visible(text: str) -> bool:
    """Whether a reader sees anything of it."""
    return any(
        unicodedata.category(character)[0] not in "ZCM" and character not in BLANK
        for character in text
    )


def _with_fewer_marks(text: str) -> str:
    if text.isascii():
        return text  # No character of ASCII is a mark, and most comments have no other.
    kept = []
    marks = 0
    for character in text:
        marks = marks + 1 if is_mark(character) else 0
        if marks <= MOST_MARKS_IN_TEXT:
            kept.append(character)
    return "".join(kept)
