"""A comment where it stands: found by keys, with what it answers and what is around it."""

import pytest

from comments import context
from comments.context import read_around, read_context
from comments.models import Comment
from tests.comments.posting import post
from tests.makers import make_comment, make_thread

pytestmark = pytest.mark.django_db


def ids(comments) -> list[int]:
    return [comment.id for comment in comments]


def test_ancestors_from_the_head_down(article):
    head = post(article)
    reply = post(article, parent=head)
    deeper = post(article, parent=reply)
    post(article, parent=head)

    assert ids(read_context(deeper.pk).ancestors) == [head.pk, reply.pk]
    assert read_context(head.pk).ancestors == []


def test_of_a_very_deep_conversation_the_nearest_ancestors_are_read(monkeypatch, article):
    monkeypatch.setattr(context, "ANCESTORS", 3)
    chain = [post(article)]
    for _ in range(5):
        chain.append(post(article, parent=chain[-1]))

    found = read_context(chain[-1].pk)

    assert ids(found.ancestors) == ids(chain[2:5])
    assert found.head.key == chain[0].pk


def test_twelve_conversations_before_and_twelve_after(article):
    heads = [post(article) for _ in range(30)]
    reply = post(article, parent=heads[14])
    post(article, parent=heads[15])

    around = read_around(article.pk, read_context(reply.pk).head)

    assert ids(around.before) == ids(heads[2:14])
    assert ids(around.after) == ids(heads[15:27])
    assert [one.has_more_replies for one in around.after] == [True] + [False] * 11


def test_at_the_ends_of_a_thread_there_is_less_around(article):
    heads = [post(article) for _ in range(3)]

    first = read_around(article.pk, read_context(heads[0].pk).head)
    last = read_around(article.pk, read_context(heads[2].pk).head)

    assert (ids(first.before), ids(first.after)) == ([], ids(heads[1:]))
    assert (ids(last.before), ids(last.after)) == (ids(heads[:2]), [])


@pytest.mark.parametrize("state", ["held", "hidden", "rejected", "withdrawn", "spam"])
def test_the_place_of_a_head_that_is_not_shown_is_found_while_replies_are(state):
    thread = make_thread()
    head = make_comment(thread, nickname="Anna", state=state)
    alone = make_comment(thread, nickname="Anna", state=state)
    reply = make_comment(thread, parent=head, root=head)
    hidden = make_comment(thread, parent=reply, root=head, state=state)
    make_comment(thread, parent=hidden, root=head)

    found = read_context(head.pk)

    assert found.comment.is_tombstone
    assert "Anna" not in repr(found)
    assert len(found.replies) == 2
    assert read_context(alone.pk) is None
    assert read_context(hidden.pk) is None


def test_it_is_three_queries_however_long_the_thread(article, django_assert_num_queries):
    head = post(article)
    for _ in range(15):
        reply = post(article, parent=post(article, parent=head))
        post(article)

    with django_assert_num_queries(3):
        found = read_context(reply.pk)
        read_around(article.pk, found.head)

    assert Comment.objects.count() == 46
