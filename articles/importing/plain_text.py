"""The plain-text form of an article with its comments.

The first line is the headline. Each further line is a paragraph; the first may open with a dateline
("Minsk, Belarus – "), and a short line without closing punctuation before a paragraph is a subhead. A
line "7 Comments" ends the body; after it come name and text in turn, a line each. Blank lines mean
nothing. The encoding is UTF-8.
"""

import re
from dataclasses import dataclass
from typing import Literal

from articles.importing.lines import Line, UnreadableArticle, lines_of

HEADLINE_LENGTH = 200
SUBHEAD_LENGTH = 80
NAME_LENGTH = 50
COMMENT_LENGTH = 5000

_COUNT_LINE = re.compile(r"(?P<number>\d{1,7}|\d{1,3}(?:,\d{3})+) Comments?", re.IGNORECASE)
_DATELINE = re.compile(r"(?P<place>.{2,80}?) (?:[–—-]|--) (?P<text>.+)")
_DATELINE_WORDS = 6
_OPENING_QUOTES = "\"'“‘«("
_SMALL_WORDS = frozenset(
    {"of", "the", "and", "de", "del", "da", "do", "la", "le", "upon", "am", "an"}
)
_CLOSING = tuple(".!?:;,…\"'”’»)")


@dataclass(frozen=True)
class Block:
    """A paragraph or a subhead of the body."""

    kind: Literal["paragraph", "subhead"]
    text: str


@dataclass(frozen=True)
class ParsedComment:
    """A comment as the file has it, its name in `line`; when it was written is not known."""

    line: int
    name: str
    text: str


@dataclass(frozen=True)
class ParsedArticle:
    """What a file says, before anything is stored."""

    headline: str
    dateline: str
    blocks: tuple[Block, ...]
    comments: tuple[ParsedComment, ...]

    @property
    def subheads(self) -> list[str]:
        return [block.text for block in self.blocks if block.kind == "subhead"]

    @property
    def paragraphs(self) -> list[str]:
        return [block.text for block in self.blocks if block.kind == "paragraph"]


def parse(raw: bytes) -> ParsedArticle:
    """Read a file's bytes; raises UnreadableArticle with line, reason and remedy."""
    lines = lines_of(raw)
    if not lines:
        raise UnreadableArticle(1, "The file is empty.", "Its first line must be the headline.")
    headline, rest = lines[0], lines[1:]
    if len(headline.text) > HEADLINE_LENGTH:
        raise UnreadableArticle(
            headline.number,
            f"The headline has {len(headline.text)} characters.",
            f"Shorten it to {HEADLINE_LENGTH}, or put the headline on a line of its own.",
        )
    body, count_line, replies = _split_at_count(rest)
    if not body:
        place = count_line or headline
        raise UnreadableArticle(
            place.number, "The body is empty.", "Put at least one paragraph below the headline."
        )
    dateline, opening = _take_dateline(body[0].text)
    texts = [opening, *(line.text for line in body[1:])]
    return ParsedArticle(
        headline=headline.text,
        dateline=dateline,
        blocks=tuple(_blocks(texts)),
        comments=tuple(_comments(count_line, replies)) if count_line else (),
    )


def _split_at_count(lines: list[Line]) -> tuple[list[Line], Line | None, list[Line]]:
    """Body, the line that counts the comments, and the lines after it."""
    for index, line in enumerate(lines):
        if _COUNT_LINE.fullmatch(line.text):
            return lines[:index], line, lines[index + 1 :]
    return lines, None, []


def _take_dateline(paragraph: str) -> tuple[str, str]:
    """Separate "Minsk, Belarus – " from the text; an aside between dashes is no dateline.

    A place is a few words with capitals, and a sentence begins after it.
    """
    match = _DATELINE.fullmatch(paragraph)
    if match is None:
        return "", paragraph
    words = re.split(r"[ ,]+", match["place"])
    begins_sentence = not match["text"].lstrip(_OPENING_QUOTES)[:1].islower()
    if begins_sentence and len(words) <= _DATELINE_WORDS and all(map(_is_part_of_place, words)):
        return match["place"], match["text"]
    return "", paragraph


def _is_part_of_place(word: str) -> bool:
    return word in _SMALL_WORDS or not word[:1].islower()


def _blocks(texts: list[str]) -> list[Block]:
    short = [_looks_like_subhead(text) for text in texts]
    blocks = []
    for index, text in enumerate(texts):
        heads_a_paragraph = short[index] and short[index + 1 : index + 2] == [False]
        blocks.append(Block("subhead" if index and heads_a_paragraph else "paragraph", text))
    return blocks


def _looks_like_subhead(text: str) -> bool:
    return len(text) <= SUBHEAD_LENGTH and not text.endswith(_CLOSING)


def _comments(count_line: Line, lines: list[Line]) -> list[ParsedComment]:
    announced = int(count_line.text.split()[0].replace(",", ""))
    names, texts = lines[::2], lines[1::2]
    if len(names) > len(texts):
        raise UnreadableArticle(
            names[-1].number,
            f"“{names[-1].text[:60]}” has no text below it.",
            "After the line that counts the comments, write name and text in turn, a line each.",
        )
    if len(texts) != announced:
        raise UnreadableArticle(
            count_line.number,
            f"The line announces {announced} comments, but {len(texts)} follow.",
            "Correct the number, or look for a comment that was broken into several lines.",
        )
    return [_comment(name, text) for name, text in zip(names, texts, strict=True)]


def _comment(name: Line, text: Line) -> ParsedComment:
    if len(name.text) > NAME_LENGTH:
        raise UnreadableArticle(
            name.number,
            f"The name of a comment's author has {len(name.text)} characters.",
            f"Shorten it to {NAME_LENGTH}, or look for a comment broken into several lines.",
        )
    if len(text.text) > COMMENT_LENGTH:
        raise UnreadableArticle(
            text.number,
            f"The comment has {len(text.text):,} characters.",
            f"Shorten it to {COMMENT_LENGTH:,}.",
        )
    return ParsedComment(name.number, name.text, text.text)
