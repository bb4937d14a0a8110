"""The HTML in which other systems keep comments, as the plain text in which ours are kept.

Every word is kept. Paragraphs and lines stay apart, quotations get the `>` of ours, links say their
address, and pictures are their address. Nothing is ever shown as HTML: the text is escaped where it
is rendered.
"""

import re
from html.parser import HTMLParser
from typing import Literal
from urllib.parse import urlsplit

_PARAGRAPHS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "div",
        "dl",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
_LINES = frozenset(["dd", "dt", "figcaption", "li", "tr"])
_DROPPED = frozenset(["script", "style", "template", "title"])
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACE_WITHIN_LINES = re.compile(r"[ \t\r\f]+")


class _Writer(HTMLParser):
    """Writes as it reads, without a tree, so no depth of elements is too much for it."""

    def __init__(self, *, lines_count: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.lines_count = lines_count
        self.lines: list[tuple[int, str]] = []  # depth of quotation, words
        self.line = ""
        self.quotes = 0
        self.dropped = 0
        self.after_break = False
        self.preformatted = 0
        self.links: list[
            tuple[str, int, int]
        ] = []  # address, line and column where its words begin

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag in _DROPPED:
            self.dropped += 1
        elif tag == "br":
            self.break_line()
            self.after_break = True
        elif tag == "a":
            self.links.append((given.get("href", "").strip(), len(self.lines), len(self.line)))
        elif tag in {"img", "iframe", "video", "audio", "embed"} and _leads_out(
            given.get("src", "")
        ):
            self.line += f" {given['src'].strip()} "
        self._block(tag, change=1)
        if tag == "li":
            self.line += "– "

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self.dropped = max(0, self.dropped - 1)
        elif tag == "a" and self.links:
            self._end_link()
        self._block(tag, change=-1)

    def _block(self, tag: str, *, change: Literal[1, -1]) -> None:
        if tag in _PARAGRAPHS:
            self.break_line()
            self.lines.append((self.quotes, ""))
        elif tag in _LINES and self.line:
            self.break_line()
        if tag == "blockquote":
            self.quotes = max(0, self.quotes + change)
        elif tag == "pre":
            self.preformatted = max(0, self.preformatted + change)

    def _end_link(self) -> None:
        address, line, column = self.links.pop()
        within = self.line[column:] if line == len(self.lines) else None
        if not _leads_out(address):
            return
        words = (within or "").strip()
        if within is not None and _is_short_for(words, address):
            self.line = f"{self.line[:column]}{address}"
        else:
            self.line += f" ({address})"

    def handle_data(self, data: str) -> None:
        if self.dropped:
            return
        self._lines(data)
        self.after_break = False

    def _lines(self, data: str) -> None:
        if self.preformatted or self.lines_count:
            if self.after_break:
                data = data.removeprefix("\n")
            first, *rest = data.split("\n")
            self._words(first)
            for more in rest:
                self.break_line()
                self._words(more)
        else:
            self._words(data)

    def _words(self, data: str) -> None:
        space = _SPACE_WITHIN_LINES if self.preformatted else _SPACE
        words = data if self.preformatted else space.sub(" ", data)
        self.line += words.lstrip() if not self.line.strip(" ") else words

    def break_line(self) -> None:
        self.lines.append((self.quotes, self.line.strip()))
        self.line = ""

    def written(self) -> str:
        self.break_line()
        return "\n".join(_quoted(depth, words) for depth, words in _tidied(self.lines)).strip("\n")


def plain_words(html: str, *, lines_count: bool = False) -> str:
    """The text of a comment's HTML; `lines_count` where a line end in the source is one for readers."""
    writer = _Writer(lines_count=lines_count)
    writer.feed(html)
    writer.close()
    return writer.written()


def _tidied(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Without empty lines at the ends of quotations and more than one between paragraphs."""
    kept: list[tuple[int, str]] = []
    is_apart = False
    for depth, words in lines:
        if not words:
            is_apart = True
            continue
        before = kept[-1][0] if kept else depth
        if kept and (is_apart or before != depth):
            kept.append((depth if before == depth else 0, ""))
        kept.append((depth, words))
        is_apart = False
    return kept


def _quoted(depth: int, words: str) -> str:
    return f"{'>' * depth} {words}".rstrip() if depth else words


def _leads_out(address: str) -> bool:
    """Whether it is an address that a reader could open, and not a script or a file."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.netloc)


def _is_short_for(words: str, address: str) -> bool:
    """Whether the words of a link are its address, or the beginning of it that some systems show."""
    shown = words.removesuffix("...").removesuffix("…").removesuffix("/").casefold()
    full = address.removesuffix("/").casefold()
    bare = re.sub(r"^https?://(www\.)?", "", full)
    return bool(shown) and (full.startswith(shown) or (bare.startswith(shown) and "." in shown))
