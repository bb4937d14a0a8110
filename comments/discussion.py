"""What a template needs to show an article's comments, on its page and on further ones."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.utils.translation import ngettext

from articles.paging import Cursor
from comments.models import Thread
from comments.reading import ShownComment, read_page
from comments.threads import closing_words
from newsportal.database.prepared import Prepared
from newsportal.http.addresses import path_of


@dataclass
class Discussion:
    """One page of a thread; `thread` is a row that nobody saves."""

    thread: Thread
    is_open: bool
    closing_words: str
    comments: list[ShownComment] = field(default_factory=list)
    more_url: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether the article has comments at all."""
        return self.thread.mode != Thread.Mode.OFF

    @property
    def form_url(self) -> str:
        return path_of("comment-new", self.thread.pk)

    @property
    def count(self) -> int:
        """How many comments readers see."""
        return self.thread.visible_count if self.is_shown else 0

    @property
    def count_label(self) -> str:
        """The heading of the thread."""
        return count_label(self.count)


def read_discussion(article_id: int, *, at: datetime, after: Cursor | None = None) -> Discussion:
    """A page of an article's thread as readers see it at that instant. At most two queries.

    Whether the article itself is visible is for the caller to know.
    """
    stored = _THREAD.first(article=article_id)
    thread = stored or Thread(article_id=article_id)
    discussion = Discussion(
        thread=thread, is_open=thread.is_open(at=at), closing_words=closing_words(thread, at=at)
    )
    if stored and discussion.is_shown:
        discussion.comments, cursor = read_page(article_id, after=after)
        if cursor:
            discussion.more_url = page_after(path_of("article-comments", article_id), cursor)
    return discussion


def _thread(*, article: int) -> QuerySet[Any, Any]:
    return Thread.objects.filter(pk=article).values(
        "article_id", "mode", "opens_at", "closes_at", "visible_count"
    )


def _as_read(
    article_id: int,
    mode: str,
    opens_at: datetime | None,
    closes_at: datetime | None,
    visible_count: int,
) -> Thread:
    """The thread without what pages don't show; not to be saved."""
    return Thread(
        article_id=article_id,
        mode=mode,
        opens_at=opens_at,
        closes_at=closes_at,
        visible_count=visible_count,
    )


_THREAD = Prepared(_thread, _as_read)


def page_after(path: str, cursor: Cursor) -> str:
    """The address of the page that begins after a comment."""
    return f"{path}?after={quote(str(cursor), safe=':~')}"


def count_label(count: int) -> str:
    """The heading of a thread: 7 Comments, 1 Comment, No comments."""
    if count == 0:
        return "No comments"
    return ngettext("%(count)s Comment", "%(count)s Comments", count) % {"count": f"{count:,}"}
