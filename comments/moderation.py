"""Moderation: every way in which a comment's state changes after it was posted.

A decision is one transaction: state, counters, an event that is never changed, and a row of the record
of acts. It is made about
what the moderator saw: if somebody else has decided meanwhile, it is refused as stale.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from comments.counting import count_change
from comments.models import Comment, ModerationEvent
from comments.notifying import notify_of_reply
from comments.refusals import DecisionRefused, NotPossible, ReasonMissing, StaleDecision
from comments.threads import locked_thread
from newsportal.accounts.models import User
from newsportal.accounts.rights import require
from newsportal.audit.acts import Act
from newsportal.audit.recording import record

__all__ = [
    "DECISIONS",
    "DecisionRefused",
    "approve",
    "decide",
    "hide",
    "mark_spam",
    "reject",
    "remove",
    "restore",
]

LONGEST_REASON = 300
State = Comment.State


@dataclass(frozen=True)
class Decision:
    """A row of the table of transitions: from which states it leads to which."""

    label: str
    of: frozenset[str]
    to: str
    act: Act
    needs_reason: bool = False


DECISIONS = {
    "approve": Decision(
        "Approve",
        frozenset({State.HELD, State.HIDDEN}),
        State.PUBLISHED,
        Act.COMMENT_APPROVED,
    ),
    "hide": Decision("Hide", frozenset({State.PUBLISHED}), State.HIDDEN, Act.COMMENT_HIDDEN),
    "remove": Decision(
        "Remove",
        frozenset({State.PUBLISHED, State.HIDDEN}),
        State.REMOVED,
        Act.COMMENT_REMOVED,
        needs_reason=True,
    ),
    "reject": Decision(
        "Reject",
        frozenset({State.HELD}),
        State.REJECTED,
        Act.COMMENT_REJECTED,
        needs_reason=True,
    ),
    "restore": Decision(
        "Restore",
        frozenset({State.REMOVED, State.REJECTED, State.SPAM}),
        State.PUBLISHED,
        Act.COMMENT_RESTORED,
    ),
    "mark_spam": Decision(
        "Mark as spam",
        frozenset({State.HELD, State.PUBLISHED, State.HIDDEN}),
        State.SPAM,
        Act.COMMENT_MARKED_SPAM,
    ),
}


def approve(comment: Comment, *, by: User | None, now: datetime | None = None) -> Comment:
    """Show a comment that was held or hidden."""
    return decide(comment, "approve", by=by, now=now)


def hide(comment: Comment, *, by: User | None, now: datetime | None = None) -> Comment:
    """Take a published comment out of sight until somebody decides about it."""
    return decide(comment, "hide", by=by, now=now)


def remove(
    comment: Comment, *, by: User | None, reason: str, now: datetime | None = None
) -> Comment:
    """Put a mark in the place of a comment that was public; readers see the reason."""
    return decide(comment, "remove", by=by, reason=reason, now=now)


def reject(
    comment: Comment, *, by: User | None, reason: str, now: datetime | None = None
) -> Comment:
    """Refuse a held comment; readers never saw it."""
    return decide(comment, "reject", by=by, reason=reason, now=now)


def restore(comment: Comment, *, by: User | None, now: datetime | None = None) -> Comment:
    """Undo a removal, a rejection or a mark as spam."""
    return decide(comment, "restore", by=by, now=now)


def mark_spam(comment: Comment, *, by: User | None, now: datetime | None = None) -> Comment:
    """Take advertising away without a mark."""
    return decide(comment, "mark_spam", by=by, now=now)


@transaction.atomic
def decide(
    comment: Comment,
    name: str,
    *,
    by: User | None,
    reason: str = "",
    now: datetime | None = None,
) -> Comment:
    """Carry out a decision of DECISIONS about the comment as it was read; returns its new row.

    `comment.revision_number` is what the moderator saw. `by` is None only for commands. Raises
    RightMissing, ReasonMissing, StaleDecision and NotPossible; nothing has changed then.
    """
    if by is not None:
        require(by, "comment.moderate", comment)
    decision = DECISIONS[name]
    reason = " ".join(reason.split())
    if (decision.needs_reason and not reason) or len(reason) > LONGEST_REASON:
        raise ReasonMissing
    locked_thread(comment.thread_id)
    row = Comment.objects.get(pk=comment.pk)
    if row.revision_number != comment.revision_number:
        raise StaleDecision
    if row.state not in decision.of:
        raise NotPossible(decision.label, row.get_state_display())
    return _carry_out(row, decision, by=by, reason=reason, now=now or timezone.now())


def _carry_out(
    comment: Comment, decision: Decision, *, by: User | None, reason: str, now: datetime
) -> Comment:
    before = comment.state
    comment.state = decision.to
    comment.state_reason = reason
    comment.revision_number += 1
    if decision.to == State.PUBLISHED and comment.published_at is None:
        comment.published_at = now
    comment.save(update_fields=["state", "state_reason", "revision_number", "published_at"])
    ModerationEvent.objects.create(
        comment=comment,
        revision_number=comment.revision_number,
        actor=by,
        from_state=before,
        to_state=comment.state,
        reason=reason,
        created_at=now,
    )
    record(
        act=decision.act,
        about=comment,
        by=by,
        before={"state": before},
        after={"state": comment.state, "reason": reason},
        # What a reader has written may have to be forgotten, and this row can't be.
        words=f"Comment {comment.pk}",
    )
    count_change(comment, before=before)
    notify_of_reply(comment, now=now)
    return comment
