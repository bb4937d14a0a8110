"""Errors that readers find in a story: to the desk, answered there, and credited by a correction.

A comment whose writer ticks "something in the story is wrong" stays a comment like any other, and is a
task for the desk as well. That it was ticked is not public: a mistake is nothing to point fingers at.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Edition
from articles.models.edition import TOLD
from comments.counting import count_change
from comments.models import Comment, ErrorReport, ModerationEvent, Notice, Thread
from comments.nicknames import nickname_key, nickname_look
from comments.notifying import notify
from comments.posting import post_comment
from comments.refusals import DecisionRefused
from comments.rendering import render_text
from comments.text import clean_text
from comments.threads import locked_thread
from newsportal.accounts.models import User
from newsportal.accounts.rights import require
from newsportal.audit.acts import Act
from newsportal.audit.recording import record
from newsportal.database.prepared import Prepared
from newsportal.http.addresses import path_of

# Who answers in public: the desk, whoever wrote the words.
NEWSROOM = "The newsroom"
State = ErrorReport.State
# What may become of a report that is in a state.
SETTLED_AS = {
    State.OPEN: frozenset({State.ANSWERED, State.CORRECTED, State.NOT_AN_ERROR}),
    State.ANSWERED: frozenset({State.CORRECTED, State.NOT_AN_ERROR}),
}


class AlreadySettled(DecisionRefused):
    """Somebody was faster, or there is nothing left to decide."""

    def __init__(self, report: ErrorReport) -> None:
        super().__init__(
            f"This is “{report.get_state_display()}” by now; somebody else has settled it. Look again."
        )


class WordsMissing(DecisionRefused):
    """The reader is owed an answer."""

    def __init__(self) -> None:
        super().__init__("Write what the reader shall know.")


@transaction.atomic
def report_error(comment: Comment, *, now: datetime) -> ErrorReport:
    """Tell the desk that the writer of a comment finds something in the story wrong; once a comment."""
    facts = {"article_id": comment.thread_id, "created_at": now}
    report, _ = ErrorReport.objects.get_or_create(comment=comment, defaults=facts)
    return report


def post_and_report(*, says_error: bool, now: datetime, **comment: Any) -> Comment:
    """Post a comment; where its writer finds an error, the desk is told in the same transaction.

    Takes and raises what `comments.posting.post_comment` does.
    """
    if not says_error:
        return post_comment(now=now, **comment)
    with transaction.atomic():
        posted = post_comment(now=now, **comment)
        report_error(posted, now=now)
    return posted


@transaction.atomic
def mark_as_error(comment: Comment, *, by: User, now: datetime | None = None) -> ErrorReport:
    """Hand a comment to the desk whose writer did not think of it; raises RightMissing."""
    require(by, "errorreport.mark", comment)
    facts = {
        "article_id": comment.thread_id,
        "created_at": now or timezone.now(),
        "marked_by": by,
    }
    report, is_new = ErrorReport.objects.get_or_create(comment=comment, defaults=facts)
    if is_new:
        record(act=Act.COMMENT_MARKED_AS_ERROR, about=comment, by=by, words=f"Comment {comment.pk}")
    return report


@transaction.atomic
def settle(
    report: ErrorReport, *, state: str, words: str, by: User, now: datetime | None = None
) -> ErrorReport:
    """Answer a report as it was read; returns its new row.

    The words stand below the comment as the newsroom's own, if readers see it, and its writer is told in
    any case. Raises RightMissing, TextRefused, WordsMissing and AlreadySettled; nothing has changed then.
    """
    require(by, "errorreport.settle", report)
    now = now or timezone.now()
    said = clean_text(words) if words.strip() else ""
    if not said and state != State.CORRECTED:
        raise WordsMissing
    thread = locked_thread(report.article_id)
    row = ErrorReport.objects.select_related("comment__root").get(pk=report.pk)
    if row.state != report.state or state not in SETTLED_AS.get(State(row.state), ()):
        raise AlreadySettled(row)
    if said and _is_shown(row.comment, thread, now):
        row.answer = _answer(row.comment, said, by=by, now=now)
    return _write(row, State(state), said or row.words, by=by, now=now)


@transaction.atomic
def credit(edition: Edition, comment_id: int, *, by: User) -> ErrorReport:
    """Let a correction name the comment that led to it; raises AlreadySettled where another one does.

    To be called in the transaction that publishes the correction.
    """
    locked_thread(edition.article_id)
    report = ErrorReport.objects.select_related("comment__root").get(
        pk=comment_id, article=edition.article_id
    )
    if report.correction_id is not None or edition.kind not in TOLD:
        raise AlreadySettled(report)
    report.correction = edition
    return _write(report, State.CORRECTED, report.words, by=by, now=timezone.now())


def of_article(article_id: int) -> QuerySet[ErrorReport]:
    """What readers found in a story, the oldest first, with the edition that each had read."""
    reports = ErrorReport.objects.filter(article=article_id).order_by("created_at", "pk")
    return reports.select_related("comment__edition", "correction")


def to_be_credited(article_id: int) -> QuerySet[ErrorReport]:
    """Those that a correction may name: their comments are shown, and no other correction does."""
    return of_article(article_id).filter(
        comment__state=Comment.State.PUBLISHED, correction__isnull=True
    )


def credits_of(article_id: int) -> dict[int, str]:
    """The addresses of the comments that corrections of a story credit, by the correction's number."""
    return dict(_CREDITS.rows(article=article_id))


