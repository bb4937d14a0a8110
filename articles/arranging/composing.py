"""A page as a plan would make it: for the desk, and for the preview before it goes live."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from articles.arranging.plans import Plan
from articles.cards import card, card_values
from articles.front import FrontPage, Placed, SectionFront, compose_front, compose_section
from articles.models import Edition
from articles.paging import Page, cut
from articles.section_stories import STORIES_ON_A_PAGE, place_of, read_stories
from newsportal.database.any_of import AnyOf
from newsportal.database.prepared import Prepared


def front_of(plan: Plan, *, at: datetime) -> FrontPage:
    """The front page."""
    return compose_front(at=at, placed=_placed(plan, at=at))


def section_front_of(plan: Plan, section: int, *, at: datetime) -> tuple[SectionFront, Page[Any]]:
    """A section's first page, and what follows it."""
    page = cut(read_stories(section, at=at, before=None), STORIES_ON_A_PAGE, place_of)
    placed = _placed(plan, at=at)
    return compose_section(section, at=at, newest=page.rows, placed=placed), page


def _placed(plan: Plan, *, at: datetime) -> list[Placed]:
    """What readers would see of the plan at that instant."""
    shown = {story.article_id: story for story in _CARDS.rows(at=at, articles=[*plan.stories])}
    return [
        Placed(slot.number, position, slot.may_repeat and position == 0, shown[story])
        for slot in plan.slots
        for position, story in enumerate(slot.stories)
        if story in shown
    ]


def _cards(*, at: datetime, articles: list[int]) -> QuerySet[Any, Any]:
    return card_values(Edition.objects.visible(at=at).filter(AnyOf("article_id", articles)))


_CARDS = Prepared(_cards, card)
