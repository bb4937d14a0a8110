from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.instants import NotAnInstant, first_second_of, read_instant, written

YEARS = (timedelta(days=584_000), timedelta(days=1_050_000))  # from 1599 to 2875
INSTANTS = st.timedeltas(*YEARS).map(lambda passed: datetime(1, 1, 1, tzinfo=UTC) + passed)
EVENING = datetime(2025, 11, 22, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _newsroom_in_london(settings):
    settings.TIME_ZONE = "Europe/London"


@pytest.mark.parametrize(
    "text",
    [
        "2025-11-22T18:00:00Z",
        "2025-11-22T18:00",
        "2025-11-22 18:00",
        " 2025-11-22T18:00:00.999999Z ",
        "2025-11-22T19:00:00+01:00",
        "2025-11-22T19:00:00 01:00",
        "2025-11-22T13:00-05:00",
        "20251122T180000Z",
        "2025-W47-6T18:00",
    ],
)
def test_every_form_of_iso_8601_is_read(text):
    assert read_instant(text) == EVENING


def test_a_time_is_on_the_newsrooms_clock_in_summer_and_winter():
    assert read_instant("2025-07-01T18:00") == datetime(2025, 7, 1, 17, tzinfo=UTC)
    assert read_instant("2025-07-01") == datetime(2025, 6, 30, 23, tzinfo=UTC)


def test_of_an_hour_that_happens_twice_the_first_is_meant():
    assert read_instant("2025-10-26T01:30") == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)


def test_a_time_that_the_clock_skips_is_an_hour_later():
    assert read_instant("2025-03-30T01:30") == datetime(2025, 3, 30, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "18:00",
        "2025-02-30",
        "2025-11-22T25:00",
        "0001-01-01",
        "9999-12-31T23:59:59Z",
        "2025-11-22T18:00:00Z" + " " * 30 + "x",
        "\x00",
        "٢٠٢٥-11-22",
    ],
)
def test_what_names_no_instant_is_refused(text):
    with pytest.raises(NotAnInstant):
        read_instant(text)


@given(INSTANTS)
def test_what_is_written_is_read_as_it_was(at):
    whole = at.replace(microsecond=0)

    assert read_instant(written(at)) == whole
    assert written(read_instant(written(at))) == written(at)


@given(INSTANTS)
def test_the_first_second_of_something_is_the_next_whole_one(at):
    first = first_second_of(at)

    assert first.microsecond == 0
    assert at <= first < at + timedelta(seconds=1)


@given(st.text(max_size=50))
def test_any_text_is_read_or_refused(text):
    with suppress(NotAnInstant):
        read_instant(text)
