"""What readers see of a thread: conversations in two levels, page by page.

A page holds at most 25 conversations, each with its first 3 replies, and at most 60 comments in all; the
rest of a long one is on the page of the comment that heads it, 50 at a time. Whatever the thread's size,
a page costs the same two queries, and the article's own page stays small.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import accumulate
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONArray

from articles.paging import Cursor
from comments.models import Comment
from comments.models.comment import CommentQuerySet
from newsportal.database.prepared import Prepared
from newsportal.http.addresses import path_of

CONVERSATIONS = 25
FIRST_REPLIES = 3
COMMENTS = 60
REPLIES = 50
ANCESTORS = 20
COLUMNS = (
    "id",
    "nickname",
    "body_html",
    "created_at",
    "time_is_known",
    "is_namesake",
    "state",
    "state_reason",
    "parent__nickname",
    "parent__state",
)
# From the comment up to the head of its conversation, as far as a page shows it.
CHAIN = """
WITH RECURSIVE chain AS (
    SELECT parent_id, 1 AS distance FROM comments_comment WHERE id = %s
    UNION ALL
    SELECT above.parent_id, chain.distance + 1 FROM comments_comment above
    JOIN chain ON above.id = chain.parent_id WHERE chain.distance < %s
) SELECT parent_id FROM chain
"""


@dataclass(slots=True)
class ShownComment:
    """A comment as a page shows it. What readers may not see is not in it."""

    id: int
    state: str
    created_at: datetime
    time_is_known: bool
    nickname: str = ""
    body_html: str = ""
    tombstone_text: str = ""
    is_namesake: bool = False
    address: str = ""
    parent_nickname: str = ""
    replies: list["ShownComment"] = field(default_factory=list)
    has_more_replies: bool = False

    @property
    def is_tombstone(self) -> bool:
        """Whether there is only a mark in the comment's place."""
        return self.state != Comment.State.PUBLISHED

    @property
    def cursor(self) -> Cursor:
        """The cursor of the page that begins after this comment."""
        return Cursor(self.created_at, self.id)

    @property
    def url(self) -> str:
        """The page of the comment, for readers or for its author."""
        return self.address or path_of("comment", self.id)


type CommentsPage = tuple[list[ShownComment], Cursor | None]


def tombstone_text(state: str, reason: str) -> str:
    """What stands in the place of a comment that is not published."""
    if state == Comment.State.REMOVED:
        return f"A moderator removed this comment: {reason}"
    return "This comment is not shown."


def read_page(article_id: int, *, after: Cursor | None = None) -> CommentsPage:
    """A page of conversations, oldest first, and the cursor of the next page (None on the last)."""
    page = _conversations(length=CONVERSATIONS, replies=FIRST_REPLIES)
    heads = page.rows(thread=article_id, **_place(after))
    return _cut(heads, min(CONVERSATIONS, _fitting(heads)))


def read_replies(comment: Comment, *, after: Cursor | None = None) -> CommentsPage:
    """The replies below a comment and the next page's cursor: to a head the whole conversation."""
    replies = _replies(length=REPLIES)
    rows = replies.rows(comment=comment.pk, is_head=comment.root_id is None, **_place(after))
    return _cut(rows, REPLIES)


def read_ancestors(comment: Comment) -> list[ShownComment]:
    """What the comment answers, from the head of the conversation down: the nearest twenty."""
    if comment.parent_id is None:
        return []
    return _ANCESTORS.rows(comment=comment.pk, at_most=ANCESTORS)


def shown_comment(comment: Comment) -> ShownComment:
    """One comment for a page of its own."""
    (shown,) = _ONE.rows(comment=comment.pk)
    return shown


def own_comment(comment: Comment, *, address: str) -> ShownComment:
    """A comment as its author sees it, whatever readers see; `address` is the author's page of it."""
    return ShownComment(
        id=comment.pk,
        state=Comment.State.PUBLISHED,
        created_at=comment.created_at,
        time_is_known=comment.time_is_known,
        nickname=comment.nickname,
        body_html=comment.body_html,
        address=address,
    )


