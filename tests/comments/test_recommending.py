"""Recommending: once each, not oneself, and exact however many press at the same moment."""

import random
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection

from comments.authorship import Author
from comments.models import Comment, DueRanking, Reader, Recommendation, Thread
from comments.ranking import RANK_AFTER, rank
from comments.recommending import (
    Voter,
    forget,
    is_recommended,
    recommend,
    recommended_on,
    take_back,
)
from comments.refusals import NotRecommendable, OwnComment, TooManyRecommendations
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.comments.simultaneously import simultaneously
from tests.makers import make_edition

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


def voter(number, *, reader=None, address_key=""):
    """Somebody with a browser and an address of their own."""
    author = Author(reader=reader, browser=f"browser {number}")
    return Voter(author, address_key or f"address {number}")


def test_a_recommendation_is_a_row_and_nothing_that_pages_read(article):
    comment = post(article)
    before = stored(comment), Thread.objects.values().get()

    recommend(comment, voter=voter(1), now=LATER)

    row = Recommendation.objects.get()
    assert (row.comment, row.thread_id, row.created_at) == (comment, article.pk, LATER)
    assert "browser" not in row.voter_key
    assert DueRanking.objects.get().thread_id == article.pk
    after = stored(comment), Thread.objects.values().get()
    assert [vars(before[0])[name] for name in ("rank", "recommended")] == [0, 0]
    assert after[1] == before[1]
    assert (after[0].rank, after[0].recommended) == (0, 0)


def test_pressing_twice_counts_once_and_can_be_undone(article):
    comment, one = post(article), voter(1)
    recommend(comment, voter=one, now=LATER)
    recommend(comment, voter=one, now=LATER)
    assert Recommendation.objects.count() == 1
    assert is_recommended(comment, voter=one)
    assert recommended_on(article.pk, voter=one) == [comment.pk]

    take_back(comment, voter=one, now=LATER)
    take_back(comment, voter=one, now=LATER)

    assert not is_recommended(comment, voter=one)
    assert recommended_on(article.pk, voter=one) == []


def test_taking_back_takes_nobody_elses(article):
    comment = post(article)
    recommend(comment, voter=voter(1), now=LATER)

    take_back(comment, voter=voter(2), now=LATER)

    assert Recommendation.objects.count() == 1


def test_an_account_counts_once_on_every_browser(article):
    comment, reader = post(article), Reader.objects.create(display_name="Anna")

    recommend(comment, voter=voter(1, reader=reader), now=LATER)
    recommend(comment, voter=voter(2, reader=reader), now=LATER)

    assert Recommendation.objects.count() == 1


@pytest.mark.parametrize("by", ["browser", "reader"])
def test_nobody_recommends_their_own(article, by):
    reader = Reader.objects.create(display_name="Anna")
    author = {"browser": "browser 1"} if by == "browser" else {"reader": reader}
    comment = post(article, **author)

    with pytest.raises(OwnComment):
        recommend(comment, voter=voter(1, reader=reader), now=LATER)

    assert not Recommendation.objects.exists()


@pytest.mark.parametrize("state", set(Comment.State.values) - {"published", "removed", "erased"})
def test_what_readers_do_not_see_is_not_recommended(article, state):
    comment = post(article)
    Comment.objects.filter(pk=comment.pk).update(state=state)

    with pytest.raises(NotRecommendable):
        recommend(comment, voter=voter(1), now=LATER)


def test_a_closed_thread_takes_no_recommendations(article):
    comment = post(article)
    recommend(comment, voter=voter(1), now=LATER)
    Thread.objects.update(mode="closed")

    with pytest.raises(NotRecommendable):
        recommend(comment, voter=voter(2), now=LATER)
    with pytest.raises(NotRecommendable):
        take_back(comment, voter=voter(1), now=LATER)


