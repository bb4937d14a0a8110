"""What the pages of articles show of their comments: the thread itself, and counts in lists."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from articles.cards import OfArticle
from comments.discussion import Discussion, read_discussion
from comments.models import Thread


def thread(edition: OfArticle, *, at: datetime) -> Discussion:
    """The first page of the comments on the edition's article, as readers see it at that instant."""
    return read_discussion(edition.article_id, at=at)


def comment_counts(editions: Iterable[OfArticle]) -> Counter[int]:
    """The numbers of comments on all articles of a list, by article: one query or none."""
    articles = {edition.article_id for edition in editions}
    if not articles:
        return Counter()
    shown = Thread.objects.filter(pk__in=articles).exclude(mode=Thread.Mode.OFF)
    return Counter(dict(shown.values_list("pk", "visible_count")))


GLOBALS = {"comment_counts": comment_counts, "thread": thread}
