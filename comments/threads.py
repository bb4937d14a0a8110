"""The thread's own row: made on first need, locked while its comments change, opened and closed."""

from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Article, Edition
from comments.models import DiscussionRules, Thread
from comments.opening import SETTINGS, Opening, opening_of, read_opening, terms_of
from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record_change
from newsportal.database.prepared import Prepared


def locked_thread(article_id: int) -> Thread:
    """The article's thread, locked until the transaction ends.

    An article has none until somebody comments or an editor sets one. Whoever changes a comment's
    state holds this lock, so counters stay exact and a thread can't close between check and insert.
    """
    threads = Thread.objects.select_for_update().filter(pk=article_id)
    thread = threads.first()
    if thread is None:
        made = Thread(article_id=article_id, mode=_first_mode(article_id))
        Thread.objects.bulk_create([made], ignore_conflicts=True)
        thread = threads.get()
    return thread


def _first_mode(article_id: int) -> str:
    """The mode of a new thread: that of the section where readers see the story, or where it is to be."""
    shown = Edition.objects.visible(at=timezone.now()).filter(article=OuterRef("pk"))
    section = Coalesce(
        Subquery(shown.values("section")[:1]), F("section"), output_field=BigIntegerField()
    )
    article = Article.objects.filter(pk=article_id).values(place=section)
    rules = DiscussionRules.objects.filter(section__in=article)
    return rules.values_list("mode", flat=True).first() or Thread.Mode.POST_MODERATED


def locked_for_posting(article_id: int, *, at: datetime) -> Opening:
    """When readers may write on the article, its thread locked: `terms` name the edition that they see.

    No thread is made for an article that nobody sees.
    """
    found = _LOCKED.first(article_id=article_id, at=at)
    if found is not None:
        return found
    opening = read_opening(article_id, at=at)
    if opening.terms.edition_id is not None:
        locked_thread(article_id)
        opening = _LOCKED.first(article_id=article_id, at=at) or opening
    return opening


def _with_terms(*, article_id: int, at: datetime) -> QuerySet[Any, Any]:
    threads: QuerySet[Any, Any] = Thread.objects.select_for_update(of=("self",))
    return threads.filter(pk=article_id).values(
        "article_id", *SETTINGS, terms=terms_of("article_id", at=at)
    )


def _locked(*columns: Any) -> Opening:
    article_id, *settings, terms = columns
    return opening_of(article_id, tuple(settings), terms)


_LOCKED = Prepared(_with_terms, _locked)


@transaction.atomic
def set_thread(
    article_id: int,
    *,
    by: User | None,
    mode: str,
    opens_at: datetime | None,
    closes_at: datetime | None,
    close_after: int | None = None,
    open_from: time | None = None,
    open_until: time | None = None,
) -> Thread:
    """Open, close or hide an article's comments; the counters are left alone.

    Without a `mode` it stays as it is, and that of a new thread is its section's.
    """
    before = locked_thread(article_id)
    Thread.objects.filter(pk=article_id).update(
        mode=mode or before.mode,
        opens_at=opens_at,
        closes_at=closes_at,
        close_after=close_after,
        open_from=open_from,
        open_until=open_until,
        version=F("version") + 1,
    )
    thread = Thread.objects.select_related("article").get(pk=article_id)
    record_change(
        act=Act.THREAD_SET, about=thread, by=by, before=_settings(before), after=_settings(thread)
    )
    return thread


def _settings(thread: Thread) -> dict[str, Any]:
    return {name: getattr(thread, name) for name in SETTINGS}
