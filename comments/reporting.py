"""Reports that readers have made: which are open, what a decision makes of them, when they are forgotten.

Making one is in `comments.filing`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet

from comments.models import Comment, Notice, Report, ReportContact
from comments.notifying import notify
from comments.report_emails import send_report_decision
from newsportal.accounts.models import User

# A reporter may ask how it ended, and complain, for half a year (compare Art. 20(1) DSA).
CONTACT_KEPT = timedelta(days=183)
# As long as the keys of authors.
KEYS_KEPT = timedelta(days=90)
State = Report.State
_SIGNER = Signer(salt="comments.reporting")


def open_reports(comment_ids: Iterable[int]) -> dict[int, list[Report]]:
    """The open reports of each of the comments: notices of illegal content, then others, oldest first.

    For a page of the moderators; a comment that nobody has reported is not in it.
    """
    rows = Report.objects.open().filter(comment__in=list(comment_ids)).order_by("pk")
    found: dict[int, list[Report]] = {}
    for report in sorted(rows, key=lambda row: row.lane != Report.Lane.ILLEGAL):
        found.setdefault(report.comment_id, []).append(report)
    return found


def settle_reports(comment: Comment, *, upheld: bool, by: User | None, now: datetime) -> int:
    """Close the open reports of a comment by a decision about it, and tell who made them; how many.

    To be called in the decision's transaction, with the thread locked. Upheld is what led to a removal,
    a rejection or a mark as spam; approving or keeping the comment dismisses.
    """
    return _close(comment, State.UPHELD if upheld else State.DISMISSED, by=by, now=now)


def drop_reports(comment: Comment, *, now: datetime) -> int:
    """Close the open reports of a comment that its author has taken back; how many there were."""
    return _close(comment, State.MOOT, by=None, now=now)


def _close(comment: Comment, state: str, *, by: User | None, now: datetime) -> int:
    waiting = Report.objects.open().filter(comment=comment).select_related("reader")
    reports = list(waiting.order_by("pk"))
    keys = [report.pk for report in reports]
    Report.objects.filter(pk__in=keys).update(state=state, decided_by=by, decided_at=now)
    for report in reports:
        notify(report.reader, Notice.Kind.REPORT, comment, now=now, words=OUTCOMES[State(state)])
    for contact in ReportContact.objects.filter(report__in=keys):
        send_report_decision.enqueue(contact.pk, report_token(contact.pk))
    return len(reports)


OUTCOMES = {
    State.OPEN: "A moderator has yet to decide.",
    State.UPHELD: "A moderator agreed with your report and took the comment away.",
    State.DISMISSED: "A moderator looked at the comment and decided to keep it.",
    State.MOOT: "The author took the comment back before a moderator decided.",
}


def report_token(report_id: int) -> str:
    """What its reporter finds a report with: the number, and a signature that nobody can guess."""
    return _SIGNER.sign(str(report_id))


def find_report(token: str) -> Report | None:
    """The report of a token, or None for one that was not made here."""
    try:
        key = _SIGNER.unsign(token)
    except BadSignature:
        return None
    return Report.objects.select_related("comment").filter(pk=key).first()


def worth_of(settled: Iterable[tuple[str, int, int]]) -> dict[str, float]:
    """What the word of each reporter counts, from (key, upheld, dismissed): 1 for somebody unknown.

    The mean of a Beta(1, 1) prior and what became of earlier reports, doubled, and kept from 0.25 to
    1.5: nobody's word is worth nothing, and nobody hides a comment alone.
    """
    return {
        key: min(1.5, max(0.25, 2 * (upheld + 1) / (upheld + dismissed + 2)))
        for key, upheld, dismissed in settled
    }


def forget(*, now: datetime, limit: int) -> int:
    """Forget what is no longer needed of so many reports at most: who reported, then what they wrote."""
    keys = list(_old_keys(now).order_by("created_at").values_list("pk", flat=True)[:limit])
    texts = list(_old_texts(now).order_by("decided_at").values_list("pk", flat=True)[:limit])
    contacts = list(_old_contacts(now).order_by("created_at").values_list("pk", flat=True)[:limit])
    Report.objects.filter(pk__in=keys).update(reporter_key="", address_key="")
    Report.objects.filter(pk__in=texts).update(text="", law="")
    ReportContact.objects.filter(pk__in=contacts).delete()
    return max(len(keys), len(texts), len(contacts))


def count_old(now: datetime) -> int:
    """How many reports hold more than is needed of them."""
    old = set(_old_keys(now).values_list("pk", flat=True))
    old.update(_old_texts(now).values_list("pk", flat=True))
    old.update(_old_contacts(now).values_list("report", flat=True))
    return len(old)


def _old_keys(now: datetime) -> QuerySet[Report]:
    old = Report.objects.filter(created_at__lt=now - KEYS_KEPT)
    return old.exclude(reporter_key="", address_key="")


def _old_texts(now: datetime) -> QuerySet[Report]:
    return Report.objects.filter(decided_at__lt=now - CONTACT_KEPT).exclude(text="", law="")


def _old_contacts(now: datetime) -> QuerySet[ReportContact]:
    decided = Q(report__decided_at__lt=now - CONTACT_KEPT)
    return ReportContact.objects.filter(decided, created_at__lt=now - CONTACT_KEPT)
