"""Emails about notices: to whom, when, and about what."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from comments.models import Comment, Notice, NoticeChoice
from comments.notices import digests, email
from comments.notices.choices import choose
from comments.notices.digests import due_readers, last_hour, send_digests, take
from tests.comments.notices.telling import MINUTE, NOTHING, SENT, confirm, tell
from tests.comments.posting import post
from tests.comments.readers import make_reader
from tests.makers import make_edition

pytestmark = pytest.mark.django_db


def test_what_is_new_is_sent_together(reader):
    tell(reader)
    tell(reader, "decision", ago=MINUTE, words="Rude")

    assert send_digests.call() == SENT
    assert send_digests.call() == NOTHING

    (sent,) = mail.outbox
    assert sent.to == ["anna@example.org"]
    assert sent.subject.startswith("2 things are new for you – ")
    assert "The newsroom picked your comment" in sent.body
    assert "A moderator decided about your comment" in sent.body
    assert "  Rude\n" in sent.body
    assert all(notice.emailed_at and notice.taken_at for notice in Notice.objects.all())


def test_a_moment_is_waited_for_more(reader):
    tell(reader, ago=7 * MINUTE)

    assert send_digests.call() == NOTHING


def test_it_comes_within_a_quarter_of_an_hour():
    """What is told right after a look is sent at the first look after the wait."""
    assert digests.BUNDLED_FOR + digests.LOOK_EVERY < 15 * MINUTE


@pytest.mark.parametrize("fields", [{"verified": False}, {"primary": False}])
def test_only_a_confirmed_address_is_written_to(fields):
    reader = make_reader()
    confirm(reader, **fields)
    tell(reader)

    assert send_digests.call() == NOTHING
    assert take(reader.pk, now=timezone.now()) is None
    assert mail.outbox == []


def test_an_address_without_any_confirmation_is_not_written_to():
    reader = make_reader()
    tell(reader)

    assert send_digests.call() == NOTHING


def test_a_closed_account_is_not_written_to(reader):
    reader.user.is_active = False
    reader.user.save()
    tell(reader)

    assert send_digests.call() == NOTHING


def test_who_wants_none_gets_none_and_no_backlog_later(reader):
    choose(reader, rhythm="none", kinds=Notice.Kind.values)
    tell(reader)
    assert send_digests.call() == NOTHING

    choose(reader, rhythm="at_once", kinds=Notice.Kind.values)
    assert send_digests.call() == NOTHING

    tell(reader)
    assert send_digests.call() == SENT
    assert mail.outbox[0].subject.startswith("One thing is new")


def test_unwanted_kinds_are_left_out(reader):
    choose(reader, rhythm="at_once", kinds=["decision"])
    left_out, told = tell(reader), tell(reader, "decision")

    assert send_digests.call() == SENT
    assert "picked" not in mail.outbox[0].body
    left_out.refresh_from_db()
    told.refresh_from_db()
    assert left_out.taken_at
    assert left_out.emailed_at is None
    assert told.emailed_at
    assert send_digests.call() == NOTHING


def test_once_a_day_means_after_the_hour(reader, settings, time_machine):
    settings.DAILY_EMAIL_HOUR = 7
    settings.TIME_ZONE = "UTC"
    choose(reader, rhythm="daily", kinds=Notice.Kind.values)
    time_machine.move_to("2026-03-02T05:00:00Z", tick=False)
    tell(reader, ago=60 * MINUTE)

    assert send_digests.call() == NOTHING
    time_machine.move_to("2026-03-02T07:00:00Z", tick=False)
    assert send_digests.call() == SENT

    time_machine.move_to("2026-03-02T07:30:00Z", tick=False)
    tell(reader, ago=0 * MINUTE)
    time_machine.move_to("2026-03-03T06:59:00Z", tick=False)
    assert send_digests.call() == NOTHING
    time_machine.move_to("2026-03-03T07:00:00Z", tick=False)
    assert send_digests.call() == SENT


@pytest.mark.parametrize(("hour", "expected"), [(6, 1), (7, 2), (23, 2)])
def test_the_last_hour_of_daily_emails(settings, hour, expected):
    settings.DAILY_EMAIL_HOUR = 7
    now = timezone.make_aware(datetime(2026, 3, 2, hour, 30))  # noqa: DTZ001 -- made aware

    assert timezone.localtime(last_hour(now)).day == expected


def test_old_news_are_none(reader):
    tell(reader, ago=timedelta(days=8))

    assert send_digests.call() == NOTHING


def test_an_answer_is_named_and_not_quoted(reader):
    article = make_edition().article
    mine = post(article, reader=reader)
    answer = post(article, parent=mine, nickname="Ben", text="Words of Ben")
    Notice.objects.update(created_at=timezone.now() - 10 * MINUTE)

    assert send_digests.call() == SENT
    body = mail.outbox[0].body
    assert f"Ben answered your comment, on {answer.edition.headline}\n" in body
    assert answer.get_absolute_url() in body
    assert "Words of Ben" not in body


def test_an_answer_that_is_gone_is_no_news(reader):
    article = make_edition().article
    post(article, parent=post(article, reader=reader))
    Notice.objects.update(created_at=timezone.now() - 10 * MINUTE)
    Comment.objects.exclude(reader=reader).update(state="hidden")

    assert send_digests.call() == NOTHING


def test_an_email_is_short_however_much_is_new(reader, monkeypatch):
    monkeypatch.setattr(email, "MOST_LISTED", 2)
    for _ in range(5):
        tell(reader)

    assert send_digests.call() == SENT
    body = mail.outbox[0].body
    assert body.count("* The newsroom picked") == 2
    assert "And 3 more" in body


def test_every_email_can_be_answered_by_one_click(reader):
    tell(reader)
    send_digests.call()

    (sent,) = mail.outbox
    link = sent.extra_headers["List-Unsubscribe"].strip("<>")
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link.startswith("http")
    assert link in sent.body
    assert sent.message().get_content_type() == "text/plain"


def test_a_name_cannot_add_a_header(reader):
    from articles.models import Publication

    Publication.objects.update_or_create(pk=1, defaults={"name": "Courier\nBcc: x@example.org"})
    tell(reader)

    assert send_digests.call() == SENT
    assert "\n" not in mail.outbox[0].message()["Subject"]


def test_who_is_due_is_found_by_an_index(reader):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    now = timezone.now()
    plan = Notice.objects.filter(
        taken_at__isnull=True, created_at__gt=now - digests.TOO_OLD
    ).explain()

    assert "notice_to_email" in plan
    assert due_readers(now) == []


def test_the_longest_waiting_comes_first(reader, monkeypatch):
    monkeypatch.setattr(digests, "MOST_EMAILS", 1)
    other = make_reader("Ben")
    confirm(other)
    tell(reader, ago=10 * MINUTE)
    tell(other, ago=20 * MINUTE)

    assert due_readers(timezone.now()) == [other.pk]
    assert NoticeChoice.objects.count() == 0
