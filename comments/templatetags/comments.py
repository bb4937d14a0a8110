"""What the pages of articles show of their comments: the thread itself, and counts in lists."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils import timezone

from articles.models import Edition
from comments.discussion import read_discussion
from comments.models import Thread

register = template.Library()


@register.inclusion_tag("comments/thread.html")
def thread(edition: Edition) -> dict[str, object]:
    """The first page of the comments on the edition's article: `{% thread edition %}`."""
    return read_discussion(edition.article_id, at=timezone.now()).context()


@register.simple_tag
def comment_counts(editions: Iterable[Edition]) -> dict[int, int]:
    """The counts of all editions of a list, in one query: `{% comment_counts editions as counts %}`."""
    articles = {edition.article_id for edition in editions or ()}
    if not articles:
        return {}
    shown = Thread.objects.filter(pk__in=articles).exclude(mode=Thread.Mode.OFF)
    return dict(shown.values_list("pk", "visible_count"))


@register.filter
def comment_count(counts: Mapping[int, int], edition: Edition) -> int:
    """How many comments the edition's article has: `{{ counts|comment_count:edition }}`."""
    return counts.get(edition.article_id, 0) if counts else 0
