"""What the pages of articles show of their comments: the thread itself, and counts in lists."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from articles.models import Edition
from comments.discussion import read_discussion
from comments.models import Thread

register = template.Library()


@register.inclusion_tag("comments/thread.html")
def thread(edition: Edition) -> dict[str, Any]:
    """The first page of the comments on the edition's article: `{% thread edition %}`."""
    return read_discussion(edition.article_id, at=timezone.now()).context()


@register.simple_tag(takes_context=True)
def comment_counts(context: Context, editions: Iterable[Edition] | None) -> dict[int, int]:
    """The counts of all editions of a list: `{% comment_counts editions as counts %}`.

    One query for a page, though blocks that can't share a variable each ask for the same list.
    """
    articles = frozenset(edition.article_id for edition in editions or ())
    page: Any = context.render_context
    asked: dict[frozenset[int], dict[int, int]] = page.setdefault("comment_counts", {})
    if articles not in asked:
        asked[articles] = _counts_of(articles)
    return asked[articles]


def _counts_of(articles: frozenset[int]) -> dict[int, int]:
    if not articles:
        return {}
    shown = Thread.objects.filter(pk__in=articles).exclude(mode=Thread.Mode.OFF)
    return dict(shown.values_list("pk", "visible_count"))


@register.filter
def comment_count(counts: Mapping[int, int], edition: Edition) -> int:
    """How many comments the edition's article has: `{{ counts|comment_count:edition }}`."""
    return counts.get(edition.article_id, 0) if counts else 0
