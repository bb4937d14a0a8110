"""Links from the first mention of somebody to their page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self

from lxml import html
from lxml.html import HtmlElement

from articles.models import Mention, Organisation, Person
from articles.names import Found, NameFinder

# A link can't hold a link; a subhead is an anchor, not a place to leave from; and what is printed large
# or below a picture is read apart from the text.
UNLINKED = frozenset({"a", "h2", "h3", "figure"})


@dataclass(frozen=True)
class Mentioned:
    """A mention as an edition keeps it: whom it may mean, and by which words the text says so."""

    anchor: str
    phrase: str
    salience: str
    certainty: str
    note: str
    candidates: tuple[Person | Organisation, ...]

    @classmethod
    def of(
        cls,
        mention: Mention,
        number: int,
        *,
        people: Iterable[Person],
        organisations: Iterable[Organisation],
    ) -> Self:
        """A mention with its candidates, whose names are fetched already."""
        persons = sorted(people, key=lambda person: (person.name, person.pk))
        bodies = sorted(organisations, key=lambda body: (body.name, body.pk))
        return cls(
            anchor=f"subject-{number}",
            phrase=mention.phrase,
            salience=mention.salience,
            certainty=mention.certainty,
            note=mention.note,
            candidates=(*persons, *bodies),
        )

    @property
    def names(self) -> list[str]:
        """The words to look for: the given phrase, else every name of every candidate."""
        if self.phrase:
            return [self.phrase]
        return [
            name
            for candidate in self.candidates
            for name in (candidate.name, *(other.name for other in candidate.names.all()))
        ]

    @property
    def label(self) -> str:
        return " or ".join(candidate.name for candidate in self.candidates)

    @property
    def address(self) -> str:
        """Where the link leads: to the one who is meant, or to the note that says that sources differ.

        A link to one of several candidates would assert what nobody knows.
        """
        if len(self.candidates) == 1:
            return self.candidates[0].get_absolute_url()
        return f"#{self.anchor}"

    def as_data(self) -> dict[str, Any]:
        """What an edition stores of it."""
        return {
            "anchor": self.anchor,
            "label": self.label,
            "salience": self.salience,
            "certainty": self.certainty,
            "note": self.note,
            "candidates": [
                {
                    "kind": "person" if isinstance(candidate, Person) else "organisation",
                    "name": candidate.name,
                    "url": candidate.get_absolute_url(),
                    "summary": candidate.summary,
                }
                for candidate in self.candidates
            ],
        }


def link_first_mentions(body: HtmlElement, mentioned: list[Mentioned]) -> None:
    """Turn the first place that names each mentioned subject into a link, in the tree itself.

    Who shares a name with somebody else who is mentioned is linked where a longer name tells them
    apart, and nowhere else.
    """
    finder = NameFinder((name, one) for one in mentioned for name in one.names)
    done: set[str] = set()
    for element, is_tail in list(_text_places(body)):
        text = (element.tail if is_tail else element.text) or ""
        found = [match for match in finder.find(text) if len(match.targets) == 1]
        chosen = list(_first_ones(found, done))
        if chosen:
            _insert_links(element, is_tail, text, chosen)


def _text_places(element: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Every piece of text that may hold a link, in reading order: (element, whether its tail)."""
    if element.tag in UNLINKED:
        return
    yield element, False
    for child in element:
        yield from _text_places(child)
        yield child, True


def _first_ones(found: list[Found[Mentioned]], done: set[str]) -> Iterator[Found[Mentioned]]:
    for match in found:
        anchor = match.targets[0].anchor
        if anchor not in done:
            done.add(anchor)
            yield match


def _insert_links(
    element: HtmlElement, is_tail: bool, text: str, chosen: list[Found[Mentioned]]
) -> None:
    links = []
    for match, following in zip(chosen, [*chosen[1:], None], strict=True):
        link = html.Element("a", {"class": "mention", "href": match.targets[0].address})
        link.text = text[match.start : match.end]
        link.tail = text[match.end : following.start if following else len(text)]
        links.append(link)
    before = text[: chosen[0].start]
    if is_tail:
        element.tail = before
        parent, index = element.getparent(), element.getparent().index(element) + 1
    else:
        element.text = before
        parent, index = element, 0
    parent[index:index] = links
