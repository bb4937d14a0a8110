"""What the attributes of pasted elements say about their text."""

import re

from articles.prose.runs import Marks

BOLD = frozenset({"b", "strong"})
ITALIC = frozenset({"i", "em", "cite", "dfn"})
_WEIGHT = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(\w+)", re.IGNORECASE)
_SLANT = re.compile(r"(?:^|;)\s*font-style\s*:\s*(\w+)", re.IGNORECASE)
_LEVEL = re.compile(r"mso-list\s*:[^;]*\blevel(\d)", re.IGNORECASE)
_IGNORED = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
# A place of a note and the note itself, as Word, LibreOffice, Google Docs and our own pages write them.
_PLACE = re.compile(r"#(?:_(ftn|edn)(\d+)|sd(foot|end)note(\d+)sym|(ftnt)(\d+)|(note)-(\d+))")
_NOTE = re.compile(
    r"#(?:_(ftn|edn)ref(\d+)|sd(foot|end)note(\d+)anc|(ftnt)_ref(\d+)|(note)-(\d+)-place)"
)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def marked(marks: Marks, tag: str, style: str) -> Marks:
    """The marks within an element: by what it is, unless its style says otherwise.

    Google Docs puts a whole text into `<b style="font-weight:normal">`.
    """
    is_strong = True if tag in BOLD else marks.is_strong
    is_emphasised = True if tag in ITALIC else marks.is_emphasised
    if weight := _WEIGHT.search(style):
        word = weight[1].lower()
        is_strong = word in {"bold", "bolder"} or (word.isdigit() and int(word) >= 600)
    if slant := _SLANT.search(style):
        is_emphasised = slant[1].lower() in {"italic", "oblique"}
    return marks._replace(is_strong=is_strong, is_emphasised=is_emphasised)


def level_of(style: str) -> int:
    """The level of the list of which Word's paragraph is an item, or 0."""
    found = _LEVEL.search(style)
    return int(found[1]) if found else 0


def is_list_mark(style: str) -> bool:
    """Whether an element holds the bullet or number that Word has drawn before an item."""
    return bool(_IGNORED.search(style))


def place_of_note(href: str) -> str:
    """The name of the note whose place in the text a link marks, or nothing."""
    return _name(_PLACE.fullmatch(href))


def note_at(href: str) -> str:
    """The name of the note that begins with a link, which leads back to its place; or nothing."""
    return _name(_NOTE.fullmatch(href))


def _name(match: re.Match[str] | None) -> str:
    return "-".join(part for part in match.groups() if part) if match else ""
