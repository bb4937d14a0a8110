"""Appeals: an author asks that somebody else looks at a decision, and gets an answer in words.

Whoever decided first never decides about the appeal. Where nobody else has the right, it waits; a
moderator who opens it is told so.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from comments.appeal_refusals import (
    AnswerMissing,
    AppealDecided,
    AppealMade,
    AppealTooLate,
    AppealTooLong,
    AppealTooShort,
    OwnDecision,
)
from comments.models import Appeal, Comment, Sanction, StatementOfReasons
from comments.models.notice import Notice
from comments.moderation import DECISIONS, decide
from comments.notifying import notify
from comments.sanctions import end
from comments.threads import locked_thread
from newsportal.accounts.models import User
from newsportal.accounts.rights import can, require
from newsportal.audit.acts import Act
from newsportal.audit.recording import record

LONGEST_APPEAL = 3_000
FEWEST_WORDS = 5
LONGEST_ANSWER = 1_000
REVERSED = "The appeal was upheld."


def appeal(statement: StatementOfReasons, *, text: str, now: datetime) -> Appeal:
    """Ask for another look at a decision; the caller knows that its author asks.

    Raises AppealTooShort, AppealTooLong, AppealTooLate and AppealMade.
    """
    words = text.replace("\r\n", "\n").replace("\0", "").strip()
    if len(words.split()) < FEWEST_WORDS:
        raise AppealTooShort
    if len(words) > LONGEST_APPEAL:
        raise AppealTooLong(len(words), LONGEST_APPEAL)
    if not statement.can_be_appealed(at=now):
        raise AppealTooLate
    try:
        with transaction.atomic():
            return Appeal.objects.create(statement=statement, text=words, created_at=now)
    except IntegrityError as error:
        raise AppealMade from error


@transaction.atomic
def decide_appeal(
    made: Appeal, *, is_upheld: bool, by: User, words: str, now: datetime | None = None
) -> Appeal:
    """Answer an appeal. One that is upheld takes the decision back, by an event of its own.

    Raises RightMissing, OwnDecision, AnswerMissing and AppealDecided.
    """
    now = now or timezone.now()
    require(by, "appeal.decide", made)
    words = " ".join(words.split())
    if not words or len(words) > LONGEST_ANSWER:
        raise AnswerMissing
    statement = StatementOfReasons.objects.select_related("comment", "sanction").get(
        pk=made.statement_id
    )
    if statement.decided_by_id == by.pk:
        raise OwnDecision
    if statement.comment is not None:
        locked_thread(statement.comment.thread_id)
    row = Appeal.objects.select_for_update().get(pk=made.pk)
    if row.decided_at is not None:
        raise AppealDecided
    row.outcome = Appeal.Outcome.UPHELD if is_upheld else Appeal.Outcome.DISMISSED
    row.words, row.decided_at, row.decided_by = words, now, by
    row.save(update_fields=["outcome", "words", "decided_at", "decided_by"])
    if is_upheld:
        _reverse(statement, by=by, now=now)
    act = Act.APPEAL_UPHELD if is_upheld else Act.APPEAL_DISMISSED
    record(act=act, about=row, by=by, after={"words": words}, words=f"Appeal {row.pk}")
    if statement.comment is not None:
        reader = statement.comment.reader
        notify(reader, Notice.Kind.APPEAL, statement.comment, now=now, words=words)
    return row


def _reverse(statement: StatementOfReasons, *, by: User, now: datetime) -> None:
    """Take back what the statement is about, if it is still in force."""
    if statement.sanction is not None:
        sanction = Sanction.objects.get(pk=statement.sanction.pk)
        if sanction.is_in_force(at=now):
            end(sanction, by=by, now=now)
        return
    if statement.comment is None:
        return
    comment = Comment.objects.get(pk=statement.comment.pk)
    name = "approve" if comment.state == Comment.State.HIDDEN else "restore"
    if comment.state == statement.restriction and comment.state in DECISIONS[name].of:
        decide(comment, name, by=by, reason=REVERSED, now=now)


def deciders(made: Appeal) -> list[User]:
    """Who may answer an appeal: everybody with the right but whoever decided first."""
    staff = User.objects.filter(is_active=True, is_staff=True).prefetch_related("groups")
    first = made.statement.decided_by_id
    return [one for one in staff if one.pk != first and can(one, "appeal.decide", made)]
