"""Recommending a comment, and taking that back: one for each browser or account, never a vote against.

A recommendation is one row and touches nothing that pages read, so a storm of them leaves every cached
page as it is. What pages show follows in batches (`comments.ranking`).
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from comments import allowances
from comments.authorship import Author
from comments.marks import author_key
from comments.models import Comment, Recommendation
from comments.opening import read_opening
from comments.ranking import rank_soon
from comments.refusals import (
    NotRecommendable,
    OwnComment,
    TooManyComments,
    TooManyRecommendations,
)

VOTERS_KEPT = timedelta(days=90)
# Of one voter on one thread; a page shows far fewer comments.
MOST_KNOWN = 2000
# Ranking takes the thread's row whole: it waits for those who are recommending, and they for it.
HELD = "SELECT FROM comments_thread WHERE article_id = %s FOR KEY SHARE"
# The same name for the same voter on the same thread, by a secret that nobody has kept.
FORGET = """
UPDATE comments_recommendation SET voter_key = %(forgotten)s || left(
    encode(sha256(convert_to(%(secret)s || thread_id || voter_key, 'UTF8')), 'hex'), 31)
WHERE id IN (
    SELECT id FROM comments_recommendation
    WHERE created_at < %(before)s AND NOT voter_key LIKE '-%%'
    ORDER BY created_at LIMIT %(limit)s)
"""


@dataclass(frozen=True)
class Voter:
    """Who recommends: the account if there is one, else the browser; and from which address."""

    author: Author
    address_key: str = ""

    @property
    def key(self) -> str:
        """What the database knows the voter by."""
        return author_key(browser=self.author.browser, reader=self.author.reader)


@transaction.atomic
def recommend(comment: Comment, *, voter: Voter, now: datetime) -> None:
    """Store that a voter recommends a comment; the second time changes nothing.

    Raises NotRecommendable, OwnComment and TooManyRecommendations.
    """
    row = _recommendable(comment, now)
    if voter.author.wrote(row):
        raise OwnComment
    if not Recommendation.objects.filter(comment=row, voter_key=voter.key).exists():
        _take(voter, now)
        made = Recommendation(
            comment=row, thread_id=row.thread_id, voter_key=voter.key, created_at=now
        )
        Recommendation.objects.bulk_create([made], ignore_conflicts=True)
        rank_soon(row.thread_id, now=now)


@transaction.atomic
def take_back(comment: Comment, *, voter: Voter, now: datetime) -> None:
    """Undo a voter's recommendation; where there is none nothing changes. Raises NotRecommendable."""
    row = _recommendable(comment, now)
    if Recommendation.objects.filter(comment=row, voter_key=voter.key).delete()[0]:
        rank_soon(row.thread_id, now=now)


def is_recommended(comment: Comment, *, voter: Voter) -> bool:
    """Whether the voter recommends the comment."""
    return Recommendation.objects.filter(comment=comment, voter_key=voter.key).exists()


def recommended_on(article_id: int, *, voter: Voter) -> list[int]:
    """The keys of all comments on an article that a voter recommends."""
    rows = Recommendation.objects.filter(thread=article_id, voter_key=voter.key)
    return list(rows.order_by("comment_id").values_list("comment_id", flat=True)[:MOST_KNOWN])


def recommended_by(voter_key: str) -> QuerySet[Recommendation]:
    """All that an account or a browser recommends, as far as it is still known who did."""
    return Recommendation.objects.filter(voter_key=voter_key).exclude(
        voter_key__startswith=Recommendation.FORGOTTEN
    )


def forget(*, now: datetime, limit: int) -> int:
    """Forget who made so many old recommendations at most; they go on counting."""
    values: dict[str, str | datetime | int] = {
        "forgotten": Recommendation.FORGOTTEN,
        "secret": secrets.token_hex(),
        "before": now - VOTERS_KEPT,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(FORGET, values)
        return int(cursor.rowcount)


def count_old(now: datetime) -> int:
    """Of how many recommendations it is to be forgotten who made them."""
    old = Recommendation.objects.filter(created_at__lt=now - VOTERS_KEPT)
    return old.exclude(voter_key__startswith=Recommendation.FORGOTTEN).count()


def _recommendable(comment: Comment, now: datetime) -> Comment:
    with connection.cursor() as cursor:
        cursor.execute(HELD, [comment.thread_id])
    row = Comment.objects.published().filter(pk=comment.pk).first()
    if row is None or not read_opening(row.thread_id, at=now).is_open(at=now):
        raise NotRecommendable
    return row


def _take(voter: Voter, now: datetime) -> None:
    try:
        allowances.take(voter.address_key, now=now, pace=allowances.RECOMMENDING)
    except TooManyComments as refusal:
        raise TooManyRecommendations(refusal.seconds) from refusal
