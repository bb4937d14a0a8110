"""Composition of the front page and of a section's first page: what stands where, and nothing twice.

Editors place stories into slots for a time. Slots that they leave free are filled with the newest
stories, so a page needs no hand to stay alive.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet

from articles.cards import Card, SectionName, card, card_values
from articles.expressions import for_each
from articles.models import Edition, Placement, Section
from newsportal.database.any_of import AnyOf
from newsportal.database.prepared import Prepared

# The lead and six more; a placement may name a slot beyond them, and then the page grows.
SLOTS = 7
LATEST = 8
IN_A_SECTION = 5


@dataclass(frozen=True)
class SectionBand:
    """A section on the front page with its newest stories that stand nowhere above."""

    section: SectionName
    editions: list[Card]


@dataclass(frozen=True)
class FrontPage:
    """What the front page shows, each story once."""

    leads: list[Card]
    latest: list[Card]
    bands: list[SectionBand] = field(default_factory=list)

    @property
    def cards(self) -> list[Card]:
        """Every story of the page."""
        in_bands = [edition for band in self.bands for edition in band.editions]
        return [*self.leads, *self.latest, *in_bands]


def compose_front(*, at: datetime) -> FrontPage:
    """The front page as it is at that instant, in three queries."""
    placed = dict(_PLACED.rows(at=at, section=None))
    newest = _NEWEST.rows(at=at, shown=_articles(placed.values()))
    leads = _fill(placed, newest)
    latest = newest[len(leads) - len(placed) :][:LATEST]
    return FrontPage(leads, latest, _bands([*leads, *latest], at=at))


def section_lead(section: int, *, at: datetime) -> Card | None:
    """The story that editors placed highest in the section, if they did and it is visible."""
    placed = dict(_PLACED.rows(at=at, section=section))
    return placed[min(placed)] if placed else None


def _placed(*, at: datetime, section: int | None) -> QuerySet[Any, Any]:
    """The visible ones of the placed stories; a story that is not visible leaves its slot free."""
    placements = Placement.objects.current(at=at).filter(section=section)
    visible = Edition.objects.visible(at=at).filter(article__placements__in=placements)
    return card_values(visible, slot=F("article__placements__slot")).order_by("slot", "article_id")


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


def _fill(placed: dict[int, Card], newest: list[Card]) -> list[Card]:
    """Slot by slot: the placed story, else the next newest; slots that nothing fills close up."""
    supply = iter(newest)
    leads = []
    for slot in range(1, max([SLOTS, *placed]) + 1):
        if slot in placed:
            leads.append(placed[slot])
        elif slot <= SLOTS and (edition := next(supply, None)) is not None:
            leads.append(edition)
    return leads


def _bands(shown: list[Card], *, at: datetime) -> list[SectionBand]:
    bands: dict[SectionName, list[Card]] = {}
    for story in _NEWEST_OF_SECTIONS.rows(at=at, shown=_articles(shown)):
        bands.setdefault(story.section, []).append(story)
    return [SectionBand(section, stories) for section, stories in bands.items()]


def _articles(stories: Iterable[Card]) -> list[int]:
    return [story.article_id for story in stories]


def _card_in_slot(*columns: Any) -> tuple[int, Card]:
    return columns[-1], card(*columns[:-1])


_PLACED = Prepared(_placed, _card_in_slot, one_plan=True)
_NEWEST = Prepared(_newest, card, one_plan=True)
_NEWEST_OF_SECTIONS = Prepared(_newest_of_sections, card, one_plan=True)
