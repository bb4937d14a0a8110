"""What a template needs to show an article's comments, on its page and on further ones."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import ngettext

from articles.models import Article
from articles.paging import Cursor
from comments.changes import Change, changes_in, changes_of, tell_changes
from comments.models import Comment, Thread
from comments.opening import SETTINGS, Opening, opening_of, terms_of
from comments.opening_words import closing_words
from comments.orders import Order, Place
from comments.reading import COMMENTS, ShownComment, read_page
from comments.since import latest_in, latest_of
from newsportal.database.prepared import Prepared
from newsportal.http.addresses import path_of


class OrderLink(NamedTuple):
    """A way to read the thread in another order, or the name of the present one."""

    label: str
    url: str
    is_current: bool


@dataclass
class Discussion:
    """One page of a thread; `thread` is a row that nobody saves.

    `is_begun`: there is such a row, so somebody may have commented. `latest` is the comment that was
    published last: what a browser remembers to have been there.
    """

    thread: Thread
    is_open: bool
    closing_words: str
    is_begun: bool = False
    has_picks: bool = False
    latest: Cursor | None = None
    changes: list[Change] = field(default_factory=list)
    order: Order = Order.OLDEST
    comments: list[ShownComment] = field(default_factory=list)
    more_url: str = ""
    back_url: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether the article has comments at all."""
        return self.thread.mode != Thread.Mode.OFF

    @property
    def form_url(self) -> str:
        return path_of("comment-new", self.thread.pk)

    @property
    def feed_url(self) -> str:
        return path_of("article-comments-feed", self.thread.pk)

    @property
    def newest_url(self) -> str:
        """Where new comments stand first."""
        return self.url_in(Order.NEWEST)

    @cached_property
    def since_url(self) -> str:
        """Where a browser asks how many comments followed the latest of this page."""
        return since_url(self.thread.pk, self.latest) if self.latest else ""

    @property
    def count(self) -> int:
        """How many comments readers see."""
        return self.thread.visible_count if self.is_shown else 0

    @property
    def count_label(self) -> str:
        """The heading of the thread."""
        return count_label(self.count)

    @cached_property
    def orders(self) -> list[OrderLink]:
        """The orders to choose from; none where there is nothing to sort, no picks where none are."""
        if self.count < 2:
            return []
        return [
            OrderLink(order.label, self.url_in(order), order is self.order)
            for order in Order
            if order is not Order.PICKS or self.has_picks
        ]

    def url_in(self, order: Order) -> str:
        """The first page of the thread in an order."""
        return f"{path_of('article-comments', self.thread.pk)}?order={order.value}"


def read_discussion(
    article_id: int,
    *,
    at: datetime,
    story: str,
    order: Order | None = None,
    after: Place | None = None,
    before: Place | None = None,
) -> Discussion:
    """A page of an article's thread as readers see it at that instant. At most two queries.

    `story` is the article's address. Whether the article is visible is for the caller to know.
    """
    discussion = read_thread(article_id, at=at)
    discussion.order = order or usual_order(discussion)
    if not discussion.is_shown or not discussion.is_begun:
        return discussion
    page = read_page(article_id, order=discussion.order, after=after, before=before)
    tell_changes(page.comments, discussion.changes, story=story)
    discussion.comments = page.comments
    first_page = discussion.url_in(discussion.order)
    if page.following:
        discussion.more_url = page_beside(first_page, "after", page.following)
    if page.preceding:
        discussion.back_url = page_beside(first_page, "before", page.preceding)
    return discussion


def read_thread(article_id: int, *, at: datetime) -> Discussion:
    """The thread of an article without its comments. One query."""
    found = _THREAD.first(article=article_id, at=at)
    if found is None:
        found = (Opening(Thread(article_id=article_id)), False, None, [], [])
    opening, is_begun, picks, latest, changes = found
    return Discussion(
        thread=opening.thread,
        is_begun=is_begun,
        is_open=opening.is_open(at=at),
        closing_words=closing_words(opening, at=at),
        has_picks=picks is not None,
        latest=latest_in(latest),
        changes=changes_in(changes),
    )


def usual_order(discussion: Discussion) -> Order:
    """The order that nobody asked for.

    A conversation is read from its beginning. While one that is longer than a page goes on, the first
    hour would be all that most people ever see of it; so there the newest come first until it is closed.
    """
    is_long = discussion.count > COMMENTS
    return Order.NEWEST if discussion.is_open and is_long else Order.OLDEST


def _thread(*, article: int, at: datetime) -> QuerySet[Any, Any]:
    picks = Comment.objects.published().filter(thread=OuterRef("pk"), picked_at__isnull=False)
    # From the article: a story without a thread has its section's rules all the same.
    stories: QuerySet[Any, Any] = Article.objects.filter(pk=article)
    return stories.values(
        "pk",
        *(f"thread__{name}" for name in SETTINGS),
        "thread__visible_count",
        terms=terms_of("pk", at=at),
        picks=Subquery(picks.order_by("-picked_at", "-id").values("id")[:1]),
        latest=latest_of("pk"),
        changes=changes_of("pk", at=at),
    )


type _Row = tuple[Opening, bool, int | None, list[Any], list[Any]]


def _as_read(*columns: Any) -> _Row:
    """The thread without what pages don't show, not to be saved; and what is around it."""
    article_id, *settings, visible_count, terms, picks, latest, changes = columns
    opening = opening_of(article_id, tuple(settings), terms)
    is_begun = visible_count is not None
    opening.thread.visible_count = visible_count or 0
    return opening, is_begun, picks, latest, changes


_THREAD: Prepared[_Row] = Prepared(_thread, _as_read, one_plan=True)


def since_url(article_id: int, place: Cursor) -> str:
    """Where a browser asks how many comments followed one."""
    return path_of("comments-since", article_id, str(place))


def page_beside(path: str, side: str, place: Place) -> str:
    """The address of the page that begins after a comment, or that ends before it."""
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}{side}={quote(str(place), safe=':~')}"


def count_label(count: int) -> str:
    """The heading of a thread: 7 Comments, 1 Comment, No comments."""
    if count == 0:
        return "No comments"
    return ngettext("%(count)s Comment", "%(count)s Comments", count) % {"count": f"{count:,}"}
