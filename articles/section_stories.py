"""The stories of a section, newest first, page by page."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from articles.cards import Card, card, card_values
from articles.models import Edition
from articles.paging import Cursor
from newsportal.database.prepared import Prepared

STORIES_ON_A_PAGE = 30


def read_stories(section: int, *, at: datetime, before: Cursor | None) -> list[Card]:
    """The stories of a page, and one more where another page follows."""
    moment, key = (before.at, before.key) if before else (None, None)
    return _STORIES.rows(section=section, at=at, before=moment, key=key)


def place_of(story: Card) -> Cursor:
    """The cursor of the page that begins after a story."""
    return Cursor(story.published_at, story.article_id)


def _stories(
    *, section: int, at: datetime, before: datetime | None, key: int | None
) -> QuerySet[Any, Any]:
    stories = Edition.objects.visible_newest_first(at=at).filter(section=section)
    if before is not None and key is not None:
        stories = stories.before(before, key)
    return card_values(stories)[: STORIES_ON_A_PAGE + 1]


_STORIES = Prepared(_stories, card)
