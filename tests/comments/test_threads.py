"""Opening and closing a thread, and the words for it."""

from datetime import UTC, datetime, timedelta

import pytest

from comments.models import Thread
from comments.threads import closing_words, locked_thread, set_thread
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.comments.simultaneously import simultaneously
from tests.makers import make_edition

HOUR = timedelta(hours=1)


@pytest.mark.django_db
def test_a_thread_is_made_on_first_need(article):
    assert not Thread.objects.exists()

    made = locked_thread(article.pk)

    assert (made.mode, made.visible_count) == ("post", 0)
    assert locked_thread(article.pk) == made


@pytest.mark.django_db(transaction=True)
def test_it_is_made_once_by_many():
    article = make_edition().article

    def make() -> Thread:
        return set_thread(article.pk, by=None, mode="pre", opens_at=None, closes_at=None)

    simultaneously([make] * 6)

    assert Thread.objects.get().version == 6


@pytest.mark.django_db
def test_settings_leave_the_counters_alone(article):
    stale = Thread.objects.create(article=article)
    post(article)

    thread = set_thread(stale.pk, by=None, mode="closed", opens_at=NOW, closes_at=NOW + HOUR)

    assert (thread.mode, thread.opens_at, thread.closes_at) == ("closed", NOW, NOW + HOUR)
    assert (thread.visible_count, thread.version) == (1, 2)


@pytest.mark.parametrize(
    ("thread", "words"),
    [
        ({}, ""),
        ({"mode": "closed"}, "Comments on this story are closed."),
        ({"closes_at": NOW}, "Comments on this story are closed."),
        ({"mode": "closed", "opens_at": NOW + HOUR}, "Comments on this story are closed."),
        ({"opens_at": NOW + HOUR}, "Comments open on 22 November 2025, 20:00 (UTC)."),
        ({"closes_at": NOW + HOUR}, "Comments close on 22 November 2025, 20:00 (UTC)."),
        ({"opens_at": NOW, "closes_at": NOW}, "Comments on this story are closed."),
    ],
)
def test_what_readers_are_told(thread, words):
    assert closing_words(Thread(**thread), at=NOW) == words


def test_hours_are_told_on_the_newsrooms_clock(settings):
    settings.TIME_ZONE = "Europe/Minsk"
    thread = Thread(closes_at=datetime(2025, 11, 22, 20, 30, tzinfo=UTC))

    assert closing_words(thread, at=NOW) == "Comments close on 22 November 2025, 23:30 (+03)."
