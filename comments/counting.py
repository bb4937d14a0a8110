"""The counters of threads: kept in the transaction that changes a comment, and proved afterwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, Max, Q
from django.db.models.functions import Greatest

from comments.models import Comment, Thread
from comments.threads import locked_thread
from newsportal.database.asking import rows_of

PUBLISHED = Comment.State.PUBLISHED
COUNT_PUBLISHED = """
UPDATE comments_thread SET visible_count = visible_count + %(change)s, version = version + 1,
    last_comment_at = greatest(last_comment_at, %(at)s)
WHERE article_id = %(article)s
RETURNING article_id
"""
# The same for one that is new, as a part of the statement that stores it as `judged`.
COUNTED = """
UPDATE comments_thread SET visible_count = visible_count + 1, version = version + 1,
    last_comment_at = greatest(last_comment_at, judged.created_at)
FROM judged WHERE article_id = judged.thread_id AND judged.state = 'published'
"""


def count_change(comment: Comment, *, before: str) -> None:
    """Bring the thread's counters up to a comment whose state was `before` (or "" when it is new).

    To be called with the thread locked. The version rises when the public page changes.
    """
    after = comment.state
    if not {before, after} & set(Comment.SHOWN):
        return
    if after == PUBLISHED:
        _count_published(comment, change=int(before != PUBLISHED))
        return
    thread = Thread.objects.filter(pk=comment.thread_id)
    thread.update(
        visible_count=F("visible_count") - int(before == PUBLISHED), version=F("version") + 1
    )
    if before == PUBLISHED:
        thread.filter(last_comment_at=comment.created_at).update(last_comment_at=_latest(comment))


def _count_published(comment: Comment, *, change: int) -> None:
    values = {"article": comment.thread_id, "change": change, "at": comment.created_at}
    rows_of(COUNT_PUBLISHED, values)


def count_new(article_id: int, comments: Sequence[Comment]) -> None:
    """Count comments that were stored together; to be called with the thread locked."""
    if not any(comment.state in Comment.SHOWN for comment in comments):
        return
    times = [comment.created_at for comment in comments if comment.state == PUBLISHED]
    latest = {"last_comment_at": Greatest(F("last_comment_at"), max(times))} if times else {}
    Thread.objects.filter(pk=article_id).update(
        visible_count=F("visible_count") + len(times), version=F("version") + 1, **latest
    )


def _latest(comment: Comment) -> datetime | None:
    published = Comment.objects.published().filter(thread=comment.thread_id)
    latest: datetime | None = published.aggregate(latest=Max("created_at"))["latest"]
    return latest


@dataclass(frozen=True)
class Drift:
    """A thread whose stored counters differ from its comments."""

    article_id: int
    stored: int
    counted: int
    stored_last: datetime | None
    counted_last: datetime | None


def find_drift() -> Iterator[Drift]:
    """Every thread whose counters are wrong, by article. None should ever be."""
    published = Q(comments__state=PUBLISHED)
    threads = (
        Thread.objects.annotate(
            counted=Count("comments", filter=published),
            counted_last=Max("comments__created_at", filter=published),
        )
        .exclude(
            Q(visible_count=F("counted")) & (Q(last_comment_at=F("counted_last")) | _both_unknown())
        )
        .order_by("pk")
    )
    for thread in threads.iterator():
        yield Drift(
            thread.pk,
            thread.visible_count,
            thread.counted,
            thread.last_comment_at,
            thread.counted_last,
        )


def _both_unknown() -> Q:
    return Q(last_comment_at__isnull=True, counted_last__isnull=True)


@transaction.atomic
def recount(article_id: int) -> None:
    """Count one thread anew while nobody can change it."""
    thread = locked_thread(article_id)
    counted = (
        Comment.objects.published()
        .filter(thread=thread)
        .aggregate(comments=Count("pk"), latest=Max("created_at"))
    )
    Thread.objects.filter(pk=article_id).update(
        visible_count=counted["comments"],
        last_comment_at=counted["latest"],
        version=F("version") + 1,
    )
