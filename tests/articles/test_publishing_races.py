"""Several publishers at once, each on a connection of their own: the article gets one edition.

The lock of the article's row serves them one after the other; below it the rules of the table refuse
whoever comes by another way.
"""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from articles.models import Article, Edition
from articles.publishing import publish, schedule, update, withdraw
from articles.refusals import (
    AddressTaken,
    AlreadyPublished,
    ChangeIsScheduled,
    NotPublished,
    PublishingRefused,
)
from articles.rescheduling import reschedule
from tests.comments.simultaneously import simultaneously
from tests.makers import make_article, make_section
from tests.records import recorded

pytestmark = pytest.mark.django_db(transaction=True)

PUBLISHERS = 4
ARTICLES = 500
HOUR = timedelta(hours=1)


def loaded(article: Article) -> Article:
    """The article as each publisher has it open: nobody shares a Python object."""
    return Article.objects.get(pk=article.pk)


def outcomes_of(results):
    """How many editions, and how many refusals of which kind."""
    return Counter(type(result).__name__ for result in results)


def test_500_scheduled_articles_with_4_publishers_get_one_edition_each():
    section, at = make_section(), timezone.now() + HOUR
    articles = [make_article(section=section) for _ in range(ARTICLES)]

    def publisher(seed):
        """Goes over all articles in an order of its own."""

        def work():
            results: list[Edition | PublishingRefused] = []
            for article in random.Random(seed).sample(articles, ARTICLES):  # noqa: S311
                try:
                    results.append(schedule(loaded(article), by=None, at=at))
                except PublishingRefused as refusal:
                    results.append(refusal)
            return results

        return work

    results = simultaneously([publisher(seed) for seed in range(PUBLISHERS)])

    assert outcomes_of(one for of_one in results for one in of_one) == {
        "Edition": ARTICLES,
        "ChangeIsScheduled": (PUBLISHERS - 1) * ARTICLES,
    }
    assert sum(1 for of_one in results if any(isinstance(one, Edition) for one in of_one)) > 1
    editions = Edition.objects.values_list("article_id", "number")
    assert sorted(editions) == sorted((article.pk, 1) for article in articles)
    assert len(recorded()) == ARTICLES
    assert Edition.objects.visible(at=at).count() == ARTICLES
    assert not Edition.objects.visible(at=at - timedelta(seconds=1)).exists()


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda article, at: publish(article, by=None), AlreadyPublished),
        (lambda article, at: schedule(article, by=None, at=at), ChangeIsScheduled),
    ],
    ids=["now", "at a time"],
)
def test_one_of_four_publishers_wins_and_three_are_told_why(act, refusal):
    article, at = make_article(), timezone.now() + HOUR

    results = simultaneously([lambda: act(loaded(article), at)] * PUBLISHERS)

    assert outcomes_of(results) == {"Edition": 1, refusal.__name__: 3}
    assert all(str(one).endswith(".") for one in results if isinstance(one, refusal))
    assert article.editions.count() == article.revisions.count() == len(recorded()) == 1


def test_a_correction_and_a_withdrawal_at_once_leave_one_truth():
    article = make_article()
    publish(article, by=None, at=timezone.now() - HOUR)

    results = simultaneously(
        [
            lambda: update(loaded(article), by=None, kind="correction", note="It was 31."),
            lambda: withdraw(loaded(article), by=None, reason="It was wrong."),
        ]
    )

    assert outcomes_of(results)["Edition"] + outcomes_of(results)["NotPublished"] == 2
    # Whoever came second did it to what the first one had left.
    assert not article.editions.visible(at=timezone.now()).exists()
    assert article.editions.order_by("-number")[0].withdrawal_reason == "It was wrong."
    assert {type(one) for one in results} <= {Edition, NotPublished}


def test_two_who_move_the_same_plan_move_it_once():
    article, at = make_article(), timezone.now() + HOUR
    schedule(article, by=None, at=at)

    results = simultaneously(
        [
            lambda: reschedule(loaded(article), by=None, replacing=at, at=at + HOUR),
            lambda: reschedule(loaded(article), by=None, replacing=at, at=at + 2 * HOUR),
        ]
    )

    assert outcomes_of(results) == {"Edition": 1, "ChangeIsScheduled": 1}
    assert article.editions.count() == 1


def test_of_two_articles_with_one_address_one_is_published():
    section = make_section()
    articles = [make_article(section=section, slug="same") for _ in range(PUBLISHERS)]

    def act(article):
        return lambda: publish(loaded(article), by=None)

    results = simultaneously([act(article) for article in articles])

    assert outcomes_of(results) == {"Edition": 1, AddressTaken.__name__: 3}
    assert Edition.objects.count() == 1


def test_without_the_lock_the_table_itself_refuses_a_second_edition():
    """Rows that are written past `articles.publishing`, by as many connections at once."""
    article = make_article()
    first = publish(article, by=None, at=timezone.now() - HOUR)
    Edition.objects.filter(pk=first.pk).update(ends_at=timezone.now())
    first.refresh_from_db()
    own = {"id", "number", "kind", "starts_at", "ends_at"}
    names = ", ".join(
        str(field.column) for field in Edition._meta.concrete_fields if field.column not in own
    )

    def insert(number):
        """Another number each, so that only the range of time says no."""

        def work():
            with connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO articles_edition (number, kind, starts_at, {names})"  # noqa: S608
                    f" SELECT %s, 'update', ends_at, {names} FROM articles_edition WHERE id = %s",
                    [number, first.pk],
                )

        return work

    results = simultaneously([insert(number) for number in range(2, 2 + PUBLISHERS)])

    refused = [one for one in results if isinstance(one, IntegrityError)]
    assert len(refused) == PUBLISHERS - 1
    rules = ("edition_one_visible_per_article", "edition_one_article_per_path")
    assert all(any(rule in str(one) for rule in rules) for one in refused)
    assert article.editions.count() == 2
