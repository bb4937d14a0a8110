"""The thread's own row: made on first need, locked while its comments change, opened and closed."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import formats, timezone

from comments.models import Thread


def locked_thread(article_id: int) -> Thread:
    """The article's thread, locked until the transaction ends.

    An article has none until somebody comments or an editor sets a mode. Whoever changes a comment's
    state holds this lock, so counters stay exact and a thread can't close between check and insert.
    """
    threads = Thread.objects.select_for_update().filter(pk=article_id)
    thread = threads.first()
    if thread is None:
        Thread.objects.bulk_create([Thread(article_id=article_id)], ignore_conflicts=True)
        thread = threads.get()
    return thread


@transaction.atomic
def set_thread(
    article_id: int, *, mode: str, opens_at: datetime | None, closes_at: datetime | None
) -> Thread:
    """Open, close or hide an article's comments; the counters are left alone."""
    locked_thread(article_id)
    Thread.objects.filter(pk=article_id).update(
        mode=mode, opens_at=opens_at, closes_at=closes_at, version=F("version") + 1
    )
    return Thread.objects.get(pk=article_id)


def closing_words(thread: Thread, *, at: datetime) -> str:
    """What readers are told about the hours of the thread; "" where there is nothing to say."""
    if thread.mode == Thread.Mode.CLOSED or (thread.closes_at and thread.closes_at <= at):
        return "Comments on this story are closed."
    if thread.opens_at and at < thread.opens_at:
        return f"Comments open on {_in_words(thread.opens_at)}."
    if thread.closes_at:
        return f"Comments close on {_in_words(thread.closes_at)}."
    return ""


def _in_words(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{formats.date_format(local, 'j F Y, H:i')} ({local.tzname()})"