def _credits(*, article: int) -> QuerySet[Any, Any]:
    credited = ErrorReport.objects.filter(
        article=article,
        correction__isnull=False,
        comment__state=Comment.State.PUBLISHED,
    ).exclude(comment__thread__mode=Thread.Mode.OFF)
    rows: QuerySet[Any, Any] = credited.order_by("comment")
    return rows.values("correction__number", "comment_id")


def _credit(correction_number: int, comment_id: int) -> tuple[int, str]:
    return correction_number, path_of("comment", comment_id)


_CREDITS = Prepared(_credits, _credit)


def _is_shown(comment: Comment, thread: Thread, now: datetime) -> bool:
    return (
        comment.state == Comment.State.PUBLISHED
        and thread.mode != Thread.Mode.OFF
        and Edition.objects.visible(at=now).filter(article=thread.pk).exists()
    )


def _answer(comment: Comment, words: str, *, by: User, now: datetime) -> Comment:
    """The newsroom's comment below a reader's; it is stored and counted like any other."""
    shown = Edition.objects.visible(at=now).filter(article=comment.thread_id)
    answer = Comment(
        thread_id=comment.thread_id,
        edition_id=shown.values_list("pk", flat=True)[0],
        parent=comment,
        root=comment.root or comment,
        nickname=NEWSROOM,
        nickname_key=nickname_key(NEWSROOM),
        nickname_look=nickname_look(NEWSROOM),
        text=words,
        body_html=render_text(words),
        state=Comment.State.PUBLISHED,
        created_at=now,
        published_at=now,
    )
    answer.save()
    ModerationEvent.objects.create(
        comment=answer,
        revision_number=answer.revision_number,
        actor=by,
        to_state=answer.state,
        reason="The newsroom answers.",
        created_at=now,
    )
    count_change(answer, before="")
    return answer


def _write(
    report: ErrorReport, state: State, words: str, *, by: User, now: datetime
) -> ErrorReport:
    before = report.state
    report.state, report.words = state, words
    report.settled_by, report.settled_at = by, now
    report.save()
    record(
        act=Act.COMMENT_ERROR_SETTLED,
        about=report.comment,
        by=by,
        before={"state": before},
        after={"state": state.value, "words": words, "correction": report.correction_id},
        words=f"Comment {report.comment_id}",
    )
    told = f"{state.label}: {words}" if words else state.label
    notify(report.comment.reader, Notice.Kind.CORRECTION, report.comment, now=now, words=told)
    return report
