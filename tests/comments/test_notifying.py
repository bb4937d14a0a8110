"""What readers are told of: by whom a notice is caused, to whom it goes, and that it is told once."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from comments.models import Notice, Reader, Thread
from comments.moderation import approve, hide, remove, restore
from comments.notifying import notify
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.makers import make_comment, make_thread
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def reader():
    return Reader.objects.create(display_name="Anna")


def told():
    return [
        (notice.reader_id, notice.kind, notice.comment_id)
        for notice in Notice.objects.order_by("pk")
    ]


def test_an_answer_is_told_to_the_author_of_what_it_answers(article, reader):
    mine = post(article, reader=reader)
    answer = post(article, parent=mine, now=LATER)
    post(article, parent=answer)

    assert told() == [(reader.pk, "reply", answer.pk)]
    notice = Notice.objects.get()
    assert (notice.created_at, notice.read_at, notice.emailed_at) == (LATER, None, None)


def test_nobody_is_told_of_their_own_answers(article, reader):
    mine = post(article, reader=reader)
    post(article, parent=mine, reader=reader)

    assert told() == []


def test_an_answer_to_a_nickname_is_told_to_nobody(article):
    post(article, parent=post(article))

    assert told() == []


def test_a_held_answer_is_told_when_it_is_approved(article, reader, moderator):
    mine = post(article, reader=reader)
    Thread.objects.update(mode="pre")
    answer = post(article, parent=mine)
    assert told() == []

    approve(stored(answer), by=moderator, now=LATER)

    assert told() == [(reader.pk, "reply", answer.pk)]
    assert Notice.objects.get().created_at == LATER


def test_an_answer_that_comes_back_is_not_told_again(article, reader, moderator):
    answer = post(article, parent=post(article, reader=reader))
    hide(stored(answer), by=moderator)
    approve(stored(answer), by=moderator)
    remove(stored(answer), by=moderator, reason="Insults")
    restore(stored(answer), by=moderator)

    assert told() == [(reader.pk, "reply", answer.pk)]


def test_an_answer_sent_twice_is_told_once(article, reader):
    mine = post(article, reader=reader)
    answer = post(article, parent=mine)
    again = post(
        article,
        parent=mine,
        nickname=answer.nickname,
        text=answer.text,
        submission_id=answer.submission_id,
    )

    assert again == answer
    assert len(told()) == 1


def test_what_is_undone_is_not_told(article, reader):
    comment = post(article, reader=reader)
    with transaction.atomic():
        notify(reader, "pick", comment, now=NOW)
        transaction.set_rollback(True)

    assert told() == []


def test_nobody_is_told_nothing(article):
    comment = post(article)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        notify(None, "pick", comment, now=NOW)

    assert len(queries) == 0


def test_the_same_thing_is_told_once_and_another_again(article, reader):
    comment = post(article, reader=reader)
    for _ in range(2):
        notify(reader, "decision", comment, now=NOW, words="Removed")
    notify(reader, "decision", comment, now=NOW, words="Restored")
    comment.revision_number += 1
    notify(reader, "decision", comment, now=NOW, words="Removed")
    notify(reader, "pick", comment, now=NOW)
    comment.revision_number += 1
    notify(reader, "pick", comment, now=NOW)

    kinds = [kind for _, kind, _ in told()]
    assert kinds == ["decision", "decision", "decision", "pick"]


def test_words_are_one_line_of_bounded_length(article, reader):
    comment = post(article, reader=reader)
    notify(reader, "decision", comment, now=NOW, words=" one\n two ")
    notify(reader, "decision", comment, now=NOW, words="а" * 301)

    first, second = Notice.objects.order_by("pk")
    assert first.words == "one two"
    assert (len(second.words), second.words[-1]) == (300, "…")


def test_notice_kind_known(reader):
    with refused_by("notice_kind_known"):
        Notice.objects.create(reader=reader, kind="liking", comment=make_comment(), created_at=NOW)


def test_notice_emailed_after_taken(reader):
    with refused_by("notice_emailed_after_taken"):
        Notice.objects.create(
            reader=reader, kind="reply", comment=make_comment(), created_at=NOW, emailed_at=NOW
        )


def test_notice_told_once(reader):
    comment = make_comment(make_thread())
    values = {"reader": reader, "kind": "reply", "comment": comment, "created_at": NOW}
    Notice.objects.create(**values)

    with refused_by("notice_told_once"):
        Notice.objects.create(**values)


def test_an_answer_costs_one_statement_more(article, reader):
    mine, theirs = post(article, reader=reader), post(article)
    with CaptureQueriesContext(connection) as told_to_nobody:
        post(article, parent=theirs)
    with CaptureQueriesContext(connection) as told_to_reader:
        post(article, parent=mine)

    assert len(told_to_reader) == len(told_to_nobody) + 1
