"""The thread's own row: made on first need, locked while its comments change, opened and closed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet, Subquery
from django.utils import formats, timezone

from articles.models import Edition
from comments.models import Thread
from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record_change
from newsportal.database.prepared import Prepared


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


def locked_for_posting(article_id: int, *, at: datetime) -> tuple[Thread, int | None]:
    """The article's thread, locked, and the key of the edition that readers see, or None.

    No thread is made for an article that nobody sees.
    """
    found = _LOCKED.first(article_id=article_id, at=at)
    if found is not None:
        return found
    shown = Edition.objects.visible(at=at).filter(article=article_id).values_list("pk", flat=True)
    edition_id = shown.first()
    thread = Thread(article_id=article_id) if edition_id is None else locked_thread(article_id)
    return thread, edition_id


def _with_edition(*, article_id: int, at: datetime) -> QuerySet[Any, Any]:
    shown = Edition.objects.visible(at=at).filter(article=article_id).values("pk")[:1]
    threads = Thread.objects.select_for_update(of=("self",)).filter(pk=article_id)
    rows: QuerySet[Any, Any] = threads.annotate(shown=Subquery(shown))
    return rows.values("article_id", "mode", "opens_at", "closes_at", "shown")


def _locked(
    article_id: int,
    mode: str,
    opens_at: datetime | None,
    closes_at: datetime | None,
    shown: int | None,
) -> tuple[Thread, int | None]:
    thread = Thread(article_id=article_id, mode=mode, opens_at=opens_at, closes_at=closes_at)
    return thread, shown


_LOCKED = Prepared(_with_edition, _locked)


@transaction.atomic
def set_thread(
    article_id: int,
    *,
    by: User | None,
    mode: str,
    opens_at: datetime | None,
    closes_at: datetime | None,
) -> Thread:
    """Open, close or hide an article's comments; the counters are left alone."""
    before = locked_thread(article_id)
    Thread.objects.filter(pk=article_id).update(
        mode=mode, opens_at=opens_at, closes_at=closes_at, version=F("version") + 1
    )
    thread = Thread.objects.select_related("article").get(pk=article_id)
    record_change(
        act=Act.THREAD_SET, about=thread, by=by, before=_settings(before), after=_settings(thread)
    )
    return thread


def _settings(thread: Thread) -> dict[str, Any]:
    return {"mode": thread.mode, "opens_at": thread.opens_at, "closes_at": thread.closes_at}


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
