"""What stands on a page at an instant, and what is planned after it."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from django.db.models import Q

from articles.arranging.plans import Plan, PlannedSlot
from articles.models import Arrangement, Placement


@dataclass(frozen=True)
class Standing:
    """A page at an instant: the rows that stand, and those that come later, in the order of slots.

    `number` counts the acts of arranging until then.
    """

    page: int
    at: datetime
    number: int
    rows: list[Placement]
    later: list[Placement]

    @cached_property
    def plan(self) -> Plan:
        """The page as an editor would have planned it."""
        own = {row.slot: row for row in self.rows if row.position == 0}
        return Plan(
            tuple(
                PlannedSlot(
                    number,
                    tuple(row.article_id for row in self.rows if row.slot == number),
                    self._chosen_end(row),
                    row.may_repeat,
                )
                for number, row in own.items()
            )
        )

    @cached_property
    def base(self) -> str:
        """A name of exactly this: of what stands, until when, and of the last act of arranging."""
        named = [(row.pk, row.ends_at) for row in self.rows]
        return sha256(repr((self.number, named)).encode()).hexdigest()

    def _chosen_end(self, row: Placement) -> datetime | None:
        """An end that an editor chose, not one that follows from what comes next."""
        follows = any(
            next_one.starts_at == row.ends_at
            and (
                next_one.article_id == row.article_id
                or (next_one.slot, next_one.position) == (row.slot, row.position)
            )
            for next_one in self.later
        )
        return None if follows else row.ends_at


def standing(page: int, *, at: datetime, number: int | None = None) -> Standing:
    """Read a page; `number` is that of the last act of arranging, if it is known."""
    rows = list(
        Placement.objects.on_page(page)
        .filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))
        .in_slot_order()
    )
    return Standing(
        page,
        at,
        last_number(page) if number is None else number,
        [row for row in rows if row.starts_at <= at],
        [row for row in rows if row.starts_at > at],
    )


def without_what_begins(now: Standing) -> Plan:
    """The plan that takes back what begins at that very instant: what stood there goes on."""
    begun = {row.slot for row in now.rows if row.starts_at == now.at}
    kept = [slot for slot in now.plan.slots if slot.number not in begun]
    ended = Placement.objects.on_page(now.page).filter(ends_at=now.at, slot__in=begun)
    former = Standing(now.page, now.at, now.number, list(ended.in_slot_order()), []).plan
    elsewhere = Plan(tuple(kept)).stories
    restored = former.only(lambda story: story not in elsewhere).slots
    return Plan(
        tuple(
            sorted(
                [*kept, *(replace(slot, ends_at=None) for slot in restored)],
                key=lambda slot: slot.number,
            )
        )
    )


def last_number(page: int) -> int:
    """How often a page was arranged."""
    latest = Arrangement.objects.on_page(page).latest_first().values_list("number", flat=True)
    return latest.first() or 0


def instants(page: int, *, after: datetime) -> list[datetime]:
    """When a page is going to change by what is planned for it, the next first."""
    rows = Placement.objects.on_page(page).filter(Q(ends_at__isnull=True) | Q(ends_at__gt=after))
    times = {time for pair in rows.values_list("starts_at", "ends_at") for time in pair if time}
    return sorted(time for time in times if time > after)
