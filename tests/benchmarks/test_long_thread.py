"""A long thread in small: its pages are right, and no bound of size or number is broken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from benchmarks import long_thread
from benchmarks.threads.asking import Asked
from benchmarks.threads.filling import fill
from comments.counting import find_drift
from comments.models import Comment

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_page_of_a_thread_is_asked_and_stays_small(monkeypatch):
    monkeypatch.setattr(long_thread, "WARMING", 1)
    article = fill(400, at=timezone.now() - timedelta(seconds=401))

    answers = long_thread.measure(article, places=2)

    assert Comment.objects.filter(thread=article).count() == 400
    assert not list(find_drift())
    assert all(one.queries and one.length for pages in answers.values() for one in pages)
    monkeypatch.setattr(long_thread, "MOST_MILLISECONDS", 1e9)
    assert long_thread.faults(answers) == []
    assert len(long_thread.table("Small", answers).rows) == len(answers)


def test_what_is_beyond_a_bound_is_said():
    slow = _asked(queries=[1.0] * 5, length=70_000)

    assert long_thread.faults({"newest": [slow]}) == [
        "newest: 5 queries of comments, at most 4",
        "newest: 70,000 bytes, at most 60,000",
    ]
    assert long_thread.faults({"newest": [_asked(queries=[6.0], length=1)]}) == [
        "newest: 6.0 ms of the database, at most 5.0"
    ]


def _asked(*, queries, length):
    return Asked("/", length, length, queries)
