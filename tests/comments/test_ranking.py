"""The order "best": what the bound promises, what is counted, and what is written when."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from comments.models import Comment, DueRanking, Recommendation, Thread
from comments.ranking import (
    COUNT_SHOWN_AFTER,
    LOST_AFTER,
    RANK_AFTER,
    lower_bound,
    rank,
    rank_soon,
    rank_thread,
)
from comments.reporting import settle_reports
from tests.comments.conftest import NOW, stored
from tests.comments.models.test_reports import make_report
from tests.comments.posting import post

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)
MINUTE = timedelta(minutes=1)
COUNTS = st.integers(0, 100_000)


def vote(comment, *voters, at=LATER):
    for voter in voters:
        Recommendation.objects.create(
            comment=comment, thread_id=comment.thread_id, voter_key=voter, created_at=at
        )


def ranked(article, *, at=LATER + MINUTE):
    rank_soon(article.pk, now=at - RANK_AFTER)
    return rank(article.pk, now=at)


@given(COUNTS, COUNTS)
def test_the_bound_is_a_share(recommended, exposure):
    assert 0 <= lower_bound(recommended, exposure) <= 1


@given(COUNTS, COUNTS)
def test_another_recommendation_never_lowers_a_comment(recommended, exposure):
    assert lower_bound(recommended + 1, exposure) >= lower_bound(recommended, exposure)
    assert lower_bound(recommended + 1, exposure + 1) >= lower_bound(recommended, exposure)


@given(COUNTS, COUNTS)
def test_being_seen_without_being_recommended_never_raises_one(recommended, exposure):
    seen_more = lower_bound(recommended, exposure + 1)

    assert seen_more <= lower_bound(recommended, exposure) + 1e-12


@given(st.integers(1, 200), st.integers(1, 500))
def test_an_early_start_is_worth_no_more_than_what_it_has_proved(percent, times):
    """At the same share, who came first leads by less than the doubt about the late one."""
    late = lower_bound(percent, 200)
    early = lower_bound(percent * times, 200 * times)

    assert early - late + 1e-12 >= 0
    assert early - late <= max(0.0, percent / 200 - late) + 0.01


@pytest.mark.parametrize("early", [100, 1_000, 10_000, 1_000_000])
def test_a_late_comment_that_is_twice_as_good_passes_any_early_one(early):
    assert lower_bound(20, 50) > lower_bound(early // 5, early)


def test_no_evidence_stands_between_praise_and_indifference():
    assert lower_bound(1, 20) > lower_bound(0, 0) > lower_bound(0, 20)


def test_votes_become_numbers_and_an_order(article):
    good, fair, poor = (post(article) for _ in range(3))
    vote(good, "a", "b", "c")
    vote(fair, "a")

    assert ranked(article) == 3
    rows = {one.pk: (one.rank, one.recommended) for one in Comment.objects.all()}

    assert [rows[one.pk][1] for one in (good, fair, poor)] == [3, 1, 0]
    assert rows[good.pk][0] > rows[fair.pk][0] > 0 > rows[poor.pk][0]


def test_who_was_there_before_a_comment_could_not_recommend_it(article):
    early = post(article)
    vote(early, "a", "b", "c", "d", at=NOW + MINUTE)
    late = post(article, now=NOW + 2 * MINUTE)
    vote(late, "e", "f")

    ranked(article, at=LATER + COUNT_SHOWN_AFTER)

    # Four of six readers against two of two.
    assert stored(early).rank == round(lower_bound(4, 6) - lower_bound(0, 0), 3)
    assert stored(late).rank == round(lower_bound(2, 2) - lower_bound(0, 0), 3)


def test_a_reader_who_recommends_several_was_there_once(article):
    first, second = post(article), post(article)
    vote(first, "a")
    vote(second, "a")

    ranked(article)

    assert stored(first).rank == round(lower_bound(1, 1) - lower_bound(0, 0), 3)


def test_a_report_that_was_upheld_takes_a_recommendation_away(article):
    plain, reported = post(article), post(article)
    for comment in (plain, reported):
        vote(comment, "a", "b")
    make_report(reported)
    settle_reports(reported, upheld=True, by=None, now=LATER)

    ranked(article)

    assert stored(reported).rank < stored(plain).rank
    assert stored(reported).recommended == 2


def test_answers_have_a_number_and_no_rank(article):
    head = post(article)
    reply = post(article, parent=head)
    vote(reply, "a", "b")

    ranked(article)

    assert (stored(reply).rank, stored(reply).recommended) == (0, 2)


def test_the_number_is_held_back_for_an_hour_and_then_appears_by_itself(article):
    comment = post(article)
    vote(comment, "a", "b", at=NOW + MINUTE)

    ranked(article, at=NOW + 2 * MINUTE)

    assert stored(comment).rank > 0
    assert stored(comment).recommended == 0
    due = DueRanking.objects.get()
    assert comment.published_at is not None
    assert due.due_at == comment.published_at + COUNT_SHOWN_AFTER
    assert rank(article.pk, now=due.due_at) == 1
    assert stored(comment).recommended == 2
    assert not DueRanking.objects.exists()


def test_what_is_taken_back_is_gone_from_the_number(article):
    comment = post(article)
    vote(comment, "a")
    ranked(article)
    Recommendation.objects.all().delete()

    ranked(article, at=LATER + 2 * MINUTE)

    assert (stored(comment).recommended, stored(comment).rank) == (0, 0)


def test_only_what_changes_is_written(article):
    comment = post(article)
    vote(comment, "a")
    ranked(article)
    version = Thread.objects.get().version

    with CaptureQueriesContext(connection) as queries:
        assert ranked(article, at=LATER + 5 * MINUTE) == 0

    assert not [one for one in queries if "UPDATE comments_comment " in one["sql"]]
    assert Thread.objects.get().version == version


def test_many_votes_need_one_task(article):
    post(article)

    for second in range(5):
        rank_soon(article.pk, now=LATER + timedelta(seconds=second))

    task = DBTaskResult.objects.get()
    assert task.run_after == LATER + RANK_AFTER == DueRanking.objects.get().due_at


def test_a_task_that_was_lost_is_followed_by_another(article):
    post(article)
    rank_soon(article.pk, now=LATER)
    due = LATER + RANK_AFTER

    rank_soon(article.pk, now=due + LOST_AFTER)
    assert DBTaskResult.objects.count() == 1
    rank_soon(article.pk, now=due + LOST_AFTER + MINUTE)

    assert DBTaskResult.objects.count() == 2


def test_votes_do_not_wait_for_the_end_of_a_first_hour(article):
    comment = post(article)
    vote(comment, "a", at=NOW)
    ranked(article, at=NOW + MINUTE)

    rank_soon(article.pk, now=NOW + 2 * MINUTE)

    assert DueRanking.objects.get().due_at == NOW + 2 * MINUTE + RANK_AFTER


def test_a_task_before_its_time_does_nothing(article):
    vote(post(article), "a")
    rank_soon(article.pk, now=timezone.now())

    assert rank_thread.call(article.pk) == 0
    assert DueRanking.objects.exists()


@pytest.mark.parametrize("comments", [2, 12])
def test_a_thread_costs_the_same_queries_however_long(article, comments):
    for number in range(comments):
        vote(post(article), f"{number}", "a")
    rank_soon(article.pk, now=LATER)

    with CaptureQueriesContext(connection) as queries:
        assert rank(article.pk, now=LATER + RANK_AFTER) == comments

    statements = [one for one in queries if "SAVEPOINT" not in one["sql"]]
    assert len(statements) == 8
