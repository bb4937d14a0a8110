"""Editing: an author replaces the words of a comment, for a while, and what stood there is kept."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from comments.authorship import Author
from comments.counting import count_change
from comments.models import Comment, CommentRevision, ModerationEvent, Thread
from comments.posting import reason_to_hold
from comments.refused_changes import EditingOver, NotChangeable, NotTheAuthor, StaleEdit
from comments.rendering import render_text
from comments.rules import Sending, judge
from comments.sanctions import refuse_sanctioned, sanctions_on
from comments.text import clean_text
from comments.threads import locked_thread

LONGEST_REASON = 300
CHANGED = ["text", "body_html", "edited_at", "picked_at", "revision_number", "state"]
EDITABLE = frozenset({Comment.State.HELD, Comment.State.PUBLISHED})


def editable_until(comment: Comment) -> datetime:
    """When the time for editing ends."""
    return comment.created_at + timedelta(minutes=settings.COMMENT_EDIT_MINUTES)


def is_editable(comment: Comment, *, now: datetime) -> bool:
    """Whether its author may replace the words at that instant."""
    return comment.state in EDITABLE and now < editable_until(comment)


@transaction.atomic
def edit_comment(
    comment: Comment,
    *,
    text: str,
    author: Author,
    now: datetime,
    sending: Sending | None = None,
) -> Comment:
    """Replace the words of a comment as its author read it; returns its new row.

    What stood there is kept as a CommentRevision. The new words are judged as if they were posted, so a
    published comment may wait for a moderator again; one that waits keeps waiting. The same words again
    change nothing. `comment.revision_number` is what the author saw.

    Raises TextRefused, NotTheAuthor, NotChangeable, EditingOver, StaleEdit, and of PostingRefused what
    sanctions and rules give reason for; nothing has changed then.
    """
    words = clean_text(text)
    thread = locked_thread(comment.thread_id)
    row = Comment.objects.get(pk=comment.pk)
    _refuse(row, thread, author, now)
    binding = sanctions_on(author_key=row.author_key, article_id=row.thread_id, now=now)
    refuse_sanctioned(binding)
    if row.text == words:
        return row
    if row.revision_number != comment.revision_number:
        raise StaleEdit(row)
    return _replace_words(row, words, reason_to_hold(thread, binding), sending, now)


def _replace_words(
    comment: Comment, words: str, reason: str, sending: Sending | None, now: datetime
) -> Comment:
    """Store other words, unless a rule refuses them; `reason` is one to hold them whatever they are."""
    earlier = _earlier_words(comment, now)
    before, comment.text, comment.body_html = comment.state, words, render_text(words)
    verdict = judge(comment, now=now, sending=sending)
    verdict.refuse()
    earlier.save(force_insert=True)
    # The newsroom recommended other words.
    comment.edited_at, comment.picked_at = now, None
    comment.revision_number += 1
    reason = reason or verdict.reason_to_hold
    if reason:
        comment.state = Comment.State.HELD
    comment.save(update_fields=CHANGED)
    if comment.state != before:
        _record(comment, before=before, reason=reason, now=now)
    verdict.keep(comment, now=now)
    count_change(comment, before=before)
    return comment


def _refuse(comment: Comment, thread: Thread, author: Author, now: datetime) -> None:
    if not author.wrote(comment):
        raise NotTheAuthor
    if comment.state not in EDITABLE or thread.mode == Thread.Mode.OFF:
        raise NotChangeable
    if not is_editable(comment, now=now):
        raise EditingOver


def _earlier_words(comment: Comment, now: datetime) -> CommentRevision:
    return CommentRevision(
        comment=comment,
        number=comment.revision_number,
        text=comment.text,
        written_at=comment.edited_at or comment.created_at,
        replaced_at=now,
    )


def _record(comment: Comment, *, before: str, reason: str, now: datetime) -> None:
    ModerationEvent.objects.create(
        comment=comment,
        revision_number=comment.revision_number,
        from_state=before,
        to_state=comment.state,
        reason=f"Edited by its author. {reason}"[:LONGEST_REASON],
        created_at=now,
    )
