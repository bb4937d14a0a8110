"""The rules of comments: what a row may say, and where it may stand."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from comments.models import Comment, ModerationEvent
from tests.makers import PUBLISHED_AT, make_comment, make_edition, make_thread
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("constraint", "overrides"),
    [
        ("comment_state_known", {"state": "liked"}),
        ("comment_nickname_not_empty", {"nickname": " "}),
        ("comment_text_not_empty", {"text": " "}),
        ("comment_text_not_empty", {"body_html": ""}),
        ("comment_text_not_empty", {"text": "", "body_html": ""}),
        ("comment_text_not_empty", {"state": "erased"}),
        ("comment_text_not_too_long", {"text": "a" * 5001}),
        ("comment_published_has_time", {"published_at": None}),
        ("comment_published_has_time", {"state": "hidden", "published_at": None}),
        ("comment_removal_has_reason", {"state": "removed"}),
        ("comment_removal_has_reason", {"state": "removed", "state_reason": " "}),
    ],
)
def test_a_bad_row_is_refused(constraint, overrides):
    thread = make_thread()

    with refused_by(constraint):
        make_comment(thread, **overrides)


@pytest.mark.parametrize(
    "overrides",
    [
        {"text": "a" * 5000},
        {"text": "ж" * 5000},
        {"state": "held", "published_at": None},
        {"state": "removed", "state_reason": "Insults another reader"},
        {"state": "erased", "text": "", "body_html": ""},
    ],
)
def test_a_row_at_the_limit_is_stored(overrides):
    assert make_comment(**overrides).pk


def test_comment_submission_once():
    submission = uuid4()
    thread = make_thread()
    make_comment(thread, submission_id=submission)

    with refused_by("comment_submission_once"):
        make_comment(thread, submission_id=submission)


def test_comment_imported_once():
    thread = make_thread()
    make_comment(thread, import_position=1)

    with refused_by("comment_imported_once"):
        make_comment(thread, import_position=1)


def test_comments_without_submission_or_import_are_many():
    thread = make_thread()

    assert make_comment(thread) != make_comment(thread)


def test_a_reply_needs_the_head_of_its_conversation():
    head = make_comment()

    with refused_by("comment_reply_has_root"):
        make_comment(head.thread, parent=head)


def test_a_head_is_in_no_other_conversation():
    head = make_comment()

    with refused_by("comment_reply_has_root"):
        make_comment(head.thread, root=head)


def test_a_reply_answers_a_comment_of_its_own_thread():
    head, elsewhere = make_comment(), make_comment()

    with refused_by("comment_parent_in_same_thread"):
        make_comment(head.thread, parent=elsewhere, root=head)


def test_a_conversation_stays_in_its_thread():
    head, elsewhere = make_comment(), make_comment()

    with refused_by("comment_root_in_same_thread"):
        make_comment(head.thread, parent=head, root=elsewhere)


def test_a_comment_answers_an_edition_of_its_own_article():
    thread, other = make_thread(), make_edition()

    with refused_by("comment_edition_of_same_article"):
        make_comment(thread, edition=other)


def test_a_reply_in_its_place_is_stored():
    head = make_comment()
    reply = make_comment(head.thread, parent=head, root=head)
    make_comment(head.thread, parent=reply, root=head)

    connection.check_constraints()

    assert head.conversation.count() == 2


def test_readers_see_published_comments_and_marks_of_removed_ones():
    thread = make_thread()
    shown = [
        make_comment(thread),
        make_comment(thread, state="removed", state_reason="Insults another reader"),
    ]
    for state in ("held", "hidden", "rejected", "withdrawn", "spam"):
        make_comment(thread, state=state)
    make_comment(thread, state="erased", text="", body_html="")

    assert list(thread.comments.shown().oldest_first()) == shown


def test_a_page_begins_with_the_oldest_conversations():
    thread = make_thread()
    later = make_comment(thread, created_at=PUBLISHED_AT + HOUR)
    first, second = make_comment(thread), make_comment(thread)
    make_comment(thread, parent=first, root=first)

    assert list(thread.comments.heads().oldest_first()) == [first, second, later]


def test_a_removed_comment_leaves_a_mark():
    assert Comment(state="removed").is_tombstone
    assert not Comment(state="published").is_tombstone


def test_a_comment_is_called_by_its_author_and_first_words():
    assert str(Comment(nickname="Mariposa", text="a" * 80)) == f"Mariposa: {'a' * 60}"


def make_event(comment):
    """A moderator's hiding of a comment."""
    return ModerationEvent.objects.create(
        comment=comment,
        revision_number=2,
        from_state="published",
        to_state="hidden",
        created_at=PUBLISHED_AT,
    )


def test_moderation_event_changes_state():
    comment = make_comment()

    with refused_by("moderation_event_changes_state"):
        ModerationEvent.objects.create(
            comment=comment,
            revision_number=2,
            from_state="held",
            to_state="held",
            created_at=PUBLISHED_AT,
        )


def test_the_record_of_moderation_can_not_be_changed():
    event = make_event(make_comment())

    with refused_by("moderation_event_append_only"):
        ModerationEvent.objects.filter(pk=event.pk).update(reason="Another reason")


def test_the_record_of_moderation_can_not_be_deleted():
    event = make_event(make_comment())

    with refused_by("moderation_event_append_only"):
        event.delete()


def test_an_event_is_called_by_its_change():
    assert str(ModerationEvent(from_state="held", to_state="spam")) == "held → spam"
    assert str(ModerationEvent(to_state="published")) == "new → published"
