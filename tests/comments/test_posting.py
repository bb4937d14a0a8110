"""Posting a comment: what is stored, and every reason why not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.publishing import update, withdraw
from comments.models import Comment, ModerationEvent, Reader, Thread
from comments.refusals import (
    ArticleNotShown,
    ParentGone,
    SubmissionReused,
    ThreadClosed,
    TooManyComments,
)
from comments.sanctions import impose
from comments.text import TextRefused
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.indexes.plans import plans_for_one_use
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_comment,
    make_edition,
    make_rule,
    make_thread,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_comment_is_published_and_counted(article):
    comment = post(article, nickname=" Bella  Ciao ", text="One <b>\r\n\r\ntwo")

    assert (comment.nickname, comment.text) == ("Bella Ciao", "One <b>\n\ntwo")
    assert comment.body_html == '<p dir="auto">One &lt;b&gt;</p>\n<p dir="auto">two</p>'
    assert (comment.state, comment.created_at, comment.published_at) == ("published", NOW, NOW)
    thread = Thread.objects.get(pk=article.pk)
    assert (thread.mode, thread.visible_count, thread.version) == ("post", 1, 1)
    assert thread.last_comment_at == NOW
    event = ModerationEvent.objects.get()
    assert (event.comment, event.from_state, event.to_state) == (comment, "", "published")
    assert event.actor is None


def test_it_keeps_the_edition_that_was_visible(article):
    first = article.editions.get()
    article.refresh_from_db()
    article.headline = "Another headline"
    article.save()
    second = update(article, by=None, at=NOW + HOUR)

    assert post(article, now=NOW).edition == first
    assert post(article, now=NOW + HOUR).edition == second


@pytest.mark.parametrize(
    ("mode", "sanctioned", "state"),
    [
        ("post", False, "published"),
        ("post", True, "held"),
        ("pre", False, "held"),
        ("pre", True, "held"),
    ],
)
def test_what_is_held(article, mode, sanctioned, state):
    Thread.objects.create(article=article, mode=mode)
    reader = Reader.objects.create(display_name="Anna")
    if sanctioned:
        impose(reader, "premoderate", by=None, reason="Insults", now=NOW)

    comment = post(article, reader=reader)

    assert comment.state == state
    assert bool(comment.published_at) == (state == "published")
    thread = Thread.objects.get(pk=article.pk)
    assert thread.visible_count == thread.version == (state == "published")
    assert bool(ModerationEvent.objects.get().reason) == (state == "held")


@pytest.mark.parametrize(
    "thread",
    [
        {"mode": "off"},
        {"mode": "closed"},
        {"closes_at": NOW},
        {"opens_at": NOW + HOUR},
        {"mode": "pre", "closes_at": NOW - HOUR},
    ],
)
def test_a_closed_thread_takes_nothing(article, thread):
    Thread.objects.create(article=article, **thread)

    with pytest.raises(ThreadClosed):
        post(article)

    assert not Comment.objects.exists()


def test_opening_hours_include_their_beginning(article):
    Thread.objects.create(article=article, opens_at=NOW, closes_at=NOW + HOUR)

    assert post(article, now=NOW).state == "published"


def test_an_article_that_is_not_visible_takes_nothing(article):
    with pytest.raises(ArticleNotShown):
        post(make_article())
    with pytest.raises(ArticleNotShown):
        post(article, now=PUBLISHED_AT - HOUR)
    withdraw(article, by=None, reason="Wrong", at=NOW)
    with pytest.raises(ArticleNotShown):
        post(article)

    assert not Thread.objects.exists()


@pytest.mark.parametrize(("field", "typed"), [("nickname", "..."), ("text", "a\0b")])
def test_names_and_texts_keep_their_rules_here_too(article, field, typed):
    with pytest.raises(TextRefused):
        post(article, **{field: typed})


def test_replies_name_their_parent_and_the_head_of_the_conversation(article):
    head = post(article)
    reply = post(article, parent=head)
    deeper = post(article, parent=reply)

    assert (reply.parent, reply.root) == (head, head)
    assert (deeper.parent, deeper.root) == (reply, head)


@pytest.mark.parametrize("state", ["held", "hidden", "rejected", "withdrawn", "spam"])
def test_what_is_not_shown_can_not_be_answered(article, state):
    thread = Thread.objects.create(article=article)
    parent = make_comment(thread, state=state)

    with pytest.raises(ParentGone):
        post(article, parent=parent)


def test_a_removed_comment_and_one_of_another_article_can_not_be_answered(article):
    removed = make_comment(make_thread(article=article), state="removed", state_reason="Insults")
    elsewhere = make_comment()

    for parent in (removed, elsewhere):
        with pytest.raises(ParentGone):
            post(article, parent=parent)


def test_the_same_submission_is_one_comment(article):
    submission = {"submission_id": uuid4(), "nickname": "Anna", "text": "Hello"}

    first = post(article, **submission)
    again = post(article, **submission, now=NOW + HOUR)

    assert again == first
    assert Thread.objects.get().visible_count == Comment.objects.count() == 1


def test_a_retry_is_answered_whatever_has_changed_since(article):
    submission = {"submission_id": uuid4(), "nickname": "Anna", "text": "Hello", "address_key": "k"}
    first = post(article, **submission)
    Thread.objects.update(mode="closed")

    assert [post(article, **submission) for _ in range(10)] == [first] * 10


@pytest.mark.parametrize(
    "other", [{"text": "Bye"}, {"nickname": "Bella"}, {"parent": True}, {"article": True}]
)
def test_other_words_under_the_same_submission_are_refused(article, other):
    head = post(article)
    submission = {"submission_id": uuid4(), "nickname": "Anna", "text": "Hello"}
    post(article, **submission)
    if "parent" in other:
        other = {"parent": head}
    target = make_edition().article if other.pop("article", None) else article

    with pytest.raises(SubmissionReused):
        post(target, **submission | other)

    assert Comment.objects.count() == 2


def test_the_allowance_of_an_address_ends(article):
    for _ in range(5):
        post(article, address_key="one")

    with pytest.raises(TooManyComments) as refusal:
        post(article, address_key="one")

    assert refusal.value.seconds == 30
    assert "in 30 seconds" in str(refusal.value)
    post(article, address_key="another")
    post(article, address_key="one", now=NOW + timedelta(seconds=30))
    assert Thread.objects.get().visible_count == 7


def test_a_refused_comment_uses_nothing_of_the_allowance(article):
    Thread.objects.create(article=article, mode="closed")
    for _ in range(6):
        with pytest.raises(ThreadClosed):
            post(article, address_key="one")
    Thread.objects.update(mode="post")

    assert post(article, address_key="one").state == "published"


def questions_of_posting(article):
    """How often posting asks the database; the marks of a transaction are none."""
    with CaptureQueriesContext(connection) as queries:
        post(article, browser="a browser", address_key=f"key {uuid4()}")
    return [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]


def test_posting_is_planned_once(article):
    make_thread(article=article)
    for _ in range(8):
        questions_of_posting(article)
    planned = plans_for_one_use()

    for _ in range(3):
        questions_of_posting(article)

    assert plans_for_one_use() == planned


RATE = {"kind": "rate", "amount": 100, "minutes": 10}


@pytest.mark.parametrize(("rule", "questions"), [({}, 3), (RATE, 4)])
def test_posting_asks_once_more_for_rules_that_want_more(article, rule, questions):
    make_rule(**rule)
    questions_of_posting(article)

    assert len(questions_of_posting(article)) == questions


def test_posting_asks_three_times_however_long_the_thread_is(article):
    thread = make_thread(article=article)
    questions_of_posting(article)  # and reads the rules, where another test has left others behind
    first = questions_of_posting(article)
    for _ in range(20):
        make_comment(thread)

    assert len(first) == len(questions_of_posting(article)) == 3
