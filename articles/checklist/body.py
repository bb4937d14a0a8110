"""An article's body as its checks read it: blocks of text in reading order, each with its links."""

from dataclasses import dataclass, field

from lxml import html
from lxml.html import HtmlElement

from articles.sanitising import clean_body

# The levels of subheads; every other block is text.
LEVELS = {"h2": 2, "h3": 3}
BLOCKS = frozenset({"p", "li", "ul", "ol", "blockquote", *LEVELS})


@dataclass(frozen=True)
class Link:
    """A link that somebody wrote into the text, and the words it stands on."""

    href: str
    words: str


@dataclass
class Block:
    """A subhead, a paragraph or an item of a list, as readers read it: without marks.

    `level` is 2 or 3 for a subhead, and 0 for text.
    """

    level: int
    text: str = ""
    links: list[Link] = field(default_factory=list)


def blocks_of(body: str) -> list[Block]:
    """The blocks of a body with their white space made even.

    A block without words is none, unless it is a subhead or holds a link.
    """
    root: HtmlElement = html.fragment_fromstring(clean_body(body), create_parent="div")
    blocks = [Block(0)]
    _read(root, blocks)
    for block in blocks:
        block.text = " ".join(block.text.split())
    return [block for block in blocks if block.text or block.level or block.links]


def _read(element: HtmlElement, blocks: list[Block]) -> None:
    """Add an element's text to the last of the blocks, beginning new ones where blocks begin."""
    blocks[-1].text += element.text or ""
    level = blocks[-1].level
    for child in element:
        is_block = child.tag in BLOCKS
        if is_block:
            blocks.append(Block(LEVELS.get(child.tag, 0)))
        elif child.tag == "br":
            blocks[-1].text += " "
        elif child.tag == "a":
            words = " ".join(child.text_content().split())
            blocks[-1].links.append(Link(child.get("href", ""), words))
        _read(child, blocks)
        if is_block:
            blocks.append(Block(level))
        blocks[-1].text += child.tail or ""
