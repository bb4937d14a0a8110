"""What other pages show of comments: articles their thread, lists the counts, an account its notices."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from articles.cards import OfArticle
from articles.story import Story
from comments.discussion import Discussion, read_discussion
from comments.error_reports import credits_of
from comments.models import Reader, Thread
from comments.notices.reading import unread_count
from newsportal.accounts.models import User
from newsportal.database.any_of import AnyOf
from newsportal.database.prepared import Prepared


def thread(edition: Story, *, at: datetime) -> Discussion:
    """The first page of the comments on a story, as readers see it at that instant."""
    return read_discussion(edition.article_id, at=at, story=edition.path)


def comment_counts(editions: Iterable[OfArticle]) -> Counter[int]:
    """The numbers of comments on all articles of a list, by article: one query or none."""
    articles = {edition.article_id for edition in editions}
    if not articles:
        return Counter()
    return Counter(dict(_COUNTS.rows(articles=list(articles))))


def _counts(*, articles: list[int]) -> QuerySet[Any, Any]:
    shown = Thread.objects.filter(AnyOf("article_id", articles)).exclude(mode=Thread.Mode.OFF)
    return shown.values("article_id", "visible_count")


def _count(article_id: int, visible_count: int) -> tuple[int, int]:
    return article_id, visible_count


_COUNTS = Prepared(_counts, _count)


def new_notices(user: User) -> int:
    """How many notices somebody who is signed in has not seen; counted up to 100."""
    reader_id = Reader.objects.filter(user=user).values_list("pk", flat=True).first()
    return 0 if reader_id is None else unread_count(reader_id)


GLOBALS = {
    "comment_counts": comment_counts,
    "credits_of": credits_of,
    "new_notices": new_notices,
    "thread": thread,
}
