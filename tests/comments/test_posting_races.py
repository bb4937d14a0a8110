"""The same comment at the same moment, over real connections."""

from functools import partial
from uuid import uuid4

import pytest

from comments.models import Comment, DiscussionRules, ModerationEvent, Thread
from comments.refusals import SubmissionReused, ThreadClosed
from comments.threads import set_thread
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.comments.simultaneously import simultaneously
from tests.makers import make_edition

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("has_thread", [False, True])
def test_eight_times_the_same_submission_is_one_row(has_thread):
    article = make_edition().article
    if has_thread:
        Thread.objects.create(article=article)
    same = {"submission_id": uuid4(), "nickname": "Anna", "text": "Hello"}

    results = simultaneously([partial(post, article, **same)] * 8)

    comment = Comment.objects.get()
    assert results == [comment] * 8
    assert Thread.objects.get().visible_count == ModerationEvent.objects.count() == 1


def test_one_of_two_texts_under_one_submission_wins():
    article = make_edition().article
    submission = uuid4()

    results = simultaneously(
        [partial(post, article, submission_id=submission, text=text) for text in ("One", "Two")]
    )

    assert Comment.objects.get() in results
    assert sorted(isinstance(one, SubmissionReused) for one in results) == [False, True]


def test_one_submission_on_two_articles_is_one_row():
    articles = [make_edition().article, make_edition().article]
    same = {"submission_id": uuid4(), "nickname": "Anna", "text": "Hello"}

    results = simultaneously([partial(post, article, **same) for article in articles * 3])

    comment = Comment.objects.get()
    assert results.count(comment) == 3
    assert sum(isinstance(one, SubmissionReused) for one in results) == 3


def test_many_readers_at_once_are_all_counted():
    article = make_edition().article

    results = simultaneously([partial(post, article) for _ in range(8)])

    assert all(isinstance(one, Comment) for one in results)
    thread = Thread.objects.get()
    assert thread.visible_count == thread.version == 8


def test_whoever_posts_while_comments_close_is_stored_before_or_refused():
    article = make_edition().article
    DiscussionRules.objects.create(section=article.section, mode="pre")

    def close() -> None:
        set_thread(article.pk, by=None, mode="", opens_at=None, closes_at=NOW)

    *results, closed = simultaneously([partial(post, article) for _ in range(7)] + [close])

    stored = [one for one in results if isinstance(one, Comment)]
    assert closed is None
    assert all(isinstance(one, Comment | ThreadClosed) for one in results)
    assert {one.state for one in stored} <= {"held"}
    assert Comment.objects.count() == len(stored)
    with pytest.raises(ThreadClosed):
        post(article)
