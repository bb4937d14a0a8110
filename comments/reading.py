"""What readers see of a thread: conversations in two levels, page by page.

A page holds at most 50 conversations, each with its first 10 replies; the rest of a long one is on the
page of the comment that heads it, 50 at a time. Whatever the thread's size, a page costs the same two
queries.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from articles.paging import Cursor
from comments.models import Comment
from newsportal.http.addresses import path_of

CONVERSATIONS = 50
FIRST_REPLIES = 10
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


@dataclass
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
    heads = Comment.objects.filter(thread=article_id).heads().oldest_first()
    if after:
        heads = heads.after(after.at, after.key)
    rows = heads.annotate(first_replies=_first_replies()).values(*COLUMNS, "first_replies")
    return _cut(rows, CONVERSATIONS)


def read_replies(comment: Comment, *, after: Cursor | None = None) -> CommentsPage:
    """The replies below a comment and the next page's cursor: to a head the whole conversation."""
    replies = Comment.objects.shown().oldest_first()
    if comment.root_id is None:
        replies = replies.filter(root=comment, root__isnull=False)
    else:
        replies = replies.filter(parent=comment)
    if after:
        replies = replies.after(after.at, after.key)
    return _cut(replies.values(*COLUMNS), REPLIES)


def read_ancestors(comment: Comment) -> list[ShownComment]:
    """What the comment answers, from the head of the conversation down: the nearest twenty."""
    if comment.parent_id is None:
        return []
    chain = Q(pk__in=RawSQL(CHAIN, (comment.pk, ANCESTORS)))  # noqa: S611 -- both values are parameters
    rows = Comment.objects.filter(chain).order_by("id").values(*COLUMNS)
    return [_shown(row) for row in rows]


def shown_comment(comment: Comment) -> ShownComment:
    """One comment for a page of its own."""
    return _shown(Comment.objects.filter(pk=comment.pk).values(*COLUMNS).get())


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


def _first_replies() -> ArraySubquery:
    replies = (
        Comment.objects.shown()
        .filter(root=OuterRef("pk"), root__isnull=False)
        .oldest_first()
        .values(row=JSONObject(**{column: column for column in COLUMNS}))
    )
    return ArraySubquery(replies[: FIRST_REPLIES + 1])


def _cut(rows: QuerySet[Comment, dict[str, Any]], length: int) -> CommentsPage:
    comments = [_shown(row) for row in rows[: length + 1]]
    page = comments[:length]
    return page, page[-1].cursor if len(comments) > length else None


def _shown(row: Mapping[str, Any]) -> ShownComment:
    published = row["state"] == Comment.State.PUBLISHED
    comment = ShownComment(
        id=row["id"],
        state=row["state"],
        created_at=_moment(row["created_at"]),
        time_is_known=row["time_is_known"],
    )
    if published:
        comment.nickname = row["nickname"]
        comment.body_html = row["body_html"]
        comment.is_namesake = row["is_namesake"]
        if row["parent__state"] == Comment.State.PUBLISHED:
            comment.parent_nickname = row["parent__nickname"]
    else:
        comment.tombstone_text = tombstone_text(row["state"], row["state_reason"])
    _add_replies(comment, row.get("first_replies", ()))
    return comment


def _add_replies(comment: ShownComment, rows: Iterable[Mapping[str, Any]]) -> None:
    replies = [_shown(row) for row in rows]
    comment.replies = replies[:FIRST_REPLIES]
    comment.has_more_replies = len(replies) > FIRST_REPLIES


def _moment(value: datetime | str) -> datetime:
    """PostgreSQL writes a time inside JSON as ISO 8601."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value
