"""The order "best", and the number of recommendations that pages show: in batches, for touched threads.

A comment's rank is a lower bound of the share of readers who recommend it, among those who could have.
Nobody is followed to learn who has seen what. Everybody who recommends something on an article was there,
so exposure is the number of different voters on the thread since the comment was published. What was
written first has been there for more of them, so an early start is no advantage by itself. What stays
unknown is who scrolled how far; ADR 0026 says more.

The bound is Wilson's (1927) at 80 %, with a few imagined voters of whom one in ten recommends (the
prior): little evidence stays below much of the same kind, and a comment that nobody could recommend yet
is at 0, above those that many saw and nobody recommended. Reports that were upheld take recommendations
away.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from django.db import connection, transaction
from django.db.models import Count, F, Max, Q
from django.tasks import task
from django.utils import timezone

from comments.models import Comment, DueRanking, Recommendation, Report, Thread
from comments.threads import locked_thread

RANK_AFTER = timedelta(seconds=45)
# Readers judge for themselves before they learn what others think.
COUNT_SHOWN_AFTER = timedelta(hours=1)
# A row that is so much overdue has lost its task.
LOST_AFTER = timedelta(minutes=10)
NORMAL_QUANTILE = 1.2816  # of 90 %: one side of an interval of 80 %
PRIOR_VOTERS = 5.0
PRIOR_RATE = 0.1
DIGITS = 3

DUE = """
INSERT INTO comments_dueranking AS due (thread_id, due_at) VALUES (%(thread)s, %(at)s)
ON CONFLICT (thread_id) DO UPDATE SET due_at = EXCLUDED.due_at
WHERE due.due_at > EXCLUDED.due_at OR due.due_at < %(lost)s
RETURNING thread_id
"""
WRITE = """
UPDATE comments_comment AS comment SET rank = new.rank, recommended = new.recommended
FROM unnest(%(ids)s::bigint[], %(ranks)s::float8[], %(counts)s::integer[])
    AS new (id, rank, recommended)
WHERE comment.id = new.id
"""


def rank_soon(thread_id: int, *, now: datetime) -> None:
    """Let the thread be ranked in a moment, once for all that happens until then."""
    _rank_at(thread_id, now + RANK_AFTER, now=now)


def _rank_at(thread_id: int, at: datetime, *, now: datetime) -> None:
    values: dict[str, int | datetime] = {
        "thread": thread_id,
        "at": at,
        "lost": now - LOST_AFTER,
    }
    with connection.cursor() as cursor:
        cursor.execute(DUE, values)
        is_first = cursor.fetchone() is not None
    if is_first:
        rank_thread.using(run_after=at).enqueue(thread_id)


@task()
def rank_thread(thread_id: int) -> int:
    """Rank one thread, if it is still due; how many comments have changed."""
    return rank(thread_id, now=timezone.now())


@transaction.atomic
def rank(thread_id: int, *, now: datetime) -> int:
    """Count and rank a thread that is due at that instant; only what changes is written."""
    locked_thread(thread_id)
    if not DueRanking.objects.filter(thread=thread_id, due_at__lte=now).delete()[0]:
        return 0
    standings = list(_standings(thread_id))
    changes = [one for one in standings if one.is_new(now)]
    if changes:
        _write(thread_id, changes, now)
    # The numbers that are held back appear at the end of their hour.
    ends = [one.count_shown_at for one in standings if one.votes and one.count_shown_at > now]
    if ends:
        _rank_at(thread_id, min(ends), now=now)
    return len(changes)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a comment, and what its row says until now."""

    id: int
    published_at: datetime
    stored_rank: float
    stored_count: int
    rank: float
    votes: int

    @property
    def count_shown_at(self) -> datetime:
        return self.published_at + COUNT_SHOWN_AFTER

    def shown(self, now: datetime) -> int:
        """The number that readers see."""
        return self.votes if now >= self.count_shown_at else 0

    def is_new(self, now: datetime) -> bool:
        """Whether the row says something else."""
        return (self.rank, self.shown(now)) != (self.stored_rank, self.stored_count)


def _standings(thread_id: int) -> list[Standing]:
    recommendations = Recommendation.objects.filter(thread=thread_id).order_by()
    votes = dict(recommendations.values_list("comment").annotate(Count("pk")))
    voters = recommendations.values("voter_key").annotate(last=Max("created_at"))
    last_seen = sorted(voters.values_list("last", flat=True))
    upheld = _upheld(thread_id)
    heads_and_voted = Q(parent__isnull=True) | Q(pk__in=votes) | Q(recommended__gt=0)
    rows = Comment.objects.published().filter(heads_and_voted, thread=thread_id)
    columns = rows.values_list("pk", "published_at", "parent_id", "rank", "recommended")
    return [
        Standing(
            id=key,
            published_at=at,
            stored_rank=stored_rank,
            stored_count=stored_count,
            rank=0.0 if parent else _rank(key, at, votes, last_seen, upheld),
            votes=votes.get(key, 0),
        )
        for key, at, parent, stored_rank, stored_count in columns
        if at is not None  # and none is: comment_published_has_time
    ]


def _upheld(thread_id: int) -> dict[int, int]:
    reports = Report.objects.filter(comment__thread=thread_id, state=Report.State.UPHELD)
    return dict(reports.order_by().values_list("comment").annotate(Count("pk")))


def _rank(
    key: int,
    published_at: datetime,
    votes: Mapping[int, int],
    last_seen: list[datetime],
    upheld: Mapping[int, int],
) -> float:
    exposure = len(last_seen) - bisect_left(last_seen, published_at)
    recommended = max(0, votes.get(key, 0) - upheld.get(key, 0))
    return round(lower_bound(recommended, exposure) - lower_bound(0, 0), DIGITS)


def lower_bound(recommended: int, exposure: int) -> float:
    """The least share of readers who recommend that the evidence allows, from 0 to 1.

    Rises with recommendations, falls with exposure. Imported numbers may exceed the exposure.
    """
    voters = max(recommended, exposure) + PRIOR_VOTERS
    share = (recommended + PRIOR_RATE * PRIOR_VOTERS) / voters
    squared = NORMAL_QUANTILE**2 / voters
    spread = NORMAL_QUANTILE * sqrt(share * (1 - share) / voters + squared / (4 * voters))
    return max(0.0, (share + squared / 2 - spread) / (1 + squared))


def _write(thread_id: int, changes: list[Standing], now: datetime) -> None:
    values: dict[str, list[int] | list[float]] = {
        "ids": [one.id for one in changes],
        "ranks": [one.rank for one in changes],
        "counts": [one.shown(now) for one in changes],
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
    Thread.objects.filter(pk=thread_id).update(version=F("version") + 1)
