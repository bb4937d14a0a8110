"""When readers may write: days, hours and times, of the story and of its section."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from comments.models import Thread
from comments.opening import Hours, Opening, Terms
from comments.opening_words import closing_words, words_of_now
from tests.comments.conftest import NOW

HOUR = timedelta(hours=1)
BY_DAY, BY_NIGHT = (time(7), time(23)), (time(20), time(2))
# Saturday, 22 November 2025, 18:00.
PUBLISHED = Terms(edition_id=1, published_at=NOW - HOUR)
CLOSED = "Comments on this story are closed."


def opening(terms: Terms = PUBLISHED, **thread: Any) -> Opening:
    hours = thread.pop("hours", (None, None))
    return Opening(Thread(open_from=hours[0], open_until=hours[1], **thread), terms)


def section(hours: Any = (None, None), **terms: Any) -> Terms:
    return PUBLISHED._replace(open_from=hours[0], open_until=hours[1], **terms)


def at(text: str) -> datetime:
    """A moment on the clock of UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({}, True),
        ({"mode": "pre"}, True),
        ({"mode": "off"}, False),
        ({"mode": "closed"}, False),
        ({"opens_at": NOW}, True),
        ({"opens_at": NOW + HOUR}, False),
        ({"closes_at": NOW}, False),
        ({"closes_at": NOW + HOUR}, True),
        ({"opens_at": NOW - HOUR, "closes_at": NOW + HOUR}, True),
        ({"mode": "closed", "opens_at": NOW - HOUR}, False),
    ],
)
def test_a_thread_is_open_by_its_mode_and_times(fields, is_open):
    assert opening(**fields).is_open(at=NOW) is is_open
    assert opening(**fields).takes_comments(at=NOW) is is_open


def test_days_are_counted_from_the_day_of_the_first_publication():
    after = opening(section(close_after=1))

    assert after.last_day == date(2025, 11, 23)
    assert after.is_open(at=at("2025-11-23 23:59:59.999999"))
    assert not after.is_open(at=at("2025-11-24 00:00"))
    assert closing_words(after, at=NOW) == "Comments close at the end of 23 November 2025."
    assert closing_words(after, at=at("2025-11-24 00:00")) == CLOSED


def test_a_day_ends_by_the_newsrooms_clock(settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    after = opening(section(close_after=1))

    # There it was the 23rd already.
    assert after.last_day == date(2025, 11, 24)
    assert after.is_open(at=at("2025-11-24 10:59"))
    assert not after.is_open(at=at("2025-11-24 11:00"))


@pytest.mark.parametrize(
    ("own", "last_day"),
    [
        ({}, date(2025, 12, 6)),
        ({"close_after": 3}, date(2025, 11, 25)),
        ({"close_after": 3650}, date(2035, 11, 20)),
        ({"close_after": 0}, None),
        ({"closes_at": NOW + 99 * 24 * HOUR}, None),
    ],
)
def test_a_story_has_its_own_days_or_those_of_its_section(own, last_day):
    assert opening(section(close_after=14), **own).last_day == last_day


@pytest.mark.parametrize("own", [{}, {"close_after": 0}])
def test_without_days_comments_stay_open(own):
    assert opening(**own).is_open(at=at("2099-01-01 00:00"))
    assert closing_words(opening(**own), at=NOW) == ""


@pytest.mark.parametrize(
    ("hours", "open_at", "closed_at"),
    [
        (BY_DAY, ["07:00:00", "22:59:59.999999"], ["06:59:59.999999", "23:00", "00:00"]),
        (BY_NIGHT, ["20:00", "23:59:59", "00:00", "01:59:59.999999"], ["02:00", "19:59:59.999999"]),
    ],
)
def test_hours_begin_and_end_at_their_minute(hours, open_at, closed_at):
    held = Hours(*hours)

    assert all(held.hold(at=at(f"2025-11-22 {one}")) for one in open_at)
    assert not any(held.hold(at=at(f"2025-11-22 {one}")) for one in closed_at)


@pytest.mark.parametrize(
    ("own", "hours"),
    [
        ({}, Hours(*BY_DAY)),
        ({"hours": BY_NIGHT}, Hours(*BY_NIGHT)),
        ({"hours": (time(0), time(0))}, None),
    ],
)
def test_a_story_has_its_own_hours_or_those_of_its_section(own, hours):
    assert opening(section(BY_DAY), **own).hours == hours


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        # On 30 March 2025 the clocks of Warsaw went from 02:00 to 03:00.
        ("2025-03-30 00:59", False),
        ("2025-03-30 01:00", True),
        ("2025-03-30 05:59", True),
        ("2025-03-30 06:00", False),
        # On 26 October 2025 they went from 03:00 back to 02:00, so 02:30 came twice.
        ("2025-10-26 00:29", False),
        ("2025-10-26 00:30", True),
        ("2025-10-26 01:00", False),
        ("2025-10-26 01:30", True),
        ("2025-10-26 06:59", True),
        ("2025-10-26 07:00", False),
    ],
)
def test_hours_are_what_the_clock_shows_on_the_days_of_its_change(settings, moment, holds):
    settings.TIME_ZONE = "Europe/Warsaw"

    assert Hours(time(2, 30), time(8)).hold(at=at(moment)) is holds


