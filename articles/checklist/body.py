"""An article's body as its checks read it: blocks of text in reading order, each with its links."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html
from lxml.html import HtmlElement

from articles.sanitising import clean_body

# The levels of subheads; every other block is text.
LEVELS = {"h2": 2, "h3": 3}
PULL_QUOTE, PICTURE, CAPTION, FOOTNOTE = "Pull quote", "Picture", "Caption", "Footnote"


@dataclass(frozen=True)
class Link:
    """A link that somebody wrote into the text, and the words it stands on."""

    href: str
    words: str


@dataclass
class Block:
    """A subhead, a paragraph or a cell, as readers read it: without marks.

    `level` is 2 or 3 for a subhead, and 0 for text. `place` says where the words stand if it is not in
    the running text. `picture` is the key of a picture of the library that stands here.
    """

    level: int
    text: str = ""
    links: list[Link] = field(default_factory=list)
    place: str = ""
    picture: int | None = None


def blocks_of(body: str) -> list[Block]:
    """The blocks of a body with their white space made even; a footnote follows its paragraph.

    A block without words is none, unless it is a picture.
    """
    root: HtmlElement = html.fragment_fromstring(clean_body(body), create_parent="div")
    number = 0
    blocks: list[Block] = []
    for element in root.iter("p", "h2", "h3", "figure", "blockquote", "figcaption"):
        if key := element.get("data-picture"):
            blocks.append(Block(0, place=PICTURE, picture=int(key)))
        elif (place := _place_of(element)) is not None:
            blocks.append(_block(element, LEVELS.get(element.tag, 0), place))
            for note in element.iter("small"):
                number += 1
                blocks.append(_block(note, 0, f"{FOOTNOTE} {number}"))
    return [block for block in blocks if block.text or block.picture]


def _place_of(element: HtmlElement) -> str | None:
    """Where the words of an element stand; None if they are those of the elements in it."""
    match element.tag:
        case "blockquote":
            return PULL_QUOTE if element.getparent().tag == "figure" else None
        case "figcaption":
            return CAPTION
        case "figure":
            return None
        case _:
            return ""


def _block(element: HtmlElement, level: int, place: str) -> Block:
    links: list[Link] = []
    text = "".join(_words(element, links))
    return Block(level, " ".join(text.split()), links, place)


def _words(element: HtmlElement, links: list[Link]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "a":
            words = " ".join(child.text_content().split())
            links.append(Link(child.get("href", ""), words))
        if child.tag == "br":
            yield " "
        elif child.tag != "small":
            yield from _words(child, links)
        yield child.tail or ""
