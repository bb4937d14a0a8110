from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles.models import Article
from articles.publishing import publish, schedule, update, withdraw
from articles.status import live_edition, scheduled_edition, status_of, with_status
from tests.makers import make_article

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOW = datetime(2025, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_the_word_follows_the_article_through_its_life(clock):
    article = make_article()
    assert status_of(article).word == "Draft"
    schedule(article, by=None, at=NOW + HOUR)
    assert status_of(article).word == "Scheduled for 22 November 2025, 13:00 (UTC)"
    clock.shift(HOUR)
    assert status_of(article).word == "Live"
    Article.objects.filter(pk=article.pk).update(headline="Changed", version=2)
    assert status_of(article).word == "Live, changes not published"
    article.refresh_from_db()
    schedule(article, by=None, at=NOW + 2 * HOUR)
    assert status_of(article).word == "Live, update scheduled for 22 November 2025, 14:00 (UTC)"
    clock.shift(HOUR)
    withdraw(article, by=None, reason="x", at=NOW + 3 * HOUR)
    assert status_of(article).word == "Live, withdrawal scheduled for 22 November 2025, 15:00 (UTC)"
    clock.shift(HOUR)
    assert status_of(article).word == "Withdrawn"
    schedule(article, by=None, at=NOW + 4 * HOUR)
    assert status_of(article).word.startswith("Scheduled for")


def test_a_list_asks_once_for_all(clock, django_assert_num_queries):
    for _ in range(3):
        publish(make_article(), by=None)
    make_article()
    with django_assert_num_queries(1):
        words = [status_of(article).word for article in with_status(Article.objects.order_by("id"))]
    assert words == ["Live", "Live", "Live", "Draft"]


def test_the_live_and_the_scheduled_edition(clock):
    article = make_article()
    assert live_edition(article) is None
    assert scheduled_edition(article) is None
    first = publish(article, by=None)
    article.headline = "Changed"
    article.save()
    clock.shift(HOUR)
    second = update(article, by=None, at=NOW + 2 * HOUR)
    assert live_edition(article) == first
    assert scheduled_edition(article) == second
