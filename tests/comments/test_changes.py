"""A comment written before a material change of the story says so, and where it can be read."""

from datetime import timedelta

import pytest

from articles.publishing import correct, update
from comments.discussion import read_discussion
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.makers import make_comment

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def rewrite(article, change, at, **words):
    article.refresh_from_db()
    article.headline += "!"
    article.save()
    return change(article, by=None, at=at, **words)


def told(article, at):
    found = read_discussion(article.pk, at=at, story="/story/").comments
    return [one.written_before for head in found for one in (head, *head.replies)]


@pytest.mark.parametrize(
    ("change", "words", "kind"),
    [
        (update, {}, "update"),
        (correct, {"note": "It was wrong."}, "correction"),
        (update, {"kind": "clarification", "note": "It was unclear."}, "clarification"),
    ],
)
def test_what_was_written_before_says_so_and_what_came_after_does_not(article, change, words, kind):
    head = post(article, now=NOW)
    rewrite(article, change, NOW + HOUR, **words)
    post(article, now=NOW + 2 * HOUR, parent=head)

    before, after = told(article, NOW + 3 * HOUR)

    assert (before.kind, before.at, before.is_same_day) == (kind, NOW + HOUR, True)
    assert before.url == "/story/history/?before=3#edition-2"
    assert after is None


def test_of_many_changes_the_first_after_it_is_told(article):
    post(article, now=NOW)
    for hours in (1, 30):
        rewrite(article, update, NOW + hours * HOUR)
    post(article, now=NOW + 2 * HOUR)

    first, second = told(article, NOW + 40 * HOUR)

    assert (first.at, second.at) == (NOW + HOUR, NOW + 30 * HOUR)
    assert (first.is_same_day, second.is_same_day) == (True, False)


def test_a_small_change_of_wording_says_nothing(article):
    post(article, now=NOW)
    rewrite(article, update, NOW + HOUR, kind="minor")

    assert told(article, NOW + 2 * HOUR) == [None]


def test_a_change_that_is_to_come_is_not_told(article):
    post(article, now=NOW)
    rewrite(article, update, NOW + HOUR)

    assert told(article, NOW) == [None]


def test_a_time_that_nobody_knows_claims_nothing(article):
    post(article)
    make_comment(article.thread, time_is_known=False)
    rewrite(article, update, NOW + HOUR)

    assert [one is None for one in told(article, NOW + 2 * HOUR)] == [True, False]


def test_it_is_no_query_of_its_own(article, django_assert_num_queries):
    for _ in range(5):
        post(article, now=NOW)
    rewrite(article, update, NOW + HOUR)

    with django_assert_num_queries(2):
        assert all(told(article, NOW + 2 * HOUR))


def test_readers_see_it_with_the_way_to_what_changed(client, article):
    post(article, now=NOW)
    edition = rewrite(article, correct, NOW + HOUR, note="It was wrong.")

    page = client.get(edition.path).content.decode()

    assert "Written before the correction of" in page
    assert f'<a href="{edition.path}history/?before=3#edition-2">what changed</a>' in page
