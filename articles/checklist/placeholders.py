"""What was to be filled in later: TK and its kin."""

import re
from collections.abc import Iterator

from articles.checklist.finding import Finding, Passage
from articles.checklist.manuscript import Manuscript

# "To come": whole words, also as "the TK-year-old" and "$TK"; not Atkins, TK-421, tk.example, Tk.
_CERTAIN = re.compile(
    r"""(?<![\w.@/-])\[?(?:(?:TK)+|(?:tk)+)\]?(?![\w@/]|\.\w|-\d)
    |(?i:\blorem\s+ipsum\b)""",
    re.VERBOSE,
)
# Each of these is also right somewhere: a Super Bowl's Roman number, a question that somebody shouted.
_POSSIBLE = re.compile(
    r"(?<![\w-])(?:X{3,}|x{3,}|TO-?DO|FIX-?ME|TBC|TBD)(?![\w-])|\?{3,}"
    r"|\[(?i:placeholder|name|date|number|place|quote|link|check)\]"
)


def placeholder(manuscript: Manuscript) -> Iterator[Finding]:
    """Words that mean "to come" and nothing else; a known name that holds them is a name."""
    for passage in manuscript.passages:
        for match in _outside_names(_CERTAIN, passage, manuscript):
            yield passage.finding(
                "placeholder",
                *match.span(),
                problem=f"“{match[0]}” is a placeholder.",
                remedy="Write what belongs there, or take it out.",
            )


def possible_placeholder(manuscript: Manuscript) -> Iterator[Finding]:
    """Words that stand for what is missing in most texts, and for themselves in some."""
    for passage in manuscript.passages:
        for match in _outside_names(_POSSIBLE, passage, manuscript):
            yield passage.finding(
                "possible-placeholder",
                *match.span(),
                problem=f"“{match[0]}” looks like a placeholder.",
                remedy="Write what belongs there, or say why it is meant.",
            )


def _outside_names(
    pattern: re.Pattern[str], passage: Passage, manuscript: Manuscript
) -> Iterator[re.Match[str]]:
    matches = list(pattern.finditer(passage.text))
    if not matches:
        return
    names = list(manuscript.names.find(passage.text))
    for match in matches:
        if not any(name.start <= match.start() and match.end() <= name.end for name in names):
            yield match