def test_pages_say_hours_that_are_true_all_day(settings):
    settings.TIME_ZONE = "America/New_York"
    by_day = opening(section(BY_DAY, close_after=14))
    said = (
        "Comments are open daily from 07:00 to 23:00 (New York time). "
        "Comments close at the end of 6 December 2025."
    )
    moments = [NOW + hours * HOUR for hours in range(0, 24, 4)]

    assert {closing_words(by_day, at=moment) for moment in moments} == {said}
    assert all(by_day.is_open(at=moment) for moment in moments)
    assert {by_day.takes_comments(at=moment) for moment in moments} == {True, False}


@pytest.mark.parametrize(
    ("hours", "moment", "again"),
    [
        (BY_DAY, "2025-11-22 23:00", "tomorrow from 07:00"),
        (BY_DAY, "2025-11-23 03:00", "today from 07:00"),
        (BY_NIGHT, "2025-11-23 02:00", "today from 20:00"),
    ],
)
def test_whoever_wants_to_write_is_told_from_when(hours, moment, again):
    words = words_of_now(opening(section(hours)), at=at(moment))

    assert words.endswith(f" (UTC). You can write again {again}.")


@pytest.mark.parametrize(
    ("thread", "words"),
    [
        ({"close_after": 1}, CLOSED),
        ({"closes_at": at("2025-11-24 06:00")}, CLOSED),
        ({"mode": "closed"}, CLOSED),
        ({"opens_at": at("2025-11-25 06:00")}, "Comments open on 25 November 2025, 06:00 (UTC)."),
    ],
)
def test_nobody_is_told_to_come_back_when_it_is_over(thread, words):
    told = words_of_now(opening(hours=BY_DAY, **thread), at=at("2025-11-23 23:30"))

    assert told == words


@pytest.mark.parametrize(
    ("thread", "words"),
    [
        ({}, ""),
        ({"mode": "closed"}, CLOSED),
        ({"closes_at": NOW}, CLOSED),
        ({"mode": "closed", "opens_at": NOW + HOUR}, CLOSED),
        ({"opens_at": NOW + HOUR}, "Comments open on 22 November 2025, 20:00 (UTC)."),
        ({"closes_at": NOW + HOUR}, "Comments close on 22 November 2025, 20:00 (UTC)."),
        ({"opens_at": NOW, "closes_at": NOW}, CLOSED),
    ],
)
def test_what_readers_are_told(thread, words):
    assert closing_words(opening(**thread), at=NOW) == words


def test_times_are_told_on_the_newsrooms_clock(settings):
    settings.TIME_ZONE = "Europe/Minsk"
    until = opening(closes_at=at("2025-11-22 20:30"))

    assert closing_words(until, at=NOW) == "Comments close on 22 November 2025, 23:30 (+03)."
