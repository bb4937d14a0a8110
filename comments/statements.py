"""Statements of reasons: what an author is told about a decision against them, written with the decision.

The fields are those of Art. 17(3) of the Digital Services Act, Regulation (EU) 2022/2065. None is owed
for spam (Art. 17(2)).
"""

from dataclasses import dataclass
from datetime import timedelta

from articles.refusals import in_words
from comments.house_rules import HouseRule
from comments.models import Comment, ModerationEvent, Sanction, StatementOfReasons
from comments.models.statement import APPEAL_DAYS

Restriction = StatementOfReasons.Restriction
# The decisions about a comment that its author is owed reasons for, by the state to which they lead.
RESTRICTING = {
    Comment.State.HIDDEN: Restriction.HIDDEN,
    Comment.State.REMOVED: Restriction.REMOVED,
    Comment.State.REJECTED: Restriction.REJECTED,
}
HIDDEN_UNTIL_DECIDED = "A moderator is going to look at it and decide."


@dataclass(frozen=True)
class Ground:
    """On what a decision rests: a house rule, or a law; neither where only words are given."""

    rule: str = ""
    law: str = ""

    @property
    def rule_in_words(self) -> str:
        """The house rule as readers and authors read it."""
        return str(HouseRule(self.rule).label) if self.rule else ""

    @property
    def public(self) -> str:
        """What everybody is told: the class of the reason, not the words to the author."""
        return "Against the law" if self.law else self.rule_in_words

    @property
    def needs_words(self) -> bool:
        """Whether the ground says nothing without an explanation."""
        return not self.law and bool(self.rule) and HouseRule(self.rule).needs_words


NO_GROUND = Ground()


def state_decision(
    event: ModerationEvent, comment: Comment, *, ground: Ground, follows_notice: bool
) -> StatementOfReasons | None:
    """Write the statement about a decision that restricts a comment; None where none is owed.

    To be called in the decision's transaction.
    """
    restriction = RESTRICTING.get(Comment.State(event.to_state))
    if restriction is None:
        return None
    words = event.reason or ground.public or HIDDEN_UNTIL_DECIDED
    return StatementOfReasons.objects.create(
        event=event,
        comment=comment,
        restriction=restriction,
        where="This comment",
        facts=_facts(comment),
        follows_notice=follows_notice,
        is_detected_by_program=event.actor_id is None,
        law=ground.law,
        rule=ground.rule_in_words,
        explanation=words,
        appeal_until=event.created_at + timedelta(days=APPEAL_DAYS),
        created_at=event.created_at,
        decided_by=event.actor,
    )


def state_sanction(sanction: Sanction, *, ground: Ground) -> StatementOfReasons:
    """Write the statement about a sanction, in its transaction."""
    where = sanction.where
    return StatementOfReasons.objects.create(
        sanction=sanction,
        comment=sanction.comment,
        restriction=sanction.kind,
        where=f"{where[0].upper()}{where[1:]}",
        until=sanction.until,
        facts=_facts(sanction.comment) if sanction.comment else "What you wrote on this site.",
        follows_notice=False,
        is_detected_by_program=False,
        law=ground.law,
        rule=ground.rule_in_words,
        explanation=sanction.reason,
        appeal_until=sanction.starts_at + timedelta(days=APPEAL_DAYS),
        created_at=sanction.starts_at,
        decided_by=sanction.created_by,
    )


def _facts(comment: Comment) -> str:
    """Which comment it is about. It quotes nothing: what somebody wrote may have to be forgotten."""
    headline = comment.thread.article.headline
    return f"Your comment of {in_words(comment.created_at)} on “{headline}”."[:500]


def decision_on(comment: Comment) -> StatementOfReasons | None:
    """The statement about the decision that restricts a comment now; its author alone may read it."""
    if comment.state not in RESTRICTING:
        return None
    statements = StatementOfReasons.objects.filter(
        comment=comment,
        event__to_state=comment.state,
        event__revision_number__lte=comment.revision_number,
    )
    return statements.select_related("appeal").order_by("-pk").first()
