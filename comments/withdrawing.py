"""Withdrawing: an author takes a comment back, at any time."""

from datetime import datetime

from django.db import transaction

from comments.authorship import Author
from comments.counting import count_change
from comments.models import Comment, ModerationEvent
from comments.refused_changes import NotChangeable, NotTheAuthor
from comments.reporting import drop_reports
from comments.threads import locked_thread

# What a moderator has ended stays as it was decided: a mark with its reason is not taken back.
WITHDRAWABLE = frozenset({Comment.State.HELD, Comment.State.PUBLISHED, Comment.State.HIDDEN})
REASON = "Withdrawn by its author."


@transaction.atomic
def withdraw(comment: Comment, *, author: Author, now: datetime) -> Comment:
    """Take a comment out of sight for good, whatever has changed since its author read it.

    Withdrawing again changes nothing. Replies to it stay, and a mark keeps their place. Raises
    NotTheAuthor and NotChangeable.
    """
    locked_thread(comment.thread_id)
    row = Comment.objects.get(pk=comment.pk)
    if not author.wrote(row):
        raise NotTheAuthor
    if row.state == Comment.State.WITHDRAWN:
        return row
    if row.state not in WITHDRAWABLE:
        raise NotChangeable
    before, row.state = row.state, Comment.State.WITHDRAWN
    row.revision_number += 1
    row.save(update_fields=["state", "revision_number"])
    ModerationEvent.objects.create(
        comment=row,
        revision_number=row.revision_number,
        from_state=before,
        to_state=row.state,
        reason=REASON,
        created_at=now,
    )
    count_change(row, before=before)
    drop_reports(row, now=now)
    return row
