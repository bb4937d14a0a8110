"""What readers see of a thread: conversations in two levels, page by page, in four orders.

A page holds at most 25 conversations, each with its first 3 replies, and at most 42 comments in all, or
as many as leave it small enough for a phone; the rest of a long one is on the page of the comment that
heads it, 40 at a time. Whatever the thread's size and however deep the page, it is one query.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.db.models.functions import JSONArray

from articles.paging import Cursor
from comments.models import Comment
from comments.models.comment import CommentQuerySet
from comments.orders import Order, Place, sort_terms, values_of
from comments.shown import COLUMNS, ShownComment, own_comment, shown, tombstone_text
from newsportal.database.prepared import Prepared

__all__ = [
    "ShownComment",
    "own_comment",
    "read_page",
    "read_replies",
    "shown_comment",
    "tombstone_text",
]

CONVERSATIONS = 25
FIRST_REPLIES = 3
COMMENTS = 42
REPLIES = 40
# What a page's comments may have in bytes, and what each takes besides its words.
BYTES = 53_000
MARKUP = 900


class ThreadPage(NamedTuple):
    """A page of a thread, and the places that the pages before and after it end and begin at.

    None where there is nothing more.
    """

    comments: list[ShownComment]
    preceding: Place | None
    following: Place | None


def read_page(
    article_id: int,
    *,
    order: Order = Order.OLDEST,
    after: Place | None = None,
    before: Place | None = None,
) -> ThreadPage:
    """The page behind a place, or the one that ends before it; without either the first."""
    place, backwards = (before, True) if before else (after, False)
    read = _picks if order is Order.PICKS else _conversations
    length, replies = CONVERSATIONS, FIRST_REPLIES
    page = read(order, backwards=backwards, length=length, replies=replies)
    rows = page.rows(thread=article_id, **values_of(place))
    page_rows = rows[: min(CONVERSATIONS, _fitting(rows))]
    has_more = len(rows) > len(page_rows)
    if backwards:
        page_rows.reverse()
    ends = (
        [order.place_of(page_rows[0]), order.place_of(page_rows[-1])] if page_rows else [None] * 2
    )
    return ThreadPage(
        comments=page_rows,
        # Where a reader came from there is something, unless it was removed meanwhile.
        preceding=ends[0] if (has_more if backwards else after) else None,
        following=ends[1] if (backwards or has_more) else None,
    )


def read_replies(
    comment_id: int, *, is_head: bool, after: Cursor | None = None
) -> tuple[list[ShownComment], Cursor | None]:
    """The replies below a comment and the next page's cursor: to a head the whole conversation."""
    replies = _replies(length=REPLIES)
    rows = replies.rows(comment=comment_id, is_head=is_head, **values_of(after))
    page = rows[:REPLIES]
    if len(rows) == len(page):
        return page, None
    return page, Cursor(page[-1].created_at, page[-1].id)


def shown_comment(comment: Comment) -> ShownComment:
    """One comment for a page of its own."""
    (found,) = _ONE.rows(comment=comment.pk)
    return found


def columns_of(comments: CommentQuerySet, **more: Any) -> QuerySet[Any, Any]:
    """What `shown` takes; what is added follows it."""
    rows: QuerySet[Any, Any] = comments.values(*COLUMNS, **more)
    return rows


def sorted_from(
    comments: CommentQuerySet,
    order: Order,
    at: datetime | float | None,
    key: int | None,
    *,
    backwards: bool = False,
) -> CommentQuerySet:
    """The comments behind a place in an order, or those before it from the nearest on.

    Column and key are compared as one, so that a page of a thousand comments of one moment begins in
    the index where it begins.
    """
    ordered = comments.order_by(*sort_terms(order, backwards=backwards))
    if at is None or key is None:
        return ordered
    lies = TupleLessThan if order.is_descending != backwards else TupleGreaterThan
    return ordered.filter(lies((F(order.column), F("id")), (at, key)))


@cache
def _conversations(
    order: Order, *, backwards: bool, length: int, replies: int
) -> Prepared[ShownComment]:
    first = (
        Comment.objects.shown()
        .filter(root=OuterRef("pk"), root__isnull=False)
        .oldest_first()
        .values(row=JSONArray(*COLUMNS))
    )

    def build(thread: int, at: Any, key: int | None) -> QuerySet[Any, Any]:
        heads = Comment.objects.filter(thread=thread).heads()
        page = sorted_from(heads, order, at, key, backwards=backwards)
        return columns_of(page, first_replies=ArraySubquery(first[: replies + 1]))[: length + 1]

    def conversation(*columns: Any) -> ShownComment:
        *own, rows = columns
        found = [shown(*row) for row in rows]
        head = shown(*own)
        head.replies = found[:replies]
        head.has_more_replies = len(found) > replies
        return head

    return _prepared(order, build, conversation)


@cache
def _picks(order: Order, *, backwards: bool, length: int, replies: int) -> Prepared[ShownComment]:
    """Single comments, so of no reply more than its own place in the thread is told."""
    del replies

    def build(thread: int, at: Any, key: int | None) -> QuerySet[Any, Any]:
        picked = Comment.objects.published().filter(thread=thread, picked_at__isnull=False)
        return columns_of(sorted_from(picked, order, at, key, backwards=backwards))[: length + 1]

    return _prepared(order, build, shown)


def _prepared(order: Order, build: Any, row: Any) -> Prepared[ShownComment]:
    """The query, with a place in the type of the order's column."""

    def by_time(*, thread: int, at: datetime | None, key: int | None) -> QuerySet[Any, Any]:
        found: QuerySet[Any, Any] = build(thread, at, key)
        return found

    def by_rank(*, thread: int, at: float | None, key: int | None) -> QuerySet[Any, Any]:
        found: QuerySet[Any, Any] = build(thread, at, key)
        return found

    return Prepared(by_rank if order is Order.BEST else by_time, row, one_plan=True)


@cache
def _replies(*, length: int) -> Prepared[ShownComment]:
    def build(
        *, comment: int, is_head: bool, at: datetime | None, key: int | None
    ) -> QuerySet[Any, Any]:
        below = Q(root=comment, root__isnull=False) if is_head else Q(parent=comment)
        replies = sorted_from(Comment.objects.shown(), Order.OLDEST, at, key)
        return columns_of(replies.filter(below))[: length + 1]

    return Prepared(build, shown, one_plan=True)


def _fitting(heads: list[ShownComment]) -> int:
    """How many conversations, with the replies that are shown, fit onto a page; the first always does."""
    comments = accumulate(1 + len(head.replies) for head in heads)
    sizes = accumulate(_size([head, *head.replies]) for head in heads)
    fitting = zip(comments, sizes, strict=True)
    return max(1, sum(number <= COMMENTS and size <= BYTES for number, size in fitting))


def _size(comments: Iterable[ShownComment]) -> int:
    """About how many bytes of the page comments take."""
    return sum(
        MARKUP + len(one.body_html.encode()) + len(one.folded_html.encode()) for one in comments
    )


def _one(*, comment: int) -> QuerySet[Any, Any]:
    return columns_of(Comment.objects.filter(pk=comment))


_ONE: Prepared[ShownComment] = Prepared(_one, shown)
