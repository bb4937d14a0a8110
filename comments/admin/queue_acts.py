"""What a moderator does in the queue with one press, in the words that they then read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db import transaction

from comments.house_rules import HouseRule
from comments.models import Comment
from comments.moderation import decide, keep, undo
from comments.picking import pick
from comments.queue.authors import branch_below
from comments.queue.claiming import skip
from comments.refusals import DecisionRefused
from comments.statements import Ground
from newsportal.accounts.models import User

State = Comment.State
ACTS = frozenset({"approve", "hide", "remove", "spam", "pick", "skip"})
# What "remove" means for a comment that readers see, and for one that they never saw.
REMOVING = {State.HELD: "reject"}
IN_BRANCH = {State.PUBLISHED: "remove", State.HIDDEN: "remove", State.HELD: "reject"}


@dataclass
class Sent:
    """What was sent about a comment, as it was typed."""

    act: str
    comment: Comment
    rule: str = ""
    law: str = ""
    reason: str = ""
    with_branch: bool = False
    is_incomplete: bool = False

    @classmethod
    def read(cls, posted: Mapping[str, Any], comment: Comment) -> Self:
        """The fields of the form; a rule that is none of the list is left out."""
        rule = posted.get("rule", "")
        return cls(
            act=posted.get("do", ""),
            comment=comment,
            rule=rule if rule in HouseRule.values else "",
            law=" ".join(posted.get("law", "").split())[:200],
            reason=posted.get("reason", ""),
            with_branch="branch" in posted,
        )

    @property
    def ground(self) -> Ground:
        """On what the decision rests; a law outweighs a rule."""
        return Ground(law=self.law) if self.law else Ground(rule=self.rule)


@dataclass(frozen=True)
class Done:
    """What was done, in words, and what may be taken back: the comment and its revision by now."""

    words: str
    to_undo: list[int] | None = None


def carry_out(sent: Sent, *, by: User, now: datetime) -> Done:
    """Do it. Raises DecisionRefused; nothing has changed then."""
    comment, name = sent.comment, sent.comment.nickname
    match sent.act:
        case "skip":
            skip(comment.pk, by)
            return Done(f"Skipped: {name}. A colleague gets it.")
        case "approve" if comment.state == State.PUBLISHED:
            keep(comment, by=by, now=now)
            return Done(f"Kept: {name}.")
        case "pick":
            return _picked(comment, by=by, now=now)
        case "remove":
            return _removed(sent, by=by, now=now)
    decision = {"spam": "mark_spam"}.get(sent.act, sent.act)
    decided = decide(comment, decision, by=by, now=now)
    return Done(f"{decided.get_state_display()}: {name}.", [decided.pk, decided.revision_number])


@transaction.atomic
def _picked(comment: Comment, *, by: User, now: datetime) -> Done:
    """Show it, if readers don't see it yet, and pick it."""
    decided = comment
    if comment.state != State.PUBLISHED:
        decided = decide(comment, "approve", by=by, now=now)
    pick(decided, by=by, now=now)
    return Done(f"Picked: {comment.nickname}.")


def _removed(sent: Sent, *, by: User, now: datetime) -> Done:
    """Remove or reject, and on wish all that answers it, each by a decision of its own."""
    comment = sent.comment
    name = REMOVING.get(State(comment.state), "remove")
    below = branch_below(comment) if sent.with_branch else []
    decided = decide(comment, name, by=by, reason=sent.reason, ground=sent.ground, now=now)
    count = 0
    for answer in below:
        if answer.state in IN_BRANCH:
            try:
                act = IN_BRANCH[State(answer.state)]
                decide(answer, act, by=by, reason=sent.reason, ground=sent.ground, now=now)
            except DecisionRefused:
                continue
            count += 1
    words = f"{decided.get_state_display()}: {comment.nickname}."
    if sent.with_branch:
        words = f"{words} With it {count} of {len(below)} answers."
    return Done(words, [decided.pk, decided.revision_number])


def undo_last(last: list[int], *, by: User, now: datetime) -> str:
    """Take a decision back; what became of it in words. Raises DecisionRefused."""
    key, revision = last
    comment = Comment.objects.select_related("thread__article").get(pk=key)
    comment.revision_number = revision
    undone = undo(comment, by=by, now=now)
    return f"Taken back: {undone.nickname}. {undone.get_state_display()}."
