"""The blocks of which an article's text consists, and the one way to write them down."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from articles.prose.runs import Run, html_of


@dataclass
class Text:
    """A paragraph (`p`) or a subhead of the first or second level (`h2`, `h3`)."""

    tag: str
    runs: list[Run]


@dataclass
class Listing:
    """A list with numbers or without; an item begins with a paragraph and may hold lists."""

    is_ordered: bool
    items: list[list["Block"]] = field(default_factory=list)


@dataclass
class Quotation:
    """Paragraphs and lists that are quoted."""

    blocks: list["Block"]


@dataclass
class PullQuote:
    """Words pulled out of the text, and who said them; both are plain."""

    words: list[Run]
    speaker: list[Run]


@dataclass
class Picture:
    """A picture of the library by its key, with a caption of its own or without one."""

    key: int
    is_wide: bool
    caption: list[Run]


@dataclass
class Cell:
    """One cell of a table: paragraphs, of which there is always one."""

    is_header: bool
    paragraphs: list[list[Run]]


@dataclass
class Table:
    """Rows with the same number of cells each, at least two."""

    rows: list[list[Cell]]
    caption: list[Run]


type Block = Text | Listing | Quotation | PullQuote | Picture | Table


def written(blocks: Iterable[Block]) -> str:
    """The blocks as HTML: the form that is stored, and that the prose editor writes as well."""
    return "".join(map(_written, blocks))


def _written(block: Block) -> str:
    match block:
        case Text(tag, runs):
            return f"<{tag}>{html_of(runs)}</{tag}>"
        case Listing(is_ordered, items):
            tag = "ol" if is_ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{written(item)}</li>' for item in items)}</{tag}>"
        case Quotation(blocks):
            return f"<blockquote>{written(blocks)}</blockquote>"
        case PullQuote(words, speaker):
            quoted = f"<blockquote>{html_of(words)}</blockquote>"
            return f'<figure class="pull-quote">{quoted}{_caption(speaker)}</figure>'
        case Picture(key, is_wide, caption):
            wide = ' class="wide"' if is_wide else ""
            return f'<figure data-picture="{escape(str(key))}"{wide}>{_caption(caption)}</figure>'
        case Table(rows, caption):
            body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
            table = f"<table><tbody>{body}</tbody></table>"
            return f'<figure class="table">{table}{_caption(caption)}</figure>'


def _cell(cell: Cell) -> str:
    tag = "th" if cell.is_header else "td"
    return f"<{tag}>{''.join(f'<p>{html_of(runs)}</p>' for runs in cell.paragraphs)}</{tag}>"


def _caption(runs: list[Run]) -> str:
    return f"<figcaption>{html_of(runs)}</figcaption>"
