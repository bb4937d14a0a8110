"""The removal of rows that nobody needs any more, a bounded number at a time.

A batch is a statement of its own: it holds its locks for moments, and what was done stays done where the
task is interrupted.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.tasks import task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import unsaved
from comments import allowances
from comments.profile import erasing
from comments.retention import RETENTION, Kept
from newsportal.accounts import sweeping
from newsportal.tasks.models import DailyRun
from previews import links

BATCH = 1000  # rows
KEPT = timedelta(days=7)  # for finished tasks, so that a failure can be looked into

type Removal = Callable[[datetime], int]


@task()
def housekeeping() -> dict[str, int]:
    """How many rows of each kind were removed."""
    now = timezone.now()
    return {name: _in_batches(remove, now) for name, remove in REMOVALS.items()}


def _in_batches(remove: Removal, now: datetime) -> int:
    total = 0
    while removed := remove(now):
        total += removed
        if removed < BATCH:
            break
    return total


def _delete(rows: QuerySet[Any]) -> int:
    """Delete up to a batch of the rows."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    return int(rows.model._default_manager.filter(pk__in=keys).delete()[0])


def _sessions(now: datetime) -> int:
    return _delete(Session.objects.filter(expire_date__lt=now))


def _tasks(now: datetime) -> int:
    return _delete(DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT))


def _days(now: datetime) -> int:
    return _delete(DailyRun.objects.filter(day__lt=(now - KEPT).date()))


def _unsaved_texts(now: datetime) -> int:
    return _delete(unsaved.too_old(now))


def _allowances(now: datetime) -> int:
    return allowances.sweep(now=now, limit=BATCH)


def _links(now: datetime) -> int:
    return links.sweep(now=now, limit=BATCH)


def _unconfirmed_accounts(now: datetime) -> int:
    return _delete(sweeping.unconfirmed(now))


def _past_attempts(now: datetime) -> int:
    return _delete(sweeping.past_entries(now))


def _ended_sessions(now: datetime) -> int:
    return _delete(sweeping.ended_sessions())


def _erasures(now: datetime) -> int:
    return _delete(erasing.ended_long_ago(now))


def _removal(kept: Kept) -> Removal:
    return lambda now: kept.remove(now, BATCH)


REMOVALS: dict[str, Removal] = {
    "expired sessions": _sessions,
    "full allowances": _allowances,
    "finished tasks": _tasks,
    "past days": _days,
    "unsaved texts": _unsaved_texts,
    "past preview links": _links,
    "ended erasures": _erasures,
    "unconfirmed accounts": _unconfirmed_accounts,
    "past attempts": _past_attempts,
    # After the expired sessions, whose rows they were.
    "ended sessions": _ended_sessions,
    **{kept.name: _removal(kept) for kept in RETENTION},
}
