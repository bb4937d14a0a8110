"""Putting a plan in force: all its changes at once and from one instant on, or none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.arranging.plans import Plan
from articles.arranging.refusals import (
    EndsTooEarly,
    NothingArranged,
    StaleArrangement,
    TimeHasPassed,
)
from articles.arranging.standing import Standing, last_number, standing
from articles.models import Arrangement, Placement
from articles.models.placement import FRONT_PAGE
from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record

type Cell = tuple[int, int]


@dataclass(frozen=True)
class Wanted:
    """A story that shall stand in a cell (slot and position), until a time that was chosen or none."""

    article: int
    may_repeat: bool
    ends_at: datetime | None


@transaction.atomic
def arrange(
    page: int, plan: Plan, *, by: User | None, base: str, at: datetime | None = None
) -> Arrangement:
    """Let a page stand as planned, from now on or from `at`.

    What is planned for later stays planned: a story leaves its place for the one that comes next there,
    and for its own next place. `base` is that of the Standing that the editor saw for that time.
    Raises StaleArrangement, TimeHasPassed, EndsTooEarly, NothingArranged.
    """
    now = timezone.now()
    if at is not None and at <= now:
        raise TimeHasPassed(now)
    act = _next_act(page, starts_at=at or now, now=now, by=by)
    before = standing(page, at=act.starts_at, number=act.number - 1)
    if before.base != base:
        raise StaleArrangement
    changed = _changed(before.plan, plan)
    if not changed:
        raise NothingArranged
    for slot in plan.slots:
        if slot.number in changed and slot.ends_at and slot.ends_at <= act.starts_at:
            raise EndsTooEarly(slot.number, act.starts_at)
    _Rewriting(act, before, changed, dict(_wanted(plan, changed))).run()
    _record(act, before.plan, plan, changed)
    return act


def _next_act(page: int, *, starts_at: datetime, now: datetime, by: User | None) -> Arrangement:
    """The act's row. Whoever comes second waits here for the first, and then is refused."""
    try:
        with transaction.atomic():
            return Arrangement.objects.create(
                section_id=page if page != FRONT_PAGE else None,
                number=last_number(page) + 1,
                starts_at=starts_at,
                created_at=now,
                created_by=by,
            )
    except IntegrityError as error:
        raise StaleArrangement from error


def _changed(before: Plan, after: Plan) -> set[int]:
    """The numbers of the slots in which the plans differ."""
    return {slot.number for slot in {*before.slots} ^ {*after.slots}}


def _wanted(plan: Plan, changed: set[int]) -> Iterator[tuple[Cell, Wanted]]:
    for slot in plan.slots:
        if slot.number in changed:
            for position, story in enumerate(slot.stories):
                may_repeat = slot.may_repeat and position == 0
                yield (slot.number, position), Wanted(story, may_repeat, slot.ends_at)


@dataclass
class _Rewriting:
    """Changing rows so that the changed slots hold what is wanted, and their past stays."""

    act: Arrangement
    before: Standing
    changed: set[int]
    wanted: dict[Cell, Wanted]

    def run(self) -> None:
        """End what leaves before anything comes: no story stands twice, not even in between."""
        kept = {}
        for row in self.before.rows:
            cell = (row.slot, row.position)
            if row.slot in self.changed:
                if self._is_wanted(row):
                    kept[cell] = row
                else:
                    self._end(row)
        for cell, wanted in sorted(self.wanted.items()):
            ends_at = self._end_of(cell, wanted)
            if cell in kept:
                Placement.objects.filter(pk=kept[cell].pk).update(ends_at=ends_at)
            else:
                self._begin(cell, wanted, ends_at)

    def _is_wanted(self, row: Placement) -> bool:
        wanted = self.wanted.get((row.slot, row.position))
        return wanted is not None and (wanted.article, wanted.may_repeat) == (
            row.article_id,
            row.may_repeat,
        )

    def _end(self, row: Placement) -> None:
        """What has begun by then is ended; what would begin at that instant has never been."""
        rows = Placement.objects.filter(pk=row.pk)
        if row.starts_at < self.act.starts_at:
            rows.update(ends_at=self.act.starts_at)
        else:
            rows.delete()

    def _begin(self, cell: Cell, wanted: Wanted, ends_at: datetime | None) -> None:
        """Let a story stand in a cell; where it stood there until this instant, it goes on."""
        place = {
            "section": self.act.section,
            "slot": cell[0],
            "position": cell[1],
            "article_id": wanted.article,
            "may_repeat": wanted.may_repeat,
        }
        before = Placement.objects.filter(**place, ends_at=self.act.starts_at)
        if not before.update(ends_at=ends_at):
            Placement.objects.create(
                **place,
                starts_at=self.act.starts_at,
                ends_at=ends_at,
                created_by=self.act.created_by,
            )

    def _end_of(self, cell: Cell, wanted: Wanted) -> datetime | None:
        """The chosen end, or what comes sooner: another story there, or this one elsewhere.

        What supports a story leaves with it.
        """
        slot, position = cell
        own = self.wanted[slot, 0]
        ends = [
            row.starts_at
            for row in self.before.later
            if row.article_id in {wanted.article, own.article}
            or (row.slot == slot and row.position in {0, position})
        ]
        return min([*ends, *filter(None, [wanted.ends_at])], default=None)


def _record(act: Arrangement, before: Plan, after: Plan, changed: set[int]) -> None:
    record(
        act=Act.FRONT_ARRANGED,
        about=act,
        by=act.created_by,
        before={"slots": _facts(before, changed)},
        after={"slots": _facts(after, changed), "starts_at": act.starts_at},
        words=str(act.section or "Front page"),
    )


def _facts(plan: Plan, changed: set[int]) -> list[dict[str, Any]]:
    """The changed slots; articles by their keys, as headlines would change."""
    return [row for row in plan.written() if row["slot"] in changed]
