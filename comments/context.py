"""A comment where it stands: what it answers, what answers it, and the conversations around its own.

Found by keys and not by the number of a page: whatever the thread's size, and wherever the comment is.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL

from articles.paging import MOST_KEY, Cursor
from comments.models import Comment
from comments.orders import Order, values_of
from comments.reading import columns_of, read_replies, sorted_from
from comments.shown import ShownComment, shown
from newsportal.database.prepared import Prepared

ANCESTORS = 20
AROUND = 12
# From the comment up to the head of its conversation, as far as a page shows it.
CHAIN = """
WITH RECURSIVE chain AS (
    SELECT id, parent_id, 0 AS distance FROM comments_comment WHERE id = %s
    UNION ALL
    SELECT above.id, above.parent_id, chain.distance + 1 FROM comments_comment above
    JOIN chain ON above.id = chain.parent_id WHERE chain.distance < %s
) SELECT id FROM chain
"""


class Context(NamedTuple):
    """A comment's own page. `head` is the place of its conversation among those of the thread."""

    thread_id: int
    head: Cursor
    comment: ShownComment
    ancestors: list[ShownComment]
    replies: list[ShownComment]
    following: Cursor | None


class Around(NamedTuple):
    """The conversations before and after one, without their replies."""

    before: list[ShownComment]
    after: list[ShownComment]


class _Linked(NamedTuple):
    comment: ShownComment
    thread_id: int
    root_id: int | None
    head_at: datetime | None


def read_context(comment_id: int, *, after: Cursor | None = None) -> Context | None:
    """The comment between what it answers (the nearest twenty) and a page of what answers it.

    None where readers find nothing: it is not shown, and no conversation hangs on its place. Whether
    the article is visible, and its thread switched on, is for the caller to know.
    """
    rows = _CHAIN.rows(comment=comment_id, at_most=ANCESTORS) if comment_id <= MOST_KEY else []
    found = next((row for row in rows if row.comment.id == comment_id), None)
    if found is None or (found.comment.state not in Comment.SHOWN and found.root_id is not None):
        return None
    is_head = found.root_id is None
    replies, following = read_replies(comment_id, is_head=is_head, after=after)
    if found.comment.state not in Comment.SHOWN and not replies:
        return None
    comment = found.comment
    return Context(
        thread_id=found.thread_id,
        head=Cursor(found.head_at or comment.created_at, found.root_id or comment.id),
        comment=comment,
        ancestors=[row.comment for row in rows if row is not found],
        replies=replies,
        following=following,
    )


def read_around(article_id: int, head: Cursor) -> Around:
    """The twelve conversations before and the twelve after one of an article, oldest first."""
    rows = _AROUND.rows(thread=article_id, **values_of(head))
    rows.sort(key=lambda one: (one.created_at, one.id))
    place = (head.at, head.key)
    return Around(
        before=[one for one in rows if (one.created_at, one.id) < place],
        after=[one for one in rows if (one.created_at, one.id) > place],
    )


def _chain(*, comment: int, at_most: int) -> QuerySet[Any, Any]:
    chain = RawSQL(CHAIN, (comment, at_most))  # noqa: S611 -- both values are parameters
    return columns_of(
        Comment.objects.filter(pk__in=chain).order_by("id"),
        of_thread=F("thread_id"),
        of_root=F("root_id"),
        head_at=F("root__created_at"),
    )


def _linked(*columns: Any) -> _Linked:
    return _Linked(shown(*columns[:-3]), *columns[-3:])


def _around(*, thread: int, at: datetime, key: int) -> QuerySet[Any, Any]:
    def side(*, backwards: bool) -> QuerySet[Any, Any]:
        heads = Comment.objects.filter(thread=thread).heads()
        nearest = sorted_from(heads, Order.OLDEST, at, key, backwards=backwards)
        return columns_of(nearest, any_reply=F("first_reply"))[:AROUND]

    return side(backwards=True).union(side(backwards=False), all=True)


def _alone(*columns: Any) -> ShownComment:
    """A head that says only whether there are replies."""
    head = shown(*columns[:-1])
    head.has_more_replies = columns[-1] is not None
    return head


_CHAIN: Prepared[_Linked] = Prepared(_chain, _linked)
_AROUND: Prepared[ShownComment] = Prepared(_around, _alone, one_plan=True)
