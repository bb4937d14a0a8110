"""Days in the newsroom's time zone: the zone in which readers are told when something happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Protocol

from django.utils import timezone

LAST_DAY = date.max - timedelta(days=1)
# Before this, offsets of time zones lead out of the calendar.
FIRST_DAY = date(1, 1, 2)


class Dated(Protocol):
    """Whatever shows a story: an edition or its card."""

    @property
    def published_at(self) -> datetime:
        """When readers first saw it."""


@dataclass(frozen=True)
class Day[Story]:
    """The stories that were first published on one day, in the order of their list."""

    date: date
    editions: list[Story]


def by_day[Story: Dated](editions: Iterable[Story]) -> list[Day[Story]]:
    """Group a list that is sorted by publication, without changing its order."""
    groups = groupby(editions, key=lambda edition: timezone.localdate(edition.published_at))
    return [Day(day, list(group)) for day, group in groups]


def start_of(day: date) -> datetime:
    """The first instant of a day, in universal time: the difference of two is how long it lasts."""
    return timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day of an address, or None where the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def age_in_words(published: date, today: date) -> str:
    """How old a story is, in whole years or else months of thirty days: "11 years", "2 months"."""
    years = (
        today.year - published.year - ((today.month, today.day) < (published.month, published.day))
    )
    number, unit = (years, "year") if years else ((today - published).days // 30, "month")
    return f"{number} {unit}{'' if number == 1 else 's'}"
