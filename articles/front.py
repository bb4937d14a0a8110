"""Composition of the front page and of a section's first page: what stands where, and nothing twice.

Editors place stories into slots for a time, and further stories below them. Slots that they leave free
are filled with the newest stories, so a page needs no hand to stay alive. A placed story that readers
can't see leaves its slot at that very second, together with those that stand below it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, QuerySet

from articles.cards import Card, SectionName, card, card_values, without
from articles.expressions import for_each
from articles.models import Edition, Placement, Section
from articles.models.placement import FRONT_PAGE
from newsportal.database.any_of import AnyOf
from newsportal.database.prepared import Prepared

# The lead and six more, on a section's page three more; a placement may name a slot beyond them, and
# then the page grows.
SLOTS = 7
SLOTS_OF_A_SECTION = 4
LATEST = 8
IN_A_SECTION = 5


class Placed(NamedTuple):
    """A visible story that stands in a slot, or at a further position below the slot's own story."""

    slot: int
    position: int
    may_repeat: bool
    story: Card


@dataclass(frozen=True)
class Slot:
    """A place among a page's first stories: its story, and those that support it.

    `is_placed` tells what editors put there from what filled the slot by itself; `may_repeat` lets
    the stories appear in the lists below once more.
    """

    number: int
    story: Card
    supporting: list[Card] = field(default_factory=list)
    is_placed: bool = False
    may_repeat: bool = False

    @property
    def cards(self) -> list[Card]:
        """Every story of the slot."""
        return [self.story, *self.supporting]


@dataclass(frozen=True)
class SectionBand:
    """A section on the front page with its newest stories that stand nowhere above."""

    section: SectionName
    editions: list[Card]


@dataclass(frozen=True)
class FrontPage:
    """What the front page shows, each story once unless its slot says otherwise."""

    slots: list[Slot]
    latest: list[Card]
    bands: list[SectionBand] = field(default_factory=list)

    @property
    def leads(self) -> list[Card]:
        """The stories of the slots."""
        return [slot.story for slot in self.slots]

    @property
    def cards(self) -> list[Card]:
        """Every story of the page."""
        in_bands = [edition for band in self.bands for edition in band.editions]
        return [*cards_of(self.slots), *self.latest, *in_bands]


@dataclass(frozen=True)
class SectionFront:
    """What a section's first page shows: its slots, and the newest stories that stand in none."""

    slots: list[Slot]
    stories: list[Card]

    @property
    def cards(self) -> list[Card]:
        """Every story of the page."""
        return [*cards_of(self.slots), *self.stories]


def compose_front(*, at: datetime, placed: list[Placed] | None = None) -> FrontPage:
    """The front page as it is at that instant, in three queries.

    With another arrangement it is the page as it would be.
    """
    chosen = _in_slots(read_placed(FRONT_PAGE, at=at) if placed is None else placed)
    slots, others = _fill(chosen, _NEWEST.rows(at=at, shown=_not_below(chosen)), SLOTS)
    latest = others[:LATEST]
    above = [*_not_below(slots), *_articles(latest)]
    return FrontPage(slots, latest, _bands(above, at=at))


def compose_section(
    section: int, *, at: datetime, newest: list[Card], placed: list[Placed] | None = None
) -> SectionFront:
    """A section's first page as it is at that instant: one query, besides the newest stories."""
    chosen = _in_slots(read_placed(section, at=at) if placed is None else placed)
    supply = without(
        newest, [story for slot in chosen if not slot.may_repeat for story in slot.cards]
    )
    return SectionFront(*_fill(chosen, supply, SLOTS_OF_A_SECTION))


def read_placed(page: int, *, at: datetime) -> list[Placed]:
    """What editors placed on a section's page or on FRONT_PAGE, as far as readers can see it."""
    return _PLACED.rows(page=page, at=at)


def cards_of(slots: Iterable[Slot]) -> list[Card]:
    """Every story of some slots."""
    return [story for slot in slots for story in slot.cards]


def _placed(*, page: int, at: datetime) -> QuerySet[Any, Any]:
    """The visible ones of the placed stories; a story that is not visible leaves its slot free."""
    placements = Placement.objects.on_page(page).standing(at=at)
    visible = Edition.objects.visible(at=at).filter(article__placements__in=placements)
    return card_values(
        visible,
        slot=F("article__placements__slot"),
        position=F("article__placements__position"),
        may_repeat=F("article__placements__may_repeat"),
    ).order_by("slot", "position", "article_id")


def _newest(*, at: datetime, shown: list[int]) -> QuerySet[Any, Any]:
    """As many stories as fill the leads and the list of the latest."""
    newest = Edition.objects.visible_newest_first(at=at)
    return card_values(newest.exclude(AnyOf("article_id", shown)))[: SLOTS + LATEST]


def _newest_of_sections(*, at: datetime, shown: list[int]) -> QuerySet[Any, Any]:
    """Each section's newest stories: one index range a section, all of them in one query."""
    others = Edition.objects.visible_newest_first(at=at).exclude(AnyOf("article_id", shown))
    newest = others.filter(section=OuterRef("pk")).values("pk")[:IN_A_SECTION]
    chosen = Edition.objects.filter(pk__in=for_each(Section.objects.all(), newest))
    return card_values(chosen).order_by(
        "section__position", "section_id", "-published_at", "-article_id"
    )


def _in_slots(placed: Iterable[Placed]) -> list[Slot]:
    """Slot by slot; what supports a story goes with it."""
    slots: dict[int, Slot] = {}
    for number, position, may_repeat, story in sorted(placed, key=lambda row: row[:2]):
        if position == 0:
            slots[number] = Slot(number, story, is_placed=True, may_repeat=may_repeat)
        elif number in slots:
            slots[number].supporting.append(story)
    return list(slots.values())


def _fill(chosen: list[Slot], newest: list[Card], slots: int) -> tuple[list[Slot], list[Card]]:
    """The slots, and what is left of the newest stories.

    Slot by slot: what was placed there, else the next newest; slots that nothing fills close up. A
    placed story that may repeat does so in the lists below, not in the next slot.
    """
    placed = {slot.number: slot for slot in chosen}
    supply = iter(without(newest, cards_of(chosen)))
    filled = []
    for number in range(1, max([slots, *placed]) + 1):
        if number in placed:
            filled.append(placed[number])
        elif number <= slots and (story := next(supply, None)) is not None:
            filled.append(Slot(number, story))
    return filled, without(newest, [slot.story for slot in filled if not slot.is_placed])


def _not_below(slots: list[Slot]) -> list[int]:
    """The stories that stand in slots and must not appear once more."""
    return _articles(story for slot in slots if not slot.may_repeat for story in slot.cards)


def _bands(shown: list[int], *, at: datetime) -> list[SectionBand]:
    bands: dict[SectionName, list[Card]] = {}
    for story in _NEWEST_OF_SECTIONS.rows(at=at, shown=shown):
        bands.setdefault(story.section, []).append(story)
    return [SectionBand(section, stories) for section, stories in bands.items()]


def _articles(stories: Iterable[Card]) -> list[int]:
    return [story.article_id for story in stories]


def _placed_card(*columns: Any) -> Placed:
    slot, position, may_repeat = columns[-3:]
    return Placed(slot, position, may_repeat, card(*columns[:-3]))


_PLACED = Prepared(_placed, _placed_card, one_plan=True)
_NEWEST = Prepared(_newest, card, one_plan=True)
_NEWEST_OF_SECTIONS = Prepared(_newest_of_sections, card, one_plan=True)