@cache
def _conversations(*, length: int, replies: int) -> Prepared[ShownComment]:
    first = (
        Comment.objects.shown()
        .filter(root=OuterRef("pk"), root__isnull=False)
        .oldest_first()
        .values(row=JSONArray(*COLUMNS))
    )

    def build(*, thread: int, at: datetime | None, key: int | None) -> QuerySet[Any, Any]:
        heads = _after(Comment.objects.filter(thread=thread).heads(), at, key)
        first_replies = ArraySubquery(first[: replies + 1])
        return _columns(heads, first_replies=first_replies)[: length + 1]

    def conversation(*columns: Any) -> ShownComment:
        *own, rows = columns
        shown = [_shown(*row) for row in rows]
        head = _shown(*own)
        head.replies = shown[:replies]
        head.has_more_replies = len(shown) > replies
        return head

    return Prepared(build, conversation, one_plan=True)


@cache
def _replies(*, length: int) -> Prepared[ShownComment]:
    def build(
        *, comment: int, is_head: bool, at: datetime | None, key: int | None
    ) -> QuerySet[Any, Any]:
        shown = _after(Comment.objects.shown(), at, key)
        below = Q(root=comment, root__isnull=False) if is_head else Q(parent=comment)
        return _columns(shown.filter(below))[: length + 1]

    return Prepared(build, _shown, one_plan=True)


def _columns(comments: CommentQuerySet, **more: Any) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = comments.values(*COLUMNS, **more)
    return rows


def _after(comments: CommentQuerySet, at: datetime | None, key: int | None) -> CommentQuerySet:
    oldest_first = comments.oldest_first()
    return oldest_first if at is None or key is None else oldest_first.after(at, key)


def _place(cursor: Cursor | None) -> dict[str, Any]:
    return {"at": cursor.at, "key": cursor.key} if cursor else {"at": None, "key": None}


def _chain(*, comment: int, at_most: int) -> QuerySet[Any, Any]:
    above = Q(pk__in=RawSQL(CHAIN, (comment, at_most)))  # noqa: S611 -- both values are parameters
    return _columns(Comment.objects.filter(above).order_by("id"))


def _one(*, comment: int) -> QuerySet[Any, Any]:
    return _columns(Comment.objects.filter(pk=comment))


def _fitting(heads: list[ShownComment]) -> int:
    """How many conversations, with the replies that are shown, fit onto a page; the first always does."""
    comments = accumulate(1 + len(head.replies) for head in heads)
    return max(1, sum(number <= COMMENTS for number in comments))


def _cut(comments: list[ShownComment], length: int) -> CommentsPage:
    page = comments[:length]
    return page, page[-1].cursor if len(comments) > length else None


def _shown(
    id: int,  # noqa: A002 -- the column
    nickname: str,
    body_html: str,
    created_at: datetime | str,
    time_is_known: bool,
    is_namesake: bool,
    state: str,
    state_reason: str,
    parent_nickname: str | None,
    parent_state: str | None,
) -> ShownComment:
    """A comment of the columns, in their order."""
    # PostgreSQL writes a time inside JSON as ISO 8601.
    at = datetime.fromisoformat(created_at) if isinstance(created_at, str) else created_at
    comment = ShownComment(id=id, state=state, created_at=at, time_is_known=time_is_known)
    if state == Comment.State.PUBLISHED:
        comment.nickname = nickname
        comment.body_html = body_html
        comment.is_namesake = is_namesake
        if parent_state == Comment.State.PUBLISHED:
            comment.parent_nickname = parent_nickname or ""
    else:
        comment.tombstone_text = tombstone_text(state, state_reason)
    return comment


_ANCESTORS = Prepared(_chain, _shown)
_ONE = Prepared(_one, _shown)
