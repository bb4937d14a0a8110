"""Handing an article over: from whoever writes it to whoever approves it, and back.

An approval is of one revision: a text that was changed after it is not approved any more, and may be
approved again. What happens here shows readers nothing, and publishing ends it. Every function locks the
article's row, so that two colleagues are served one after the other.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.editing import record_revision
from articles.models import Article, HandOver, Publication, Revision
from articles.refusals import (
    ApprovalMissing,
    ApprovedAlready,
    HandedOverMeanwhile,
    NoteMissing,
    NothingSubmitted,
    OwnWork,
    SubmittedAlready,
    SubmittedByAnother,
    TimeIsPast,
)
from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record

Kind = HandOver.Kind
ACTS = {
    Kind.SUBMIT: Act.ARTICLE_SUBMITTED,
    Kind.TAKE_BACK: Act.ARTICLE_TAKEN_BACK,
    Kind.RETURN: Act.ARTICLE_RETURNED,
    Kind.APPROVE: Act.ARTICLE_APPROVED,
}


@transaction.atomic
def submit(
    article: Article, *, by: User, note: str = "", due_at: datetime | None = None
) -> HandOver:
    """Hand the working copy to those who may approve it, and say until when it is needed.

    Raises SubmittedAlready, ApprovedAlready, TimeIsPast.
    """
    standing = _lock(article)
    now = timezone.now()
    if due_at is not None and due_at <= now:
        raise TimeIsPast(now)
    revision = record_revision(article, by=by, now=now)
    if standing is not None and standing.kind == Kind.SUBMIT:
        raise SubmittedAlready(standing)
    _refuse_if_approved(standing, revision)
    return _hand_over(article, Kind.SUBMIT, revision, by=by, at=now, note=note, due_at=due_at)


@transaction.atomic
def take_back(article: Article, *, by: User) -> HandOver:
    """Make a draft again of what one has submitted oneself.

    Raises NothingSubmitted, SubmittedByAnother.
    """
    standing = _lock(article)
    if standing is None or standing.kind != Kind.SUBMIT:
        raise NothingSubmitted
    if standing.created_by != by:
        raise SubmittedByAnother(standing)
    return _hand_over(article, Kind.TAKE_BACK, standing.revision, by=by, at=timezone.now())


@transaction.atomic
def send_back(article: Article, *, by: User, note: str) -> HandOver:
    """Return what was submitted or approved to whoever submitted it, who reads in the note what to mend.

    Raises NoteMissing, NothingSubmitted.
    """
    if not note.strip():
        raise NoteMissing
    standing = _lock(article)
    if standing is None or standing.kind == Kind.RETURN:
        raise NothingSubmitted
    now = timezone.now()
    revision = record_revision(article, by=by, now=now)
    author = _last_submission(article).created_by
    return _hand_over(article, Kind.RETURN, revision, by=by, at=now, note=note, returned_to=author)


@transaction.atomic
def approve(article: Article, *, by: User, note: str = "") -> HandOver:
    """Say that the working copy as it is may be published.

    Raises NothingSubmitted, ApprovedAlready and, where the newspaper asks for a second person, OwnWork.
    """
    standing = _lock(article)
    if standing is None or standing.kind == Kind.RETURN:
        raise NothingSubmitted
    now = timezone.now()
    revision = record_revision(article, by=by, now=now)
    _refuse_if_approved(standing, revision)
    if Publication.objects.current().needs_approval and _is_own_work(article, revision, by.pk):
        raise OwnWork
    return _hand_over(
        article, Kind.APPROVE, revision, by=by, at=now, note=note, due_at=standing.due_at
    )


def require_approval(article: Article, *, by: User) -> None:
    """Refuse a text that nobody but its author has approved, where the newspaper asks for that.

    The author is whoever submitted it and whoever wrote last. The caller has locked the article's row.
    Raises ApprovalMissing.
    """
    if not Publication.objects.current().needs_approval:
        return
    revision = record_revision(article, by=by)
    last = revision.hand_overs.filter(article=article).order_by("-number").first()
    if last is None or last.kind != Kind.APPROVE:
        raise ApprovalMissing
    if _is_own_work(article, revision, last.created_by_id):
        raise ApprovalMissing


def check_hand_over(article: Article, seen: int) -> None:
    """Raise HandedOverMeanwhile unless that is the number of the latest hand-over; 0 is none.

    Locks the article's row, so that it stays so until the end of the transaction.
    """
    _lock(article)
    last = article.hand_overs.select_related("created_by").order_by("-number").first()
    if last is not None and last.number != seen:
        raise HandedOverMeanwhile(last)


def settle(article: Article) -> None:
    """An edition was made: the article waits for nobody any more."""
    article.hand_overs.filter(is_standing=True).update(is_standing=False)


def unsettle(article: Article, revision_id: int) -> None:
    """An edition of that revision was cancelled before anybody saw it: the article waits as before."""
    last = article.hand_overs.order_by("-number").first()
    if last is not None and last.revision_id == revision_id and last.kind != Kind.TAKE_BACK:
        article.hand_overs.filter(pk=last.pk).update(is_standing=True)


def _lock(article: Article) -> HandOver | None:
    """What the article waits on; its row is locked from here on."""
    Article.objects.select_for_update().get(pk=article.pk)
    standing = article.hand_overs.filter(is_standing=True)
    return standing.select_related("created_by", "revision").first()


def _hand_over(
    article: Article,
    kind: HandOver.Kind,
    revision: Revision,
    *,
    by: User,
    at: datetime,
    note: str = "",
    due_at: datetime | None = None,
    returned_to: User | None = None,
) -> HandOver:
    last = article.hand_overs.order_by("-number").first()
    settle(article)
    made = HandOver.objects.create(
        article=article,
        number=last.number + 1 if last else 1,
        kind=kind,
        revision=revision,
        note=note.strip(),
        due_at=due_at,
        returned_to=returned_to,
        created_at=at,
        created_by=by,
        is_standing=kind != Kind.TAKE_BACK,
    )
    after = {"version": revision.number, "note": made.note, "due_at": due_at}
    before = {"hand_over": last.kind} if last and last.is_standing else None
    record(act=ACTS[kind], about=article, by=by, before=before, after=after)
    return made


def _refuse_if_approved(standing: HandOver | None, revision: Revision) -> None:
    if standing is None or standing.kind != Kind.APPROVE:
        return
    if standing.revision_id == revision.pk:
        raise ApprovedAlready(standing)


def _last_submission(article: Article) -> HandOver:
    submissions = article.hand_overs.filter(kind=Kind.SUBMIT).select_related("created_by")
    return submissions.order_by("-number")[0]


def _is_own_work(article: Article, revision: Revision, user_id: int) -> bool:
    return user_id in {revision.created_by_id, _last_submission(article).created_by_id}
