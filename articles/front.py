"""Composition of the front page and of a section's first page: what stands where, and nothing twice.

Editors place stories into slots for a time. Slots that they leave free are filled with the newest
stories, so a page needs no hand to stay alive.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet

from articles.cards import cards, fetch_renditions
from articles.expressions import for_each
from articles.models import Edition, Placement, Section
from articles.models.edition import EditionQuerySet
from articles.models.placement import PlacementQuerySet

# The lead and six more; a placement may name a slot beyond them, and then the page grows.
SLOTS = 7
LATEST = 8
IN_A_SECTION = 5


@dataclass(frozen=True)
class SectionBand:
    """A section on the front page with its newest stories that stand nowhere above."""

    section: Section
    editions: list[Edition]


@dataclass(frozen=True)
class FrontPage:
    """What the front page shows, each story once."""

    leads: list[Edition]
    latest: list[Edition]
    bands: list[SectionBand] = field(default_factory=list)

    @property
    def cards(self) -> list[Edition]:
        """Every story of the page."""
        in_bands = [edition for band in self.bands for edition in band.editions]
        return [*self.leads, *self.latest, *in_bands]


def compose_front(*, at: datetime) -> FrontPage:
    """The front page as it is at that instant, in four queries."""
    visible = Edition.objects.visible(at=at)
    placed = _placed(visible, Placement.objects.current(at=at).on_front_page())
    newest = list(
        cards(visible)
        .exclude(article__in=_articles(placed.values()))
        .newest_first()[: SLOTS + LATEST]
    )
    leads = _fill(placed, newest)
    latest = newest[len(leads) - len(placed) :][:LATEST]
    bands = _bands(visible, [*leads, *latest])
    page = FrontPage(leads, latest, bands)
    fetch_renditions(*page.cards)
    return page


def section_lead(section: Section, *, at: datetime) -> Edition | None:
    """The story that editors placed highest in the section, if they did and it is visible."""
    placed = _placed(
        Edition.objects.visible(at=at),
        Placement.objects.current(at=at).filter(section=section),
    )
    return placed[min(placed)] if placed else None


def _placed(visible: EditionQuerySet, placements: PlacementQuerySet) -> dict[int, Edition]:
    """The visible ones of the placed stories by slot; a story that is not visible leaves it free."""
    rows: QuerySet[Any] = (
        cards(visible)
        .filter(article__placements__in=placements)
        .annotate(slot=F("article__placements__slot"))
        .order_by("slot", "article_id")
    )
    return {row.slot: row for row in rows}


def _fill(placed: dict[int, Edition], newest: list[Edition]) -> list[Edition]:
    """Slot by slot: the placed story, else the next newest; slots that nothing fills close up."""
    supply = iter(newest)
    leads = []
    for slot in range(1, max([SLOTS, *placed]) + 1):
        if slot in placed:
            leads.append(placed[slot])
        elif slot <= SLOTS and (edition := next(supply, None)) is not None:
            leads.append(edition)
    return leads


def _bands(visible: EditionQuerySet, shown: list[Edition]) -> list[SectionBand]:
    """Each section's newest stories: one index range a section, all of them in one query."""
    newest_of_section = (
        visible.filter(section=OuterRef("pk")).exclude(article__in=_articles(shown)).newest_first()
    )
    chosen = for_each(Section.objects.all(), newest_of_section.values("pk")[:IN_A_SECTION])
    rows = cards(Edition.objects.filter(pk__in=chosen)).order_by(
        "section__position", "section_id", "-published_at", "-article_id"
    )
    bands: dict[Section, list[Edition]] = {}
    for edition in rows:
        bands.setdefault(edition.section, []).append(edition)
    return [SectionBand(section, editions) for section, editions in bands.items()]


def _articles(editions: Iterable[Edition]) -> list[int]:
    return [edition.article_id for edition in editions]
