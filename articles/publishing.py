"""Publishing: writing the range of time in which an edition is visible.

Now, at a time, an update of what is live, a correction and a withdrawal are one operation. Nothing
has to happen at the hour itself: `Edition.objects.visible(at=…)` is the whole mechanism. Every
function locks the article's row, so that two editors are served one after the other.

A time in the past is meant for imports of what was published elsewhere; forms don't offer it. Whoever
publishes answers for the checklist (`articles.checklist`). An import has no such person (`by=None`): it
keeps what readers saw elsewhere, and `check_articles` names what is to be mended. Nobody publishes before
an embargo is over (`articles.embargoes`), and where the newspaper asks for a second person's approval,
nobody publishes without (`articles.workflow`). Each act writes one row
into the record of acts, and one more for the plan that it takes the place of.

Where a change is planned already, an act takes its place if `replacing` names the plan's hour, and is
refused by ChangeIsScheduled or PlanIsOver if not (`articles.planning`).
"""

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from articles.checklist import require_passed
from articles.composing import compose_edition
from articles.editing import record_revision
from articles.embargoes import require_no_embargo
from articles.models import Article, Edition
from articles.models.edition import TOLD
from articles.planning import clear_the_way, end_at, last_edition, live_until, lock, with_end
from articles.recorded import recorded
from articles.refusals import (
    AlreadyPublished,
    NothingChanged,
    NotPublished,
    PublishingRefused,
    ReasonMissing,
    TimeIsPast,
)
from articles.workflow import require_approval
from newsportal.accounts.models import User
from newsportal.audit.acts import Act

__all__ = [
    "LegalOrder",
    "PublishingRefused",
    "correct",
    "publish",
    "schedule",
    "update",
    "withdraw",
]

type Kind = Literal["minor", "update", "correction", "clarification"]


@dataclass(frozen=True)
class LegalOrder:
    """Who ordered a withdrawal, and where the order can be read, as far as readers may be told."""

    authority: str = ""
    url: str = ""


@transaction.atomic
def publish(
    article: Article,
    *,
    by: User | None,
    at: datetime | None = None,
    replacing: datetime | None = None,
) -> Edition:
    """Show the working copy to readers for the first time, or again after a withdrawal.

    From now, or from `at`. Raises AlreadyPublished, TimeIsPast, UnderEmbargo, ApprovalMissing,
    ChecklistNotPassed, AddressTaken.
    """
    now = lock(article)
    starts_at = at or now
    last = clear_the_way(last_edition(article), now=now, replacing=replacing, by=by)
    if last is not None:
        if last.ends_at is None:
            raise AlreadyPublished
        if starts_at < last.ends_at:
            raise TimeIsPast(last.ends_at)
    refuse_if_held_back(article, by=by, at=starts_at)
    kind = "update" if last else "first"
    edition = compose_edition(article, previous=last, kind=kind, starts_at=starts_at, by=by)
    act = Act.ARTICLE_SCHEDULED if starts_at > now else Act.ARTICLE_PUBLISHED
    return recorded(act, edition, before=last, by=by)


@transaction.atomic
def schedule(
    article: Article, *, by: User | None, at: datetime, replacing: datetime | None = None
) -> Edition:
    """Show the working copy from a time in the future: the first time, or as an update of what is live.

    Raises TimeIsPast, NothingChanged, UnderEmbargo, ApprovalMissing, ChecklistNotPassed, AddressTaken.
    """
    now = lock(article)
    if at <= now:
        raise TimeIsPast(now)
    last = clear_the_way(last_edition(article), now=now, replacing=replacing, by=by)
    if last is not None and last.ends_at is None:
        return update(article, by=by, at=at)
    return publish(article, by=by, at=at)


@transaction.atomic
def update(
    article: Article,
    *,
    by: User | None,
    kind: Kind = "update",
    note: str = "",
    is_grave: bool = False,
    at: datetime | None = None,
    replacing: datetime | None = None,
) -> Edition:
    """Replace the live edition by the working copy, now or from `at`.

    A minor change leaves "Updated" where it was. Only a correction or a clarification may leave the text
    as it is, and only one of these may be grave: readers then find its note above the text, too. A
    withdrawal that is planned for later stays planned unless it is replaced.

    Raises NotPublished, TimeIsPast, NothingChanged, ReasonMissing (no note where readers are owed one),
    UnderEmbargo, ApprovalMissing, ChecklistNotPassed, AddressTaken.
    """
    now = lock(article)
    starts_at = at or now
    if kind in TOLD and not note.strip():
        raise ReasonMissing("what was wrong and what is right")
    live, end = live_until(article, now=now, starts_at=starts_at, replacing=replacing, by=by)
    is_same_text = record_revision(article, by=by, now=now).pk == live.revision_id
    if is_same_text and kind not in TOLD:
        raise NothingChanged
    refuse_if_held_back(article, by=by, at=starts_at)
    end_at(live, at=starts_at)
    edition = compose_edition(
        article,
        previous=live,
        kind=kind,
        note=note.strip(),
        is_grave=is_grave,
        starts_at=starts_at,
        by=by,
    )
    act = _act(kind, is_planned=starts_at > now)
    return recorded(act, with_end(edition, end), before=live, by=by)


def correct(
    article: Article,
    *,
    by: User | None,
    note: str,
    is_grave: bool = False,
    at: datetime | None = None,
) -> Edition:
    """Replace the live edition and tell readers what was wrong; raises what `update` raises."""
    return update(article, by=by, kind="correction", note=note, is_grave=is_grave, at=at)


@transaction.atomic
def withdraw(
    article: Article,
    *,
    by: User | None,
    reason: str,
    legal_order: LegalOrder | None = None,
    at: datetime | None = None,
    replacing: datetime | None = None,
) -> Edition:
    """End the live edition without a next one, now or at `at`, and tell readers why.

    Raises ReasonMissing, NotPublished, TimeIsPast.
    """
    now = lock(article)
    ends_at = at or now
    if not reason.strip():
        raise ReasonMissing("why the article is withdrawn")
    last = clear_the_way(last_edition(article), now=now, replacing=replacing, by=by)
    if last is None or last.ends_at is not None:
        raise NotPublished
    if ends_at <= last.starts_at:
        raise TimeIsPast(last.starts_at)
    before, order = copy(last), legal_order or LegalOrder()
    end = {
        "ends_at": ends_at,
        "withdrawal_reason": reason.strip(),
        "withdrawn_by": by,
        "is_legal_order": legal_order is not None,
        "legal_authority": order.authority.strip(),
        "legal_order_url": order.url.strip(),
    }
    return recorded(Act.ARTICLE_WITHDRAWN, with_end(last, end), before=before, by=by)


def _act(kind: Kind, *, is_planned: bool) -> Act:
    if kind in TOLD:
        return Act.ARTICLE_CORRECTED
    return Act.ARTICLE_SCHEDULED if is_planned else Act.ARTICLE_UPDATED


def refuse_if_held_back(article: Article, *, by: User | None, at: datetime) -> None:
    """Refuse what may not be published at that time, or not yet.

    Raises UnderEmbargo and, where somebody answers for it, ApprovalMissing and ChecklistNotPassed.
    """
    require_no_embargo(article, at=at)
    if by is not None:
        require_approval(article, by=by)
        require_passed(article, at=at)
