"""How long what is personal about comments is kept, and what becomes of it then: all of it, in one table.

docs/operating.md has the same table in words. The row of a comment and the history of its decisions stay,
because answers hang on the one and the record on the other; the words and the name in it are erased.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from comments import recommending, reporting
from comments.models import (
    Appeal,
    Comment,
    ErrorReport,
    ModerationEvent,
    RecentText,
    Sanction,
    StatementOfReasons,
    Waiting,
)
from comments.notices import keeping
from comments.profile.erasing import erase_comment
from comments.rules.facts import LAST_DAY
from comments.threads import locked_thread
from newsportal.audit.acts import Act
from newsportal.audit.recording import record

State = Comment.State
SPAM_KEPT = timedelta(days=30)
REJECTED_KEPT = timedelta(days=180)
AUTHORS_KEPT = timedelta(days=90)
BATCH = 500  # rows
REASON = "Erased because the time for which it is kept was over."


@dataclass(frozen=True)
class Kept:
    """What is kept for a while: how much of it is over now, and the removal of a batch of that."""

    name: str
    time: timedelta
    count: Callable[[datetime], int]
    remove: Callable[[datetime, int], int]


def purge(kept: Kept, *, now: datetime) -> int:
    """Remove all that is over, batch by batch, each in transactions of its own; how much that was."""
    total = 0
    while removed := kept.remove(now, BATCH):
        total += removed
        if removed < BATCH:
            break
    return total


def _over(state: str, time: timedelta, now: datetime) -> QuerySet[Comment]:
    """Comments whose last decision is so long ago, and about which nobody waits for another."""
    decisions = ModerationEvent.objects.filter(comment=OuterRef("pk")).order_by("-pk")
    decided_at = Coalesce(
        Subquery(decisions.values("created_at")[:1]), F("created_at"), output_field=DateTimeField()
    )
    still_appealed = StatementOfReasons.objects.filter(comment=OuterRef("pk")).filter(
        Q(appeal__isnull=False, appeal__decided_at__isnull=True)
        | Q(appeal__isnull=True, restriction=state, appeal_until__gt=now)
    )
    at_the_desk = ErrorReport.objects.filter(comment=OuterRef("pk"), state=ErrorReport.State.OPEN)
    # No comment is decided about before it is written: the index finds the candidates by that.
    old = Comment.objects.filter(state=state, created_at__lt=now - time)
    return old.alias(decided_at=decided_at).filter(
        ~Exists(still_appealed), ~Exists(at_the_desk), decided_at__lt=now - time
    )


def _erasing(name: str, state: str, time: timedelta) -> Kept:
    def erase(now: datetime, limit: int) -> int:
        rows = _over(state, time, now).order_by("created_at", "pk").values_list("thread", "pk")
        found = list(rows[:limit])
        threads = {thread for thread, _ in found}
        keys = [key for _, key in found]
        return sum(_erase(thread, keys, _over(state, time, now), now) for thread in sorted(threads))

    return Kept(name, time, lambda now: _over(state, time, now).count(), erase)


@transaction.atomic
def _erase(article_id: int, keys: list[int], over: QuerySet[Comment], now: datetime) -> int:
    """Erase those comments of one thread that are still over once it is locked."""
    thread = locked_thread(article_id)
    comments = list(over.filter(thread=thread, pk__in=keys).order_by("pk"))
    for comment in comments:
        # Its author's record with the moderators has a time of its own.
        author_key = comment.author_key
        erase_comment(comment, with_text=True, now=now, reason=REASON)
        Comment.objects.filter(pk=comment.pk).update(author_key=author_key)
    if comments:
        facts = {"comments": len(comments)}
        record(act=Act.THREAD_COMMENTS_PURGED, about=thread, by=None, after=facts)
    return len(comments)


def _old_authors(now: datetime) -> QuerySet[Comment]:
    """Old comments by whose author nobody has to go any more: no sanction binds, no decision waits."""
    of_author = Sanction.objects.filter(author_key=OuterRef("author_key"))
    appealed = Appeal.objects.waiting()
    needed = (
        Waiting.objects.filter(comment=OuterRef("pk")),
        of_author.in_force(at=now),
        of_author.filter(statement__appeal__in=appealed),
        appealed.filter(statement__comment=OuterRef("pk")),
    )
    old = Comment.objects.exclude(author_key="").filter(created_at__lt=now - AUTHORS_KEPT)
    return old.filter(*(~Exists(rows) for rows in needed))


def _count_authors(now: datetime) -> int:
    return _old_authors(now).count()


@transaction.atomic
def _forget_authors(now: datetime, limit: int) -> int:
    # In the order of the index of those whose author is known: no other comment is looked at.
    known = _old_authors(now).order_by("author_key", "-created_at", "-pk")
    rows = known.select_for_update(skip_locked=True, of=("self",))
    keys = list(rows.values_list("pk", flat=True)[:limit])
    return Comment.objects.filter(pk__in=keys).update(author_key="")


def _old_texts(now: datetime) -> QuerySet[RecentText]:
    return RecentText.objects.filter(created_at__lt=now - LAST_DAY)


def _deleting(name: str, time: timedelta, rows: Callable[[datetime], QuerySet[Any]]) -> Kept:
    def delete(now: datetime, limit: int) -> int:
        over = rows(now)
        keys = list(over.order_by("pk").values_list("pk", flat=True)[:limit])
        return int(over.filter(pk__in=keys).delete()[0])

    return Kept(name, time, lambda now: rows(now).count(), delete)


RETENTION = (
    _deleting("texts of past days", LAST_DAY, _old_texts),
    _erasing("old spam", State.SPAM, SPAM_KEPT),
    Kept("old authors", AUTHORS_KEPT, _count_authors, _forget_authors),
    Kept(
        "old voters",
        recommending.VOTERS_KEPT,
        recommending.count_old,
        lambda now, limit: recommending.forget(now=now, limit=limit),
    ),
    # The keys of reporters; what they wrote is kept for `reporting.CONTACT_KEPT`.
    Kept(
        "old reports",
        reporting.KEYS_KEPT,
        reporting.count_old,
        lambda now, limit: reporting.forget(now=now, limit=limit),
    ),
    _deleting("old notices", keeping.KEPT, keeping.too_old),
    _erasing("old rejected comments", State.REJECTED, REJECTED_KEPT),
)
