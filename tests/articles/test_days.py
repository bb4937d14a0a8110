from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.days import age_in_words, by_day, day_of, start_of
from articles.models import Edition


@pytest.mark.parametrize(
    ("published", "today", "words"),
    [
        (date(2025, 1, 1), date(2025, 2, 1), "1 month"),
        (date(2025, 1, 1), date(2025, 12, 31), "12 months"),
        (date(2024, 2, 29), date(2025, 2, 28), "12 months"),
        (date(2024, 2, 29), date(2025, 3, 1), "1 year"),
        (date(1969, 7, 20), date(2026, 7, 19), "56 years"),
        (date(1969, 7, 20), date(2026, 7, 20), "57 years"),
    ],
)
def test_age_is_told_in_whole_years_or_months(published, today, words):
    assert age_in_words(published, today) == words


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(31, 40_000))
def test_every_old_story_is_at_least_one_of_something_old(published, days):
    number, unit = age_in_words(published, published + timedelta(days=days)).split()

    assert int(number) >= 1
    assert unit in {"month", "months", "year", "years"}


@pytest.mark.parametrize(
    "parts", [(2025, 2, 29), (2025, 0, 1), (2025, 13, 1), (1, 1, 1), (9999, 12, 31), (0, 1, 1)]
)
def test_what_the_calendar_does_not_have_is_no_day(parts):
    assert day_of(*parts) is None


def test_a_day_begins_at_midnight_of_the_newsroom(settings):
    settings.TIME_ZONE = "Europe/Kyiv"

    assert day_of(2024, 2, 29) == date(2024, 2, 29)
    assert start_of(date(2025, 11, 22)) == datetime(2025, 11, 21, 22, 0, tzinfo=UTC)


def test_a_day_without_midnight_has_a_beginning_and_an_end(settings):
    # Clocks went from 24:00 to 01:00.
    settings.TIME_ZONE = "America/Sao_Paulo"

    start, end = start_of(date(2018, 11, 4)), start_of(date(2018, 11, 5))

    assert end - start == timedelta(hours=23)


def test_grouping_keeps_the_order_of_the_list(settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    editions = [
        Edition(headline=str(hour), published_at=datetime(2025, 11, 22, hour, tzinfo=UTC))
        for hour in (23, 22, 21, 3)
    ]

    days = by_day(editions)

    assert [day.date.isoformat() for day in days] == ["2025-11-23", "2025-11-22"]
    assert [[one.headline for one in day.editions] for day in days] == [["23", "22"], ["21", "3"]]
