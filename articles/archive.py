"""The archive by day of first publication, in the newsroom's time zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import connection
from django.utils import timezone

from articles.cards import cards, fetch_renditions
from articles.days import LAST_DAY, start_of
from articles.models import Edition
from articles.paging import Cursor, Page, take

DAYS_ON_A_PAGE = 366
STORIES_ON_A_PAGE = 100

# From the newest day with a story to the one before it, by one probe of the index each: the
# cost is in the number of days on the page, not in that of all stories or all days. Raw, because the ORM
# knows no recursion; the condition of visibility is that of `articles.models.edition.visible_at`.
DAYS = """
    WITH RECURSIVE day (start, place) AS (
        (SELECT date_trunc('day', published_at AT TIME ZONE %(zone)s), 1 FROM articles_edition
         WHERE starts_at <= %(at)s AND (ends_at IS NULL OR ends_at > %(at)s)
           AND published_at < %(before)s
         ORDER BY published_at DESC LIMIT 1)
        UNION ALL
        SELECT (SELECT date_trunc('day', published_at AT TIME ZONE %(zone)s) FROM articles_edition
                WHERE starts_at <= %(at)s AND (ends_at IS NULL OR ends_at > %(at)s)
                  AND published_at < day.start AT TIME ZONE %(zone)s
                ORDER BY published_at DESC LIMIT 1), day.place + 1
        FROM day WHERE day.start IS NOT NULL AND day.place < %(limit)s
    )
    SELECT start::date FROM day WHERE start IS NOT NULL ORDER BY start DESC
"""


@dataclass(frozen=True)
class Month:
    """The days of a month that have stories, newest first; `month` is its first day."""

    month: date
    days: list[date]


@dataclass(frozen=True)
class Year:
    """The months of a year that have stories, newest first."""

    year: int
    months: list[Month]


@dataclass(frozen=True)
class Archive:
    """Some of the days with stories, newest first, and the day before which the next page begins."""

    years: list[Year]
    following: date | None


@dataclass(frozen=True)
class Neighbours:
    """The days with stories next to a day."""

    previous: date | None
    following: date | None


def archive(*, at: datetime, before: date | None = None) -> Archive:
    """The days with stories, in one query. Their stories are not counted: that would read them all."""
    days = _days(at=at, before=before, limit=DAYS_ON_A_PAGE + 1)
    shown = days[:DAYS_ON_A_PAGE]
    following = shown[-1] if len(days) > DAYS_ON_A_PAGE else None
    return Archive(_by_year(shown), following)


def stories_of_day(day: date, *, at: datetime, before: Cursor | None = None) -> Page[Edition]:
    """A page of the stories that were first published on a day, newest first."""
    stories = cards(Edition.objects.visible(at=at)).newest_first()
    of_day = stories.filter(published_at__gte=start_of(day), published_at__lt=_end_of(day))
    if before:
        of_day = of_day.before(before.at, before.key)
    page = take(of_day, STORIES_ON_A_PAGE, lambda row: Cursor(row.published_at, row.article_id))
    fetch_renditions(*page.rows)
    return page


def neighbours(day: date, *, at: datetime) -> Neighbours:
    """The nearest days before and after a day that have stories."""
    visible = Edition.objects.visible(at=at)
    earlier = visible.filter(published_at__lt=start_of(day)).newest_first()
    later = visible.filter(published_at__gte=_end_of(day)).order_by("published_at", "article_id")
    previous, following = (
        found.values_list("published_at", flat=True).first() for found in (earlier, later)
    )
    return Neighbours(
        timezone.localdate(previous) if previous else None,
        timezone.localdate(following) if following else None,
    )


def _days(*, at: datetime, before: date | None, limit: int) -> list[date]:
    """The days that have visible stories, newest first."""
    parameters: dict[str, Any] = {
        "zone": timezone.get_current_timezone_name(),
        "at": at,
        "before": start_of(before or LAST_DAY),
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(DAYS, parameters)
        return [start for (start,) in cursor.fetchall()]


def _end_of(day: date) -> datetime:
    return start_of(day + timedelta(days=1))


def _by_year(days: Iterable[date]) -> list[Year]:
    months = [
        Month(month, list(group)) for month, group in groupby(days, lambda day: day.replace(day=1))
    ]
    return [Year(year, list(group)) for year, group in groupby(months, lambda one: one.month.year)]
