"""The archive by day of first publication, in the newsroom's time zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from articles.cards import Card, card, card_values
from articles.days import LAST_DAY, start_of
from articles.models import Edition
from articles.paging import Cursor, Page, cut
from articles.section_stories import place_of
from newsportal.database.one_plan import one_plan
from newsportal.database.prepared import Prepared

DAYS_ON_A_PAGE = 366
STORIES_ON_A_PAGE = 100
# One more tells whether a page follows.
STORIES_READ = STORIES_ON_A_PAGE + 1

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


def stories_of_day(day: date, *, at: datetime, before: Cursor | None = None) -> Page[Card]:
    """A page of the stories that were first published on a day, newest first."""
    moment, key = (before.at, before.key) if before else (None, None)
    rows = _STORIES.rows(at=at, first=start_of(day), end=_end_of(day), before=moment, key=key)
    return cut(rows, STORIES_ON_A_PAGE, place_of)


def neighbours(day: date, *, at: datetime) -> Neighbours:
    """The nearest days before and after a day that have stories."""
    previous = _EARLIER.first(at=at, before=start_of(day))
    following = _LATER.first(at=at, since=_end_of(day))
    return Neighbours(previous, following)


def _of_day(
    *, at: datetime, first: datetime, end: datetime, before: datetime | None, key: int | None
) -> QuerySet[Any, Any]:
    stories = Edition.objects.visible(at=at).newest_first()
    of_day = stories.filter(published_at__gte=first, published_at__lt=end)
    if before is not None and key is not None:
        of_day = of_day.before(before, key)
    return card_values(of_day)[:STORIES_READ]


def _earlier(*, at: datetime, before: datetime) -> QuerySet[Any, Any]:
    rows = Edition.objects.visible(at=at).filter(published_at__lt=before).newest_first()
    return rows.values("published_at")[:1]


def _later(*, at: datetime, since: datetime) -> QuerySet[Any, Any]:
    rows = Edition.objects.visible(at=at).filter(published_at__gte=since)
    return rows.order_by("published_at", "article_id").values("published_at")[:1]


def _day_of(published_at: datetime) -> date:
    return timezone.localdate(published_at)


def _days(*, at: datetime, before: date | None, limit: int) -> list[date]:
    """The days that have visible stories, newest first."""
    parameters: dict[str, Any] = {
        "zone": timezone.get_current_timezone_name(),
        "at": at,
        "before": start_of(before or LAST_DAY),
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(one_plan(DAYS), parameters)
        return [start for (start,) in cursor.fetchall()]


def _end_of(day: date) -> datetime:
    return start_of(day + timedelta(days=1))


def _by_year(days: Iterable[date]) -> list[Year]:
    months = [
        Month(month, list(group)) for month, group in groupby(days, lambda day: day.replace(day=1))
    ]
    return [Year(year, list(group)) for year, group in groupby(months, lambda one: one.month.year)]


_STORIES = Prepared(_of_day, card)
_EARLIER = Prepared(_earlier, _day_of)
_LATER = Prepared(_later, _day_of)
