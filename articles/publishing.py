"""Publishing: writing the range of time in which an edition is visible.

Now, at a time, an update of what is live, a correction and a withdrawal are one operation. Nothing
has to happen at the hour itself: `Edition.objects.visible(at=…)` is the whole mechanism. Every
function locks the article's row, so that two editors are served one after the other.

A time in the past is meant for imports of what was published elsewhere; forms don't offer it. Whoever
publishes answers for the checklist (`articles.checklist`). An import has no such person (`by=None`): it
keeps what readers saw elsewhere, and `check_articles` names what is to be mended. Each writes one row
into the record of acts.
"""

from copy import copy
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone

from articles.checklist import require_passed
from articles.composing import compose_edition
from articles.editing import record_revision
from articles.models import Article, Edition
from articles.recorded import edition_facts
from articles.refusals import (
    AlreadyPublished,
    ChangeIsScheduled,
    NothingChanged,
    NothingScheduled,
    NotPublished,
    PublishingRefused,
    ReasonMissing,
    TimeIsPast,
)
from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record

__all__ = [
    "PublishingRefused",
    "cancel_scheduled",
    "correct",
    "publish",
    "schedule",
    "update",
    "withdraw",
]


@transaction.atomic
def publish(article: Article, *, by: User | None, at: datetime | None = None) -> Edition:
    """Show the working copy to readers for the first time, or again after a withdrawal.

    From now, or from `at`. Raises AlreadyPublished, ChangeIsScheduled, TimeIsPast, ChecklistNotPassed,
    AddressTaken.
    """
    now = timezone.now()
    starts_at = at or now
    last = _last_edition(article)
    if last is not None:
        _refuse_if_scheduled(last, now)
        if last.ends_at is None:
            raise AlreadyPublished
        if starts_at < last.ends_at:
            raise TimeIsPast(last.ends_at)
    _refuse_if_not_passed(article, by=by, at=starts_at)
    kind = "update" if last else "first"
    edition = compose_edition(article, previous=last, kind=kind, starts_at=starts_at, by=by)
    act = Act.ARTICLE_SCHEDULED if starts_at > now else Act.ARTICLE_PUBLISHED
    return _recorded(act, edition, before=last, by=by)


@transaction.atomic
def schedule(article: Article, *, by: User | None, at: datetime) -> Edition:
    """Show the working copy from a time in the future: the first time, or as an update of what is live.

    Raises TimeIsPast, ChangeIsScheduled, NothingChanged, ChecklistNotPassed, AddressTaken.
    """
    now = timezone.now()
    if at <= now:
        raise TimeIsPast(now)
    last = _last_edition(article)
    if last is not None and last.ends_at is None and last.starts_at <= now:
        return update(article, by=by, at=at)
    return publish(article, by=by, at=at)


@transaction.atomic
def update(
    article: Article,
    *,
    by: User | None,
    kind: Literal["minor", "update", "correction"] = "update",
    note: str = "",
    at: datetime | None = None,
) -> Edition:
    """Replace the live edition by the working copy, now or from `at`.

    A minor change leaves "Updated" where it was. Raises NotPublished, ChangeIsScheduled, TimeIsPast,
    NothingChanged, ReasonMissing (a correction without its note), ChecklistNotPassed, AddressTaken.
    """
    now = timezone.now()
    starts_at = at or now
    if kind == "correction" and not note.strip():
        raise ReasonMissing("what was wrong and what is right")
    last = _last_edition(article)
    if last is None:
        raise NotPublished
    _refuse_if_scheduled(last, now)
    if last.ends_at is not None:
        raise NotPublished
    if starts_at <= last.starts_at:
        raise TimeIsPast(last.starts_at)
    if record_revision(article, by=by, now=now).pk == last.revision_id:
        raise NothingChanged
    _refuse_if_not_passed(article, by=by, at=starts_at)
    Edition.objects.filter(pk=last.pk).update(ends_at=starts_at)
    edition = compose_edition(
        article, previous=last, kind=kind, note=note.strip(), starts_at=starts_at, by=by
    )
    act = Act.ARTICLE_SCHEDULED if starts_at > now else Act.ARTICLE_UPDATED
    if kind == "correction":
        act = Act.ARTICLE_CORRECTED
    return _recorded(act, edition, before=last, by=by)


def correct(article: Article, *, by: User | None, note: str, at: datetime | None = None) -> Edition:
    """Replace the live edition and tell readers what was wrong; raises what `update` raises."""
    return update(article, by=by, kind="correction", note=note, at=at)


@transaction.atomic
def withdraw(
    article: Article, *, by: User | None, reason: str, at: datetime | None = None
) -> Edition:
    """End the live edition without a next one, now or at `at`, and tell readers why.

    Raises ReasonMissing, NotPublished, ChangeIsScheduled, TimeIsPast.
    """
    now = timezone.now()
    ends_at = at or now
    if not reason.strip():
        raise ReasonMissing("why the article is withdrawn")
    last = _last_edition(article)
    if last is None:
        raise NotPublished
    _refuse_if_scheduled(last, now)
    if last.ends_at is not None:
        raise NotPublished
    if ends_at <= last.starts_at:
        raise TimeIsPast(last.starts_at)
    before = copy(last)
    last.ends_at = ends_at
    last.withdrawal_reason = reason.strip()
    last.withdrawn_by = by
    last.save(update_fields=["ends_at", "withdrawal_reason", "withdrawn_by"])
    return _recorded(Act.ARTICLE_WITHDRAWN, last, before=before, by=by)


@transaction.atomic
def cancel_scheduled(article: Article, *, by: User | None) -> None:
    """Take back what has not happened: a scheduled edition, or a scheduled withdrawal.

    The scheduled edition's row is deleted, as nobody has ever seen it; its revision stays. What is
    live stays live. Raises NothingScheduled.
    """
    now = timezone.now()
    last = _last_edition(article)
    if last is None or _scheduled_for(last, now) is None:
        raise NothingScheduled
    record(act=Act.ARTICLE_CANCELLED, about=article, by=by, before=edition_facts(last))
    if last.starts_at <= now:
        Edition.objects.filter(pk=last.pk).update(
            ends_at=None, withdrawal_reason="", withdrawn_by=None
        )
        return
    last.delete()
    Edition.objects.filter(article=article, ends_at=last.starts_at, withdrawal_reason="").update(
        ends_at=None
    )


def _recorded(act: Act, edition: Edition, *, before: Edition | None, by: User | None) -> Edition:
    record(
        act=act,
        about=edition.article,
        by=by,
        before=edition_facts(before),
        after=edition_facts(edition),
    )
    return edition


def _last_edition(article: Article) -> Edition | None:
    """The edition with the highest number, of an article whose row is now locked."""
    Article.objects.select_for_update().get(pk=article.pk)
    return article.editions.order_by("-number").first()


def _scheduled_for(last: Edition, now: datetime) -> datetime | None:
    """When the next planned change happens, if one is planned."""
    if last.starts_at > now:
        return last.starts_at
    if last.ends_at is not None and last.ends_at > now:
        return last.ends_at
    return None


def _refuse_if_scheduled(last: Edition, now: datetime) -> None:
    if (planned := _scheduled_for(last, now)) is not None:
        raise ChangeIsScheduled(planned)


def _refuse_if_not_passed(article: Article, *, by: User | None, at: datetime) -> None:
    if by is not None:
        require_passed(article, at=at)
