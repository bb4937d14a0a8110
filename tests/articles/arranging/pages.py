"""Arranging pages in tests, and what stands on them then."""

from django.utils import timezone

from articles.arranging.acts import arrange
from articles.arranging.plans import Plan, PlannedSlot
from articles.arranging.standing import standing
from articles.models import Placement
from articles.models.placement import FRONT_PAGE


def plan_of(*slots):
    """Such as `plan_of([7, 8], None, [9])`: stories slot by slot, and None where none is held."""
    return Plan(
        tuple(
            PlannedSlot(number, tuple(keys)) for number, keys in enumerate(slots, start=1) if keys
        )
    )


def put(plan, *, page=FRONT_PAGE, at=None, by=None):
    """Arrange the page as somebody who has just looked at it."""
    base = standing(page, at=at or timezone.now()).base
    return arrange(page, plan, by=by, base=base, at=at)


def stands(at, page=FRONT_PAGE):
    """What stands at an instant, by slot."""
    rows = Placement.objects.on_page(page).standing(at=at).in_slot_order()
    found = {}
    for row in rows:
        found.setdefault(row.slot, []).append(row.article_id)
    return found