def test_an_address_recommends_thirty_at_once(article):
    comment = post(article)
    for number in range(30):
        recommend(comment, voter=voter(number, address_key="one"), now=LATER)

    with pytest.raises(TooManyRecommendations) as refusal:
        recommend(comment, voter=voter(31, address_key="one"), now=LATER)

    assert refusal.value.seconds == 6
    # What is stored already needs no allowance.
    recommend(comment, voter=voter(0, address_key="one"), now=LATER)


def test_who_recommended_is_forgotten_and_the_number_stays(article):
    first, second = post(article), post(article)
    old, young = NOW + timedelta(days=1), NOW + timedelta(days=60)
    for comment in (first, second):
        recommend(comment, voter=voter(1), now=old)
    recommend(first, voter=voter(2), now=young)

    now = old + timedelta(days=90, seconds=1)
    assert forget(now=now, limit=100) == 2
    assert forget(now=now, limit=100) == 0

    forgotten = Recommendation.objects.filter(voter_key__startswith=Recommendation.FORGOTTEN)
    assert {len(row.voter_key) for row in forgotten} == {32}
    assert forgotten.values("voter_key").distinct().count() == 1
    assert not is_recommended(first, voter=voter(1))
    assert is_recommended(first, voter=voter(2))
    rank(article.pk, now=now)
    assert (stored(first).recommended, stored(second).recommended) == (2, 1)


def test_no_more_than_a_batch_is_forgotten_at_once(article):
    comment = post(article)
    for number in range(3):
        recommend(comment, voter=voter(number), now=LATER)
    now = LATER + timedelta(days=91)

    assert forget(now=now, limit=2) == 2
    assert forget(now=now, limit=2) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_presses_of_one_reader_at_once_are_one():
    comment = post(make_edition().article)

    results = simultaneously([partial(recommend, comment, voter=voter(1), now=LATER)] * 8)

    assert results == [None] * 8
    assert Recommendation.objects.count() == 1


def press(seed, comments, wanted):
    """Recommend and take back at random, each as voters of one's own; what is to be left."""
    chance = random.Random(seed)  # noqa: S311 -- reproducible, not secret
    for _ in range(25):
        number, comment = chance.randrange(3), chance.choice(comments)
        mine = voter(f"{seed} {number}", address_key=f"{seed} {chance.random()}")
        if chance.random() < 0.7:
            recommend(comment, voter=mine, now=LATER)
            wanted.add((comment.pk, mine.key))
        else:
            take_back(comment, voter=mine, now=LATER)
            wanted.discard((comment.pk, mine.key))
    return wanted


def rank_meanwhile(article):
    """Rank all the while, as a worker would that never sleeps."""
    for _ in range(20):
        rank(article.pk, now=LATER + RANK_AFTER)


@pytest.mark.django_db(transaction=True)
def test_a_storm_is_counted_exactly_whatever_is_ranked_meanwhile():
    article = make_edition().article
    comments = [post(article) for _ in range(4)]

    *stormed, _ = simultaneously(
        [
            *(partial(press, seed, comments, set()) for seed in range(5)),
            partial(rank_meanwhile, article),
        ]
    )

    wanted = set().union(*stormed)
    assert set(Recommendation.objects.values_list("comment_id", "voter_key")) == wanted
    # No vote was left behind: what was stored after the last ranking has made the thread due.
    rank(article.pk, now=LATER + RANK_AFTER)
    for comment in comments:
        expected = sum(key == comment.pk for key, _ in wanted)
        assert stored(comment).recommended == expected


@pytest.mark.django_db(transaction=True)
def test_recommending_raises_no_version_of_a_page():
    comment = post(make_edition().article)
    read = "SELECT sum(version) FROM articles_publicversion"
    with connection.cursor() as cursor:
        cursor.execute(read)
        before = cursor.fetchone()
        recommend(comment, voter=voter(1), now=LATER)
        cursor.execute(read)
        assert cursor.fetchone() == before
