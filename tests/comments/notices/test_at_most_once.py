"""No email is sent twice, by two workers or after a crash, and what was not taken is tried again."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from comments.notices.digests import send_digests, take
from tests.comments.notices.telling import NOTHING, SENT, confirm, tell
from tests.comments.readers import make_reader
from tests.comments.simultaneously import simultaneously

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_email():
    reader = make_reader()
    confirm(reader)
    for _ in range(3):
        tell(reader)

    results = simultaneously([send_digests.call] * 4)

    assert sum(result["sent"] for result in results) == 1
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_who_is_being_written_to_is_left_to_the_other_worker():
    reader = make_reader()
    confirm(reader)
    tell(reader)

    with transaction.atomic():
        assert take(reader.pk, now=timezone.now()) is not None
        (other,) = simultaneously([lambda: take(reader.pk, now=timezone.now())])

    assert other is None


class Crash(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("is_accepted", [True, False])
def test_a_crash_between_sending_and_marking_sends_nothing_twice(reader, monkeypatch, is_accepted):
    """Whether the mail server had it already or not: nobody can know, so it is not sent again."""
    notice = tell(reader)
    accept = EmailBackend.send_messages
    crashes = []

    def accept_and_crash(self, messages):
        crashes.append(accept(self, messages) if is_accepted else 0)
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", accept_and_crash)
        with pytest.raises(Crash):
            send_digests.call()

    assert crashes == [int(is_accepted)], "the fault has happened, once"
    notice.refresh_from_db()
    assert notice.taken_at
    assert notice.emailed_at is None
    assert send_digests.call() == NOTHING
    assert len(mail.outbox) == int(is_accepted)
    assert notice.read_at is None


def refusing(error):
    def send_messages(self, messages):
        raise error

    return send_messages


@pytest.mark.parametrize(
    ("error", "outcome", "is_tried_again"),
    [
        (SMTPDataError(451, b"try later"), "put off", True),
        (SMTPRecipientsRefused({"anna@example.org": (450, b"greylisted")}), "put off", True),
        (SMTPRecipientsRefused({"anna@example.org": (550, b"no such user")}), "refused", False),
        (SMTPDataError(554, b"no"), "refused", False),
    ],
)
def test_what_the_mail_server_did_not_take(
    reader, monkeypatch, caplog, error, outcome, is_tried_again
):
    tell(reader)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refusing(error))
        assert send_digests.call() == NOTHING | {outcome: 1}

    assert send_digests.call() == (SENT if is_tried_again else NOTHING)
    assert "anna@example.org" not in caplog.text


def test_a_server_that_breaks_off_may_have_sent_it(reader, monkeypatch):
    tell(reader)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refusing(SMTPServerDisconnected("gone")))
        with pytest.raises(SMTPServerDisconnected):
            send_digests.call()

    assert send_digests.call() == NOTHING


def test_nothing_is_taken_while_there_is_no_mail_server(reader, monkeypatch):
    tell(reader)

    def unreachable(self):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", unreachable)
        with pytest.raises(ConnectionRefusedError):
            send_digests.call()

    assert send_digests.call() == SENT
