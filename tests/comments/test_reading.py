"""Pages of a thread: two levels, by keyset, at the same cost whatever the size."""

from datetime import timedelta

import pytest

from comments import reading
from comments.models import Comment
from comments.reading import read_page, read_replies
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.makers import make_comment, make_thread

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def ids(comments) -> list[int]:
    return [comment.id for comment in comments]


def test_conversations_oldest_first_with_their_replies_in_time_order(article):
    first = post(article, nickname="Anna")
    second = post(article, now=NOW + MINUTE)
    to_first = post(article, nickname="Bella", parent=first, now=NOW + 3 * MINUTE)
    to_reply = post(article, parent=to_first, now=NOW + 4 * MINUTE)
    earlier = post(article, parent=first, now=NOW + 2 * MINUTE)

    page, _, following = read_page(article.pk)

    assert ids(page) == [first.pk, second.pk]
    assert ids(page[0].replies) == [earlier.pk, to_first.pk, to_reply.pk]
    assert [one.parent_nickname for one in page[0].replies] == ["Anna", "Anna", "Bella"]
    assert (page[0].nickname, page[0].body_html) == ("Anna", first.body_html)
    assert page[0].replies[0].created_at == NOW + 2 * MINUTE
    assert following is None


def test_pages_hold_each_conversation_once_while_others_come_and_go(monkeypatch, article):
    monkeypatch.setattr(reading, "CONVERSATIONS", 3)
    comments = [post(article) for _ in range(8)]
    seen = []

    page, _, cursor = read_page(article.pk)
    seen += ids(page)
    Comment.objects.filter(pk=comments[1].pk).update(state="hidden")
    while cursor:
        page, _, cursor = read_page(article.pk, after=cursor)
        seen += ids(page)

    assert seen == ids(comments)


def test_a_page_ends_early_where_conversations_are_long(monkeypatch, article):
    monkeypatch.setattr(reading, "COMMENTS", 7)
    heads = [post(article) for _ in range(5)]
    for head in heads[:3]:
        post(article, parent=head), post(article, parent=head)

    first, _, cursor = read_page(article.pk)
    second, _, end = read_page(article.pk, after=cursor)

    assert [ids(first), ids(second)] == [ids(heads[:2]), ids(heads[2:])]
    assert end is None


def test_a_conversation_that_is_longer_than_a_page_still_has_one(monkeypatch, article):
    monkeypatch.setattr(reading, "COMMENTS", 2)
    heads = [post(article), post(article)]
    post(article, parent=heads[0]), post(article, parent=heads[0])

    first, _, cursor = read_page(article.pk)

    assert ids(first) == ids(heads[:1])
    assert ids(read_page(article.pk, after=cursor).comments) == ids(heads[1:])


def test_a_full_page_that_is_the_last_leads_nowhere(monkeypatch, article):
    monkeypatch.setattr(reading, "CONVERSATIONS", 2)
    post(article), post(article)

    assert read_page(article.pk).following is None


def test_a_long_conversation_is_cut_on_the_page_and_goes_on_at_its_head(monkeypatch, article):
    monkeypatch.setattr(reading, "REPLIES", 8)
    head = post(article)
    replies = [post(article, parent=head) for _ in range(12)]

    [shown], _, _ = read_page(article.pk)
    first, cursor = read_replies(head.pk, is_head=True)
    second, end = read_replies(head.pk, is_head=True, after=cursor)

    assert ids(shown.replies) == ids(replies[:3])
    assert shown.has_more_replies
    assert ids(first) + ids(second) == ids(replies)
    assert end is None


def test_three_replies_are_not_cut(article):
    head = post(article)
    for _ in range(3):
        post(article, parent=head)

    [shown], _, _ = read_page(article.pk)

    assert (len(shown.replies), shown.has_more_replies) == (3, False)


def test_below_a_reply_are_the_answers_to_it(article):
    head = post(article)
    reply = post(article, parent=head)
    post(article, parent=head)
    answer = post(article, parent=reply)

    assert ids(read_replies(reply.pk, is_head=False)[0]) == [answer.pk]
    assert len(read_replies(head.pk, is_head=True)[0]) == 3


@pytest.mark.parametrize(
    ("state", "mark"),
    [
        ("held", "This comment is not shown."),
        ("hidden", "This comment is not shown."),
        ("rejected", "This comment is not shown."),
        ("withdrawn", "Withdrawn by its author."),
        ("spam", "This comment is not shown."),
    ],
)
def test_a_head_that_is_not_shown_keeps_its_place_while_replies_are(state, mark):
    thread = make_thread()
    head = make_comment(thread, nickname="Anna", text="Secret", body_html="<p>Secret</p>")
    make_comment(thread, parent=head, root=head, nickname="Bella")
    Comment.objects.filter(pk=head.pk).update(state=state, state_reason="Secret reason")

    [shown], _, _ = read_page(thread.pk)

    assert (shown.id, shown.is_tombstone, shown.tombstone_text) == (head.pk, True, mark)
    assert [reply.nickname for reply in shown.replies] == ["Bella"]
    assert shown.replies[0].parent_nickname == ""
    assert "Secret" not in repr(shown)
    assert "Anna" not in repr(shown)


def test_a_removed_comment_says_why_and_nothing_of_itself():
    thread = make_thread()
    make_comment(thread, nickname="Anna", text="Secret", state="removed", state_reason="Insults")

    [shown], _, _ = read_page(thread.pk)

    assert shown.tombstone_text == "A moderator removed this comment: Insults"
    assert "Anna" not in repr(shown)


def test_an_erased_comment_leaves_nothing_in_its_replies():
    thread = make_thread()
    head = make_comment(thread, nickname="Anna", state="erased", text="", body_html="")
    make_comment(thread, parent=head, root=head)

    [shown], _, _ = read_page(thread.pk)

    assert "Anna" not in repr(shown)
    assert shown.replies[0].parent_nickname == ""


def fill(article, conversations: int) -> None:
    for _ in range(conversations):
        head = post(article)
        post(article, parent=post(article, parent=head))


def test_a_page_is_one_query_however_long(article, django_assert_num_queries):
    fill(article, 1)
    with django_assert_num_queries(1):
        read_page(article.pk)
    fill(article, 6)
    with django_assert_num_queries(1):
        page = read_page(article.pk).comments

    assert len(page) == 7
    reply = stored(post(article, parent=stored(Comment.objects.filter(root__isnull=False)[0])))
    with django_assert_num_queries(1):
        read_replies(reply.pk, is_head=False)
