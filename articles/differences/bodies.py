"""The blocks of an article's text: what stands on lines of its own, as readers see it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import html
from lxml.html import HtmlElement

from articles.differences.words import Word, words_of

# Elements within a line; every other element is a block.
INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "br",
        "cite",
        "code",
        "em",
        "i",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    }
)
CELLS = frozenset({"td", "th"})
# A cell that heads a row or a column is printed bold.
MARKS = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "sup": "raised",
    "th": "bold",
}
NAMES = {
    "p": "Paragraph",
    "h2": "Subhead",
    "h3": "Small subhead",
    "blockquote": "Quotation",
    "figure": "Picture",
    "figcaption": "Caption",
    "table": "Table",
    "caption": "Caption",
    "tr": "Row",
}
# Containers that only order what is in them, and a paragraph inside something else, add no word.
SILENT = frozenset({"div", "ol", "section", "tbody", "thead", "tfoot", "ul"})
ITEMS = {"ol": "Numbered item"}
# A figure by its class; what frames a table says nothing that the table does not say.
FIGURES = {"pull-quote": "Pull quote", "table": ""}
# Classes that change what readers see.
SEEN_CLASSES = frozenset({"wide"})
# Attributes that browsers read and that say nothing about the text.
IGNORED_ATTRIBUTES = frozenset({"href", "id", "class", "scope", "dir"})


class Block(NamedTuple):
    """A paragraph, a subhead, an item of a list, a row of a table: its kind in words, and its words."""

    kind: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words).strip()


@dataclass
class _Line:
    """A block that is being read: `blank` tells whether the next word stands after a blank."""

    path: tuple[str, ...]
    words: list[Word] = field(default_factory=list)
    blank: bool = True

    def add(self, text: str | None, marks: tuple[str, ...], link: str) -> None:
        if not text:
            return
        self.words.extend(words_of(text, marks=marks, link=link, after_blank=self.blank))
        self.blank = text[-1].isspace() or (self.blank and not text.strip())


def blocks_of(body: str) -> list[Block]:
    """The blocks of an HTML fragment in reading order; those that show nothing are left out."""
    if not body.strip():
        return []
    root: HtmlElement = html.fragment_fromstring(body, create_parent="div")
    return [
        Block(", ".join(line.path) or NAMES["p"], tuple(line.words))
        for line in _lines(root, ())
        if line.words
    ]


def _lines(element: HtmlElement, path: tuple[str, ...]) -> Iterator[_Line]:
    """The lines of a block element; text between blocks is a line, too."""
    line = _Line(path)
    line.add(_described(element), (), "")
    line.add(element.text, (), "")
    for child in element:
        if child.tag in CELLS:
            line.add(" | " if line.words else "", (), "")
            _read_inline(child, line, (), "")
        elif child.tag in INLINE or not isinstance(child.tag, str):
            _read_inline(child, line, (), "")
        else:
            yield line
            yield from _lines(child, _path(path, child))
            line = _Line(path)
        line.add(child.tail, (), "")
    yield line


def _path(path: tuple[str, ...], element: HtmlElement) -> tuple[str, ...]:
    """The kind of a block inside another: a paragraph of a quotation is a quotation."""
    tag = element.tag
    if tag in SILENT or (tag == "p" and path):
        return path
    if tag == "li":
        return (*path, ITEMS.get(element.getparent().tag, "List item"))
    if tag == "figure":
        kind = FIGURES.get(element.get("class", ""), NAMES[tag])
        return (*path, kind) if kind else path
    return (*path, NAMES.get(tag, tag))


def _read_inline(element: HtmlElement, line: _Line, marks: tuple[str, ...], link: str) -> None:
    """Add an element within a line with everything in it, but not what follows it."""
    if not isinstance(element.tag, str):
        return
    if element.tag == "br" or element.tag not in INLINE:
        line.blank = True
    if element.tag == "small":
        line.add(" [note: ", (), "")
    mark = MARKS.get(element.tag)
    if mark and mark not in marks:
        marks = tuple(sorted((*marks, mark)))
    link = element.get("href", link)
    line.add(_described(element), marks, link)
    line.add(element.text, marks, link)
    for child in element:
        _read_inline(child, line, marks, link)
        line.add(child.tail, marks, link)
    if element.tag == "small":
        line.add("]", (), "")


def _described(element: HtmlElement) -> str:
    """What an element says by its attributes, such as which picture a figure shows."""
    said = [
        f"{name.removeprefix('data-')}: {value}"
        for name, value in sorted(element.attrib.items())
        if name not in IGNORED_ATTRIBUTES
    ]
    said += sorted(SEEN_CLASSES & set(element.get("class", "").split()))
    return f"[{', '.join(said)}] " if said else ""
