"""Emails: sent once, in the background, and again where the mail server was away."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from newsportal.accounts.mailing import AGAIN_AFTER, GIVEN_UP_AFTER, send_email, write_to
from newsportal.accounts.models import OutgoingEmail

pytestmark = pytest.mark.django_db


@pytest.fixture
def written() -> OutgoingEmail:
    write_to("nadia@example.org", subject="A code – The Minsk Courier", body="It is 7.")
    return OutgoingEmail.objects.get()


@pytest.fixture
def server_away(monkeypatch):
    def refuse(*_):
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


def test_an_email_is_plain_text_from_the_paper_and_is_forgotten_when_sent(written, settings):
    settings.DEFAULT_FROM_EMAIL = "noreply@news.example.org"

    send_email.call(written.pk)

    (sent,) = mail.outbox
    assert (sent.to, sent.from_email) == (["nadia@example.org"], "noreply@news.example.org")
    assert (sent.subject, sent.body) == ("A code – The Minsk Courier", "It is 7.\n")
    assert not OutgoingEmail.objects.exists()


def test_nothing_is_sent_within_the_request(written):
    assert mail.outbox == []
    assert DBTaskResult.objects.get().args_kwargs["args"] == [written.pk]


def test_an_email_is_sent_once_though_its_task_runs_twice(written):
    send_email.call(written.pk)
    send_email.call(written.pk)

    assert len(mail.outbox) == 1


def test_what_was_not_done_is_told_to_nobody():
    with pytest.raises(LookupError), transaction.atomic():  # noqa: PT012
        write_to("nadia@example.org", subject="Done", body="It is done.")
        raise LookupError

    assert not OutgoingEmail.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_mail_server_that_is_away_is_asked_again(written, server_away):
    send_email.call(written.pk)

    again = DBTaskResult.objects.order_by("-enqueued_at").first()
    assert again.run_after > timezone.now() + AGAIN_AFTER / 2
    assert OutgoingEmail.objects.exists()


def test_after_an_hour_it_is_given_up_and_seen(written, server_away):
    written.created_at = timezone.now() - GIVEN_UP_AFTER - timedelta(minutes=1)
    OutgoingEmail.objects.update(created_at=written.created_at)

    with pytest.raises(SMTPServerDisconnected):
        send_email.call(written.pk)

    assert not OutgoingEmail.objects.exists()
