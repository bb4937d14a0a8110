"""Words that are said to stand in the text, and don't."""

import re
from collections.abc import Iterator

from articles.checklist.finding import Finding
from articles.checklist.manuscript import Manuscript
from articles.names import NameFinder

_QUOTED = re.compile(
    r"""“([^“”]+)[”“]|„([^„“”]+)[“”]|«([^«»]+)»|"([^"]+)"
    |(?<!\w)‘([^‘]+?)’(?!\w)|(?<!\w)'([^']+?)'(?!\w)""",
    re.VERBOSE,
)
_ABOVE_THE_TEXT = frozenset({"headline", "standfirst"})
_MARKS = re.compile(r"[“”„«»‘’'\"]")
_EVEN_SPACE = re.compile(r"\s+")


def quoted_words(manuscript: Manuscript) -> Iterator[Finding]:
    """What headline and standfirst quote is quoted from the text, word for word."""
    said = _plain(manuscript.plain_text)
    for passage in manuscript.passages:
        if passage.field not in _ABOVE_THE_TEXT:
            continue
        for match in _QUOTED.finditer(passage.text):
            if _plain(match[match.lastindex or 0]) in said:
                continue
            yield passage.finding(
                "quoted-words",
                *match.span(),
                problem=f"{match[0]} is quoted, and the text does not say it in these words.",
                remedy="Quote the words of the text, or say why they differ.",
            )


def mention_words(manuscript: Manuscript) -> Iterator[Finding]:
    """The words by which a mention is found stand in a paragraph."""
    for number, row in enumerate(manuscript.mentions, start=1):
        if row.phrase and not _stands_in_text(row.phrase, manuscript):
            yield Finding(
                "mention-words",
                "mentions",
                f"“{row.phrase}” does not stand in the text, so it can't be linked.",
                "Write the words of the text into the mention, or remove it.",
                where=f"Mention {number}",
                words=row.phrase,
            )


def _stands_in_text(phrase: str, manuscript: Manuscript) -> bool:
    finder = NameFinder([(phrase, phrase)])
    return any(any(finder.find(passage.text)) for passage, _ in manuscript.paragraphs)


def _plain(words: str) -> str:
    """Words as they compare: without quotation marks, case and the stop at the end."""
    even = _EVEN_SPACE.sub(" ", _MARKS.sub("", words)).casefold()
    return even.strip(" ,.;:!?…")
