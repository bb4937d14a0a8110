"""Moderation: every way in which a comment's state changes after it was posted.

A decision is one transaction: state, counters, an event that is never changed, the statement of reasons
that an author is owed, their notice, and a row of the record of acts. It is made about what the moderator
saw: if somebody else has decided meanwhile, it is refused as stale.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from comments.counting import count_change
from comments.models import Comment, ModerationEvent
from comments.models.notice import Notice
from comments.models.transitions import TRANSITIONS
from comments.notifying import notify, notify_of_reply
from comments.refusals import (
    DecisionRefused,
    NothingToUndo,
    NotPossible,
    ReasonMissing,
    StaleDecision,
)
from comments.reporting import settle_reports
from comments.statements import NO_GROUND, Ground, state_decision
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
    "keep",
    "mark_spam",
    "reject",
    "remove",
    "restore",
    "undo",
]

LONGEST_REASON = 300
# For how long somebody may take back what they decided last.
UNDO_WITHIN = timedelta(minutes=15)
State = Comment.State


@dataclass(frozen=True)
class Decision:
    """A row of the table of transitions: from which states it leads to which."""

    label: str
    of: frozenset[str]
    to: str
    act: Act
    needs_reason: bool = False
    # Whether it says that those were right who reported the comment; None leaves them waiting.
    upholds: bool | None = None


DECISIONS = {
    "approve": Decision(
        "Approve",
        frozenset({State.HELD, State.HIDDEN}),
        State.PUBLISHED,
        Act.COMMENT_APPROVED,
        upholds=False,
    ),
    "hide": Decision("Hide", frozenset({State.PUBLISHED}), State.HIDDEN, Act.COMMENT_HIDDEN),
    "remove": Decision(
        "Remove",
        frozenset({State.PUBLISHED, State.HIDDEN}),
        State.REMOVED,
        Act.COMMENT_REMOVED,
        needs_reason=True,
        upholds=True,
    ),
    "reject": Decision(
        "Reject",
        frozenset({State.HELD}),
        State.REJECTED,
        Act.COMMENT_REJECTED,
        needs_reason=True,
        upholds=True,
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
        upholds=True,
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


@dataclass(frozen=True)
class _Change:
    """What a decision makes of a comment: the state, why, and in whose name."""

    to: str
    act: Act
    by: User | None
    reason: str
    ground: Ground
    now: datetime


@transaction.atomic
def decide(
    comment: Comment,
    name: str,
    *,
    by: User | None,
    reason: str = "",
    ground: Ground = NO_GROUND,
    now: datetime | None = None,
) -> Comment:
    """Carry out a decision of DECISIONS about the comment as it was read; returns its new row.

    `comment.revision_number` is what the moderator saw. `by` is None only for programs. Readers see the
    class of the `ground` where there is one, and the author the words of the `reason`. Raises
    RightMissing, ReasonMissing, StaleDecision and NotPossible; nothing has changed then.
    """
    if by is not None:
        require(by, "comment.moderate", comment)
    decision = DECISIONS[name]
    reason = " ".join(reason.split())
    is_explained = bool(reason) or (bool(ground.public) and not ground.needs_words)
    if (decision.needs_reason and not is_explained) or len(reason) > LONGEST_REASON:
        raise ReasonMissing
    row = _as_seen(comment)
    if row.state not in decision.of:
        raise NotPossible(decision.label, row.get_state_display())
    now = now or timezone.now()
    change = _Change(decision.to, decision.act, by, reason, ground, now)
    is_reported = row.reports.open().exists()
    if is_reported and decision.upholds is not None:
        settle_reports(row, upheld=decision.upholds, by=by, now=now)
    return _carry_out(row, change, follows_notice=is_reported)


@transaction.atomic
def keep(comment: Comment, *, by: User, now: datetime | None = None) -> Comment:
    """Leave a published comment as it is, against those who have reported it; returns its row.

    Raises RightMissing, StaleDecision, and NotPossible where there is nothing to decide.
    """
    now = now or timezone.now()
    require(by, "comment.moderate", comment)
    row = _as_seen(comment)
    if row.state != State.PUBLISHED or not settle_reports(row, upheld=False, by=by, now=now):
        raise NotPossible("Keep", row.get_state_display())
    record(act=Act.COMMENT_KEPT, about=row, by=by, words=f"Comment {row.pk}")
    return row


@transaction.atomic
def undo(comment: Comment, *, by: User, now: datetime | None = None) -> Comment:
    """Take back what this moderator decided last about the comment, by a decision of its own.

    Raises RightMissing, StaleDecision, and NothingToUndo where it was somebody else, or too long ago.
    """
    now = now or timezone.now()
    require(by, "comment.moderate", comment)
    row = _as_seen(comment)
    events = list(row.events.select_related("statement").order_by("-pk")[:2])
    last = events[0] if events else None
    if (
        last is None
        or (last.revision_number, last.actor_id) != (row.revision_number, by.pk)
        or last.from_state not in TRANSITIONS[row.state]
        or now - last.created_at > UNDO_WITHIN
    ):
        raise NothingToUndo
    reason = _public_reason(events[1]) if len(events) > 1 else ""
    change = _Change(last.from_state, Act.COMMENT_DECISION_UNDONE, by, reason, NO_GROUND, now)
    return _carry_out(row, change, follows_notice=None)


def _public_reason(event: ModerationEvent) -> str:
    """What readers were told of a decision that is in force again."""
    statement = getattr(event, "statement", None)
    return str(statement.ground if statement else event.reason)


def _as_seen(comment: Comment) -> Comment:
    """The comment's row with its thread locked; raises StaleDecision if it is not as it was read."""
    locked_thread(comment.thread_id)
    row = Comment.objects.select_related("thread__article", "reader").get(pk=comment.pk)
    if row.revision_number != comment.revision_number:
        raise StaleDecision
    return row


def _carry_out(comment: Comment, change: _Change, *, follows_notice: bool | None) -> Comment:
    """Change the state with all that belongs to it; a former decision comes back with its own reasons."""
    before = comment.state
    event = _write(comment, change)
    if follows_notice is not None:
        state_decision(event, comment, ground=change.ground, follows_notice=follows_notice)
    _record(comment, change, before=before)
    count_change(comment, before=before)
    notify_of_reply(comment, now=change.now)
    if comment.state != State.SPAM:
        words = change.reason or change.ground.public
        notify(comment.reader, Notice.Kind.DECISION, comment, now=change.now, words=words)
    return comment


def _write(comment: Comment, change: _Change) -> ModerationEvent:
    before = comment.state
    comment.state = change.to
    comment.state_reason = change.ground.public or change.reason
    comment.revision_number += 1
    if change.to == State.PUBLISHED and comment.published_at is None:
        comment.published_at = change.now
    comment.save(update_fields=["state", "state_reason", "revision_number", "published_at"])
    return ModerationEvent.objects.create(
        comment=comment,
        revision_number=comment.revision_number,
        actor=change.by,
        from_state=before,
        to_state=comment.state,
        reason=change.reason or change.ground.public,
        created_at=change.now,
    )


def _record(comment: Comment, change: _Change, *, before: str) -> None:
    record(
        act=change.act,
        about=comment,
        by=change.by,
        before={"state": before},
        after={"state": comment.state, "reason": change.reason or change.ground.public},
        # What a reader has written may have to be forgotten, and this row can't be.
        words=f"Comment {comment.pk}",
    )
