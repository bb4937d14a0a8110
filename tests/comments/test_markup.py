"""What the pages of articles show of comments."""

import pytest

from comments.discussion import count_label
from comments.markup import comment_counts, new_notices, thread
from comments.models import DiscussionRules, Thread
from comments.notifying import notify
from newsportal.accounts.models import User
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.comments.readers import make_reader, signed_in
from tests.makers import make_edition, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("count", "label"),
    [(0, "No comments"), (1, "1 Comment"), (7, "7 Comments"), (1234, "1,234 Comments")],
)
def test_the_heading(count, label):
    assert count_label(count) == label


def test_an_article_that_nobody_has_commented_on(django_assert_num_queries):
    edition = make_edition()

    with django_assert_num_queries(1):
        shown = thread(edition, at=NOW)

    assert (shown.comments, shown.count_label, shown.is_open) == ([], "No comments", True)
    assert shown.form_url == f"/comments/new/{edition.article_id}/"
    assert shown.more_url == shown.back_url == shown.since_url == shown.closing_words == ""
    assert shown.orders == []
    assert not Thread.objects.exists()


def test_a_thread_is_two_queries(django_assert_num_queries):
    edition = make_edition()
    for _ in range(7):
        post(edition.article, parent=post(edition.article))

    with django_assert_num_queries(2):
        shown = thread(edition, at=NOW)

    assert (shown.count_label, len(shown.comments)) == ("14 Comments", 7)


@pytest.mark.parametrize("has_thread", [False, True])
def test_the_rules_of_a_section_are_no_further_query(django_assert_num_queries, has_thread):
    edition = make_edition()
    DiscussionRules.objects.create(section=edition.section, close_after=14)
    if has_thread:
        post(edition.article)

    with django_assert_num_queries(1 + has_thread):
        shown = thread(edition, at=NOW)

    assert shown.closing_words == "Comments close at the end of 6 December 2025."


def test_a_longer_thread_leads_to_its_next_page(client, monkeypatch):
    monkeypatch.setattr("comments.reading.CONVERSATIONS", 2)
    edition = make_edition()
    comments = [post(edition.article, text=f"Text {number}") for number in range(3)]

    more = thread(edition, at=NOW).more_url

    assert more.startswith(f"/comments/on/{edition.article_id}/?order=oldest&after=")
    page = client.get(more).content.decode()
    assert f'id="comment-{comments[2].pk}"' in page
    assert f'id="comment-{comments[1].pk}"' not in page
    assert "3 Comments" in page


def test_a_closed_thread_says_so_and_still_reads():
    edition = make_edition()
    post(edition.article)
    Thread.objects.update(mode="closed")

    shown = thread(edition, at=NOW)

    assert (shown.is_open, len(shown.comments)) == (False, 1)
    assert shown.closing_words == "Comments on this story are closed."


def test_counts_of_a_list_are_one_query(django_assert_num_queries):
    editions = [make_edition() for _ in range(3)]
    post(editions[0].article), post(editions[0].article), post(editions[1].article)
    with django_assert_num_queries(1):
        counts = comment_counts(editions)

    assert [counts[edition.article_id] for edition in editions] == [2, 1, 0]


def test_nothing_to_count_is_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert comment_counts([])[1] == 0


def test_a_menu_says_how_many_notices_are_new(article):
    stranger, reader = make_user(), make_reader()
    assert new_notices(stranger) == 0

    notify(reader, "pick", post(article, reader=reader), now=NOW)

    assert new_notices(User.objects.get(reader=reader)) == 1
    menu = signed_in(reader).get("/account/menu/").content.decode()
    assert "1 new" in menu
    assert 'href="/comments/notices/"' in menu
