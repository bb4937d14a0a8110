"""A reply is in the conversation of the comment that it answers, whatever was answered before."""

import pytest
from django.db import connection

from comments.models import Comment
from tests.makers import make_comment
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return make_comment()


@pytest.fixture
def reply(head):
    return make_comment(head.thread, parent=head, root=head)


def test_reply_is_not_in_the_conversation_of_another_head(head, reply):
    another = make_comment(head.thread)

    with refused_by("comment_root_heads_conversation"):
        make_comment(head.thread, parent=reply, root=another)


def test_reply_does_not_head_a_conversation(head, reply):
    with refused_by("comment_root_heads_conversation"):
        make_comment(head.thread, parent=reply, root=reply)


def test_reply_does_not_move_to_another_conversation(head, reply):
    another = make_comment(head.thread)

    with refused_by("comment_root_heads_conversation"):
        Comment.objects.filter(pk=reply.pk).update(root=another)


def test_conversation_may_be_as_deep_as_people_like(head, reply):
    parent = reply
    for _ in range(5):
        parent = make_comment(head.thread, parent=parent, root=head)

    connection.check_constraints()

    assert Comment.objects.filter(root=head).count() == 6


def test_rows_of_an_import_may_come_in_any_order(head):
    """The rule is asked at commit: a reply can be written before what it answers."""
    first, second = make_comment(head.thread), make_comment(head.thread)
    Comment.objects.filter(pk=second.pk).update(parent=first, root=head)
    Comment.objects.filter(pk=first.pk).update(parent=head, root=head)

    connection.check_constraints()
