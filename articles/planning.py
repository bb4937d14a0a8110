"""What is going to happen to an article, and how it is given up before it happens.

At most one change is planned for an article: an edition that appears, or a withdrawal. Two would be
anybody's guess. Whoever plans another one names the hour of the plan that they saw, so that nobody
gives up what a colleague planned meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.models import Article, Edition
from articles.recorded import edition_facts
from articles.refusals import ChangeIsScheduled, NotPublished, PlanIsOver, TimeIsPast
from articles.workflow import unsettle
from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record

# The columns of an edition's end: when, and why where it is a withdrawal.
type End = dict[str, Any]

NO_END: End = {
    "ends_at": None,
    "withdrawal_reason": "",
    "withdrawn_by": None,
    "is_legal_order": False,
    "legal_authority": "",
    "legal_order_url": "",
}


@dataclass(frozen=True)
class Plan:
    """A change that has not happened: `edition` appears at that time, or ends there."""

    at: datetime
    edition: Edition
    is_withdrawal: bool


def lock(article: Article) -> datetime:
    """Lock the article's row, and tell the time at which that was done.

    What a colleague did while one waited for the lock has happened by then, and is no plan.
    """
    Article.objects.select_for_update().get(pk=article.pk)
    return timezone.now()


def last_edition(article: Article) -> Edition | None:
    """The edition with the highest number, of an article whose row is locked."""
    return article.editions.order_by("-number").first()


def plan_in(last: Edition | None, *, now: datetime) -> Plan | None:
    """What is planned, told from the edition with the highest number."""
    if last is None:
        return None
    if last.starts_at > now:
        return Plan(last.starts_at, last, is_withdrawal=False)
    if last.ends_at is not None and last.ends_at > now:
        return Plan(last.ends_at, last, is_withdrawal=True)
    return None


def plan_of(article: Article) -> Plan | None:
    """What is planned for an article at this moment, to be told and not to be changed."""
    editions = article.editions.select_related("revision").order_by("-number")
    return plan_in(editions.first(), now=timezone.now())


def give_up(plan: Plan) -> None:
    """Take back what has not happened; what is live stays live, without an end.

    The row of a planned edition is deleted, as nobody has ever seen it; its revision stays.
    """
    if plan.is_withdrawal:
        Edition.objects.filter(pk=plan.edition.pk).update(**NO_END)
        return
    Edition.objects.filter(pk=plan.edition.pk).delete()
    Edition.objects.filter(
        article=plan.edition.article_id, ends_at=plan.at, withdrawal_reason=""
    ).update(ends_at=None)


def cancel(plan: Plan, *, by: User | None) -> None:
    """Give a plan up, and record it; the text waits in the newsroom again as it did before."""
    record(
        act=Act.ARTICLE_CANCELLED,
        about=plan.edition.article,
        by=by,
        before=edition_facts(plan.edition),
    )
    give_up(plan)
    if not plan.is_withdrawal:
        unsettle(plan.edition.article, plan.edition.revision_id)


def clear_the_way(
    last: Edition | None, *, now: datetime, replacing: datetime | None, by: User | None
) -> Edition | None:
    """The last edition, beside which nothing is planned; the plan of the hour `replacing` is given up.

    Raises ChangeIsScheduled where another change is planned, and PlanIsOver where what was to be
    replaced is planned no more.
    """
    plan = plan_in(last, now=now)
    if plan is None:
        if replacing is not None:
            raise PlanIsOver(replacing)
        return last
    if plan.at != replacing:
        raise ChangeIsScheduled(plan.at)
    cancel(plan, by=by)
    return last_edition(plan.edition.article)


def live_until(
    article: Article,
    *,
    now: datetime,
    starts_at: datetime,
    replacing: datetime | None,
    by: User | None,
) -> tuple[Edition, End]:
    """The live edition, which another may follow at that time, and its end if that is later.

    A withdrawal that is planned for later is no obstacle: it goes over to the edition that follows.
    Raises NotPublished, TimeIsPast, and what `clear_the_way` raises.
    """
    last = last_edition(article)
    plan = plan_in(last, now=now)
    if plan and plan.is_withdrawal and replacing is None and starts_at < plan.at:
        live, end = plan.edition, {name: getattr(plan.edition, name) for name in NO_END}
    else:
        cleared = clear_the_way(last, now=now, replacing=replacing, by=by)
        if cleared is None or cleared.ends_at is not None:
            raise NotPublished
        live, end = cleared, {}
    if starts_at <= live.starts_at:
        raise TimeIsPast(live.starts_at)
    return live, end


def end_at(live: Edition, *, at: datetime) -> None:
    """Let another edition follow; a withdrawal that was planned goes over to it."""
    Edition.objects.filter(pk=live.pk).update(**NO_END | {"ends_at": at})


def with_end(edition: Edition, end: End) -> Edition:
    """Store when and why an edition ends; nothing is stored where nothing is given."""
    for name, value in end.items():
        setattr(edition, name, value)
    if end:
        edition.save(update_fields=list(end))
    return edition
