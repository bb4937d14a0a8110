"""Letting what is planned happen at another hour, with another text, at once, or not at all."""

from copy import copy
from datetime import datetime

from django.db import transaction

from articles.composing import composed_again
from articles.embargoes import require_no_embargo
from articles.models import Article, Edition
from articles.planning import Plan, cancel, end_at, give_up, last_edition, lock, plan_in, with_end
from articles.publishing import publish, refuse_if_held_back, update
from articles.recorded import recorded
from articles.refusals import ChangeIsScheduled, NothingScheduled, PlanIsOver, TimeIsPast
from newsportal.accounts.models import User
from newsportal.audit.acts import Act


@transaction.atomic
def reschedule(
    article: Article,
    *,
    by: User | None,
    replacing: datetime,
    at: datetime | None = None,
    with_saved_text: bool = False,
) -> Edition:
    """Let what is planned for the hour `replacing` happen at another hour, or now.

    Its text, kind and note stay as they were planned; `with_saved_text` takes the working copy instead
    of the text that was planned. Raises ChangeIsScheduled or PlanIsOver where something else is planned
    by now, TimeIsPast, UnderEmbargo, ApprovalMissing, ChecklistNotPassed, AddressTaken.
    """
    now = lock(article)
    starts_at = at or now
    plan = plan_in(last_edition(article), now=now)
    if plan is None or plan.at != replacing:
        raise ChangeIsScheduled(plan.at) if plan else PlanIsOver(replacing)
    if starts_at < now:
        raise TimeIsPast(now)
    if with_saved_text and not plan.is_withdrawal:
        return _with_text_of_now(article, plan, by=by, at=at)
    before = copy(plan.edition)
    if plan.is_withdrawal:
        moved = with_end(plan.edition, {"ends_at": starts_at})
    else:
        moved = _moved(article, plan, by=by, starts_at=starts_at)
    return recorded(Act.ARTICLE_RESCHEDULED, moved, before=before, by=by)


@transaction.atomic
def cancel_scheduled(article: Article, *, by: User | None) -> None:
    """Take back what has not happened: a scheduled edition, or a scheduled withdrawal.

    What is live stays live. Raises NothingScheduled.
    """
    plan = plan_in(last_edition(article), now=lock(article))
    if plan is None:
        raise NothingScheduled
    cancel(plan, by=by)


def _with_text_of_now(
    article: Article, plan: Plan, *, by: User | None, at: datetime | None
) -> Edition:
    """The planned change with the working copy in the place of the text that was planned."""
    cancel(plan, by=by)
    before = last_edition(article)
    if before is None or before.ends_at is not None:
        return publish(article, by=by, at=at)
    planned = plan.edition
    return update(
        article,
        by=by,
        kind=planned.kind,  # type: ignore[arg-type]
        note=planned.note,
        is_grave=planned.is_grave,
        at=at,
    )


def _moved(article: Article, plan: Plan, *, by: User | None, starts_at: datetime) -> Edition:
    """The planned edition at another hour, as it was composed."""
    planned = plan.edition
    require_no_embargo(article, at=starts_at)
    if planned.revision.number == article.version:
        refuse_if_held_back(article, by=by, at=starts_at)
    composed = composed_again(planned, starts_at=starts_at, by=by)
    give_up(plan)
    before = last_edition(article)
    if before is not None and before.ends_at is None:
        end_at(before, at=starts_at)
    return composed.store()
