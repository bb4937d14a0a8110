"""Emails about notices: who gets one, and that nothing is sent twice.

A reader's notices are taken in a transaction of their own before the email is handed to the mail
server, and marked as emailed after it was accepted. So two workers never send the same one, and no crash
sends one again: what was taken and not marked may have been sent or not, and nobody can know. The
guarantee is *at most once*. Its price is the email that is lost with a machine that stops at that very
moment; its notices are still new on the site. What the mail server says it has not taken is given back
and tried again.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils import timezone

from comments.models import Notice, NoticeChoice, Reader
from comments.notices.choices import choice_of
from comments.notices.email import digest_email
from comments.notices.reading import in_words

logger = logging.getLogger(__name__)

# With the minutes between two looks, what is told "at once" is told within a quarter of an hour.
LOOK_EVERY = timedelta(minutes=5)
BUNDLED_FOR = timedelta(minutes=8)
# What could not be sent for so long is on the site and no news any more.
TOO_OLD = timedelta(days=7)
MOST_EMAILS = 500  # of one run
MOST_NOTICES = 500  # of one email
TEMPORARY = range(400, 500)


@dataclass(frozen=True)
class Taken:
    """An email that is ready to be sent, and the notices that it tells of."""

    email: EmailMessage
    notices: list[int]


@task()
def send_digests() -> dict[str, int]:
    """Send what is due; how many emails were sent, refused for good, and put off.

    Raises OSError where the mail server can't be reached or breaks off.
    """
    counts = {"sent": 0, "refused": 0, "put off": 0}
    now = timezone.now()
    for reader_id in due_readers(now):
        # Before anything is taken, so that nothing is lost while there is no mail server; and anew for
        # each, since a server may hang up after one that it does not like.
        with mailers.default as connection:
            taken = take(reader_id, now=now)
            if taken is not None:
                counts[_send(connection, taken)] += 1
    return counts


def due_readers(now: datetime) -> list[int]:
    """Those to whom an email should go by now, with a confirmed address; the longest waiting first."""
    at_once = Q(reader__notice_choice__isnull=True) | Q(
        reader__notice_choice__rhythm=NoticeChoice.Rhythm.AT_ONCE
    )
    daily = Q(reader__notice_choice__rhythm=NoticeChoice.Rhythm.DAILY)
    rows = Notice.objects.filter(
        at_once & Q(created_at__lte=now - BUNDLED_FOR) | daily & Q(created_at__lte=last_hour(now)),
        taken_at__isnull=True,
        created_at__gt=now - TOO_OLD,
        reader__user__is_active=True,
        reader__user__emailaddress__verified=True,
        reader__user__emailaddress__primary=True,
    )
    readers = dict.fromkeys(rows.order_by("created_at", "id").values_list("reader", flat=True))
    return list(readers)[:MOST_EMAILS]


def last_hour(now: datetime) -> datetime:
    """When daily emails were due the last time, by the site's clock."""
    local = timezone.localtime(now)
    today = local.replace(hour=settings.DAILY_EMAIL_HOUR, minute=0, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


@transaction.atomic
def take(reader_id: int, *, now: datetime) -> Taken | None:
    """Take a reader's notices for an email; None where there is nothing to send, or another is at it."""
    readers = Reader.objects.select_for_update(skip_locked=True, no_key=True)
    reader = readers.filter(pk=reader_id).first()
    address = _confirmed_address(reader)
    if reader is None or not address:
        return None
    choice = choice_of(reader)
    if choice.rhythm == NoticeChoice.Rhythm.NONE:
        return None
    waiting = Notice.objects.filter(
        reader=reader, taken_at__isnull=True, created_at__gt=now - TOO_OLD
    )
    rows = list(waiting.select_related("comment").order_by("created_at", "id")[:MOST_NOTICES])
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(taken_at=now)
    wanted = in_words([row for row in rows if row.kind not in choice.silent_kinds])
    # What is gone is no news.
    told = [notice for notice in wanted if notice.address or notice.kind != Notice.Kind.REPLY]
    if not told:
        return None
    email = digest_email(reader, told, to=address)
    return Taken(email, [notice.id for notice in told])


def _confirmed_address(reader: Reader | None) -> str:
    """Where emails to a reader may go; "" where its owner has not confirmed it."""
    if reader is None or reader.user_id is None:
        return ""
    confirmed = EmailAddress.objects.filter(
        user=reader.user_id, verified=True, primary=True, user__is_active=True
    )
    return confirmed.values_list("email", flat=True).first() or ""


def _send(connection: BaseEmailBackend, taken: Taken) -> str:
    """Hand an email to the mail server, and keep what it said."""
    notices = Notice.objects.filter(pk__in=taken.notices)
    try:
        connection.send_messages([taken.email])
    except (SMTPResponseException, SMTPRecipientsRefused) as refusal:
        # It said no: the email is not on its way. It is logged without the address.
        codes = list(_codes(refusal))
        if all(code in TEMPORARY for code in codes):
            notices.update(taken_at=None)
            return "put off"
        logger.warning("The mail server refused an email about notices: %s", codes)
        return "refused"
    notices.update(emailed_at=timezone.now())
    return "sent"


def _codes(refusal: SMTPResponseException | SMTPRecipientsRefused) -> Iterator[int]:
    if isinstance(refusal, SMTPResponseException):
        yield refusal.smtp_code
    else:
        yield from (code for code, _ in refusal.recipients.values())
