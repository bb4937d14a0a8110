"""Handing out what waits: a batch for each moderator, and no comment to two of them.

Rows are taken with `FOR UPDATE SKIP LOCKED`, so moderators who ask at the same moment never wait for each
other, and held by a lease that lapses by itself when somebody walks away. A lease is a courtesy, not a
lock: a decision is guarded by the comment's revision, whoever holds it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, Count, F, Func, Q, Value, When

from comments.models import Waiting
from newsportal.accounts.models import User
from newsportal.accounts.rights import allowed

LEASE = timedelta(minutes=5)
BATCH = 10
RIGHT = "comment.moderate"


@dataclass(frozen=True)
class Situation:
    """How many comments wait, and how many of them others hold or this moderator has skipped."""

    waiting: int
    held_by_others: int
    skipped: int


@transaction.atomic
def claim(user: User, *, now: datetime, size: int = BATCH) -> list[int]:
    """The keys of the most urgent comments that nobody else holds, now held by this moderator.

    What they held before is theirs again, as far as it is among the most urgent; the rest is given back.
    """
    mine = allowed(Waiting.objects.free_for(user.pk, at=now), user, RIGHT)
    wanted = (
        mine.exclude(skipped_by__contains=[user.pk])
        .most_urgent_first()  # type: ignore[attr-defined]
        .select_for_update(skip_locked=True, of=("self",))
    )
    keys = list(wanted.values_list("pk", flat=True)[:size])
    Waiting.objects.filter(Q(pk__in=keys) | Q(leased_by=user)).update(
        leased_by=Case(When(pk__in=keys, then=Value(user.pk))),
        leased_until=Case(When(pk__in=keys, then=Value(now + LEASE))),
    )
    return keys


def renew(user: User, *, now: datetime) -> datetime:
    """Hold on to what is held, while the moderator is still there; until when that is now."""
    until = now + LEASE
    Waiting.objects.filter(leased_by=user).update(leased_until=until)
    return until


def release(user: User, *, until: datetime | None = None) -> int:
    """Give back what the moderator holds; how many rows that were.

    `until` names the leases by their end: what another window of theirs has claimed since stays held.
    """
    held = Waiting.objects.filter(leased_by=user)
    if until is not None:
        held = held.filter(leased_until=until)
    return held.update(leased_by=None, leased_until=None)


def skip(comment_id: int, user: User) -> None:
    """Leave a comment to somebody else: this moderator does not get it again."""
    rows = Waiting.objects.filter(pk=comment_id).exclude(skipped_by__contains=[user.pk])
    rows.update(skipped_by=Func(F("skipped_by"), Value(user.pk), function="array_append"))
    held = Waiting.objects.filter(pk=comment_id, leased_by=user)
    held.update(leased_by=None, leased_until=None)


def take_skips_back(user: User) -> int:
    """Let a moderator see again what they have skipped; how many comments that are."""
    return Waiting.objects.skipped(user.pk).update(
        skipped_by=Func(F("skipped_by"), Value(user.pk), function="array_remove")
    )


def situation(user: User, *, now: datetime) -> Situation:
    """What waits for somebody, counted in one query."""
    counted = allowed(Waiting.objects.all(), user, RIGHT).aggregate(
        waiting=Count("pk"),
        others=Count("pk", filter=Q(leased_until__gt=now) & ~Q(leased_by=user)),
        skipped=Count("pk", filter=Q(skipped_by__contains=[user.pk])),
    )
    return Situation(counted["waiting"], counted["others"], counted["skipped"])
