"""Editors' picks: what the newsroom recommends of what readers wrote.

A pick is public and its author is told. It ends with the comment: the database takes it back when the
comment is removed, withdrawn or erased. A comment that reports have hidden keeps it, so that nobody can
undo a pick by reporting.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from comments.models import Comment, Notice, Thread
from comments.notifying import notify
from comments.refusals import NotPossible
from comments.threads import locked_thread
from newsportal.accounts.models import User
from newsportal.accounts.rights import require
from newsportal.audit.acts import Act
from newsportal.audit.recording import record


@transaction.atomic
def pick(comment: Comment, *, by: User, now: datetime) -> Comment:
    """Recommend a published comment in the newsroom's name; returns its new row.

    What is picked already stays as it is. Raises RightMissing, and NotPossible for a comment that
    readers don't see.
    """
    row = _locked(comment, by)
    if row.state != Comment.State.PUBLISHED:
        raise NotPossible("Pick", row.get_state_display())
    if row.picked_at is None:
        _set(row, now, act=Act.COMMENT_PICKED, by=by)
        notify(row.reader, Notice.Kind.PICK, row, now=now)
    return row


@transaction.atomic
def unpick(comment: Comment, *, by: User) -> Comment:
    """Take a pick back, whatever became of the comment; returns its new row. Raises RightMissing."""
    row = _locked(comment, by)
    if row.picked_at is not None:
        _set(row, None, act=Act.COMMENT_UNPICKED, by=by)
    return row


def _locked(comment: Comment, by: User) -> Comment:
    require(by, "comment.pick", comment)
    locked_thread(comment.thread_id)
    return Comment.objects.select_related("reader").get(pk=comment.pk)


def _set(comment: Comment, picked_at: datetime | None, *, act: Act, by: User) -> None:
    comment.picked_at = picked_at
    comment.save(update_fields=["picked_at"])
    Thread.objects.filter(pk=comment.thread_id).update(version=F("version") + 1)
    # What a reader has written may have to be forgotten, and the record's row can't be.
    record(act=act, about=comment, by=by, words=f"Comment {comment.pk}")
