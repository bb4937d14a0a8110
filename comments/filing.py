"""Making a report: by anybody, once at a time, and what several of them do to a comment.

A report hides nothing by itself. Once enough different readers have reported a comment that no person of
the newsroom has looked at yet, it is hidden until a moderator decides. Whoever has been right before
counts for a little more, who has been wrong for less; several from one connection count as one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q

from comments import allowances
from comments.house_rules import HouseRule
from comments.models import Comment, ModerationEvent, Reader, Report, ReportContact, Signal
from comments.moderation import decide
from comments.refusals import (
    KeptAlready,
    NotReportable,
    ReportedAlready,
    TooManyComments,
    TooManyReports,
)
from comments.report_emails import send_report_receipt
from comments.reporting import report_token, worth_of
from comments.threads import locked_thread

Lane, State = Report.Lane, Report.State
HIDDEN_BY_REPORTS = "Several readers reported it."


@dataclass(frozen=True)
class Reporter:
    """Who reports: keys of the browser or account and of the address, "" where there is none."""

    key: str
    address_key: str
    reader: Reader | None = None


@dataclass(frozen=True)
class Complaint:
    """That a comment breaks a house rule."""

    rule: HouseRule
    text: str = ""

    def fields(self) -> dict[str, str]:
        return {"lane": Lane.RULES, "rule": self.rule, "text": self.text}


@dataclass(frozen=True)
class IllegalContent:
    """Notice of illegal content, in good faith (Art. 16(2) DSA); without contact where none is due."""

    text: str
    address: str
    law: str = ""
    name: str = ""
    email: str = ""

    def fields(self) -> dict[str, str]:
        return {
            "lane": Lane.ILLEGAL,
            "text": self.text,
            "law": self.law,
            "address": self.address,
        }


@transaction.atomic
def report_comment(
    comment: Comment, said: Complaint | IllegalContent, *, reporter: Reporter, now: datetime
) -> Report:
    """Store what a reader says against a comment; it may hide the comment.

    Raises TooManyReports, NotReportable, ReportedAlready and KeptAlready; nothing was stored then.
    """
    try:
        allowances.take(reporter.address_key, now=now, pace=allowances.REPORTING)
    except TooManyComments as refusal:
        raise TooManyReports(refusal.seconds) from refusal
    locked_thread(comment.thread_id)
    row = Comment.objects.get(pk=comment.pk)
    fields = said.fields()
    _refuse(row, fields, reporter)
    report = Report.objects.create(
        comment=row,
        comment_revision=row.revision_number,
        reader=reporter.reader,
        reporter_key=reporter.key,
        address_key=reporter.address_key,
        created_at=now,
        **fields,
    )
    if isinstance(said, IllegalContent) and said.email:
        ReportContact.objects.create(
            report=report, name=said.name, email=said.email, created_at=now
        )
        send_report_receipt.enqueue(report.pk, report_token(report.pk))
    _hide_if_many_say_so(row, now)
    return report


def _refuse(comment: Comment, fields: dict[str, str], reporter: Reporter) -> None:
    if comment.state != Comment.State.PUBLISHED:
        raise NotReportable
    reports = Report.objects.filter(comment=comment, lane=fields["lane"])
    if reporter.key and reports.open().filter(reporter_key=reporter.key).exists():
        raise ReportedAlready
    if fields["lane"] == Lane.RULES:
        kept = reports.filter(rule=fields["rule"], state=State.DISMISSED)
        if kept.filter(created_at__gte=_written_at(comment)).exists():
            raise KeptAlready


def _hide_if_many_say_so(comment: Comment, now: datetime) -> None:
    enough = settings.REPORTS_TO_HIDE
    if not enough or comment.picked_at is not None or _was_looked_at(comment):
        return
    since = Report.objects.open().filter(comment=comment, created_at__gte=_written_at(comment))
    reporters = list(since.values_list("address_key", "reporter_key"))
    if weight_of(reporters, _worth_of(key for _, key in reporters)) >= enough:
        hidden = decide(comment, "hide", by=None, reason=HIDDEN_BY_REPORTS, now=now)
        Signal.objects.create(
            comment=hidden,
            revision_number=hidden.revision_number,
            kind="reports",
            action=Signal.Action.HOLD,
            words=f"Hidden after {len(reporters)} reports, until somebody decides.",
            created_at=now,
        )


def _written_at(comment: Comment) -> datetime:
    """Since when the comment has the words that it has."""
    return comment.edited_at or comment.created_at


def _was_looked_at(comment: Comment) -> bool:
    """Whether a person of the newsroom has decided about these words already."""
    since = _written_at(comment)
    decided = ModerationEvent.objects.filter(comment=comment, actor__isnull=False)
    kept = Report.objects.filter(comment=comment, state=State.DISMISSED, decided_by__isnull=False)
    return (
        decided.filter(created_at__gte=since).exists()
        or kept.filter(created_at__gte=since).exists()
    )


def _worth_of(keys: Iterable[str]) -> dict[str, float]:
    settled = Report.objects.filter(
        reporter_key__in=set(keys) - {""}, state__in=[State.UPHELD, State.DISMISSED]
    )
    counted = (
        settled.order_by()
        .values("reporter_key")
        .annotate(
            upheld=Count("pk", filter=Q(state=State.UPHELD)),
            dismissed=Count("pk", filter=Q(state=State.DISMISSED)),
        )
    )
    return worth_of(counted.values_list("reporter_key", "upheld", "dismissed"))


def weight_of(reporters: Iterable[tuple[str, str]], worth: dict[str, float]) -> float:
    """What reports by (address, reporter) weigh together: of those from one address the weightiest."""
    heaviest: dict[str, float] = {}
    for address, reporter in reporters:
        heaviest[address] = max(heaviest.get(address, 0.0), worth.get(reporter, 1.0))
    return sum(heaviest.values())
