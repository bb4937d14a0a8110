"""An article's working copy as its checks read it, with what the database knows of its words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from articles.checklist.body import Block, blocks_of
from articles.checklist.finding import Passage
from articles.models import Article, Byline, Image
from articles.names import NameFinder


class Candidate(NamedTuple):
    """A person or an organisation: which of the two, its key, and the path of its page."""

    kind: str
    key: int
    address: str


class Known(NamedTuple):
    """Somebody whom the newsroom knows by a name, with the name that the paper prints."""

    who: Candidate
    name: str


@dataclass(frozen=True)
class Named:
    """A mention: its words in the text, its note, and whom it may mean."""

    phrase: str = ""
    note: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(eq=False)
class Manuscript:
    """The stored article with its rows, all of them fetched.

    `names` finds whom the newsroom knows by the words of this text. `dead_links` says for each address of
    the portal that the body links to, and that readers can't open, why. `pictures` are those that the
    body names, by their keys.
    """

    article: Article
    bylines: list[Byline]
    mentions: list[Named]
    sources: list[str]
    names: NameFinder[Known] = field(default_factory=lambda: NameFinder(()))
    dead_links: dict[str, str] = field(default_factory=dict)
    pictures: dict[int, Image] = field(default_factory=dict)

    @cached_property
    def blocks(self) -> list[Block]:
        return blocks_of(self.article.body)

    @cached_property
    def placed(self) -> list[tuple[Passage, Block]]:
        """Every block with its place in words; paragraphs are numbered from 1 as readers count them."""
        number, placed = 0, []
        for block in self.blocks:
            number += not (block.level or block.place)
            where = f"Subhead “{block.text}”" if block.level else f"Paragraph {number}"
            where = block.place or where
            placed.append((Passage("body", where, block.text), block))
        return placed

    @property
    def paragraphs(self) -> list[tuple[Passage, Block]]:
        """The blocks of the running text that are no subheads: where a mention becomes a link."""
        running = ((passage, block) for passage, block in self.placed if not block.level)
        return [(passage, block) for passage, block in running if not block.place]

    @cached_property
    def passages(self) -> list[Passage]:
        """Everything that readers see of the article's words, in the order of the form."""
        body = [passage for passage, _ in self.placed]
        return [passage for passage in (*self._above(), *body, *self._below()) if passage.text]

    @property
    def plain_text(self) -> str:
        """The body's words, subheads included."""
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def linked(self) -> set[Candidate]:
        """Whom the page links to by itself: the mentioned and those of the byline."""
        authors = {Candidate("person", row.person_id, row.person.url) for row in self.bylines}
        return authors.union(*(row.candidates for row in self.mentions))

    def _above(self) -> Iterator[Passage]:
        yield Passage("headline", "Headline", self.article.headline)
        yield Passage("standfirst", "Standfirst", self.article.standfirst)
        yield Passage("dateline", "Dateline", self.article.dateline)

    def _below(self) -> Iterator[Passage]:
        if picture := self.article.picture:
            yield Passage("picture", "Alternative text of the picture", picture.alt_text)
            yield Passage("picture", "Credit of the picture", picture.credit)
            caption = self.article.picture_caption or picture.caption
            yield Passage("picture_caption", "Caption of the picture", caption)
        for number, row in enumerate(self.mentions, start=1):
            yield Passage("mentions", f"Note of mention {number}", row.note)
        for number, title in enumerate(self.sources, start=1):
            yield Passage("sources", f"Source {number}", title)
