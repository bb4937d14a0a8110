"""Dates as the paper prints them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import translation

from articles.markup.dates import (
    date_words,
    day,
    hour,
    iso,
    moment,
    today,
    weekday_and_date,
    when,
    years,
)

NOON = datetime(2025, 11, 22, 12, 5, tzinfo=UTC)


@pytest.fixture
def in_minsk(settings):
    """The newsroom's clock is three hours ahead of UTC."""
    settings.TIME_ZONE = "Europe/Minsk"


def test_a_day_is_printed_in_full():
    assert day(date(2025, 11, 22)) == (
        '<time datetime="2025-11-22">Saturday, November 22, 2025</time>'
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Saturday, November 22, 2025"), ("de", "Samstag, 22. November 2025")],
)
def test_a_day_follows_the_language_of_the_site(language, words):
    with translation.override(language):
        assert weekday_and_date(date(2025, 11, 22)) == words


def test_a_moment_has_the_newsrooms_hour_and_zone(in_minsk):
    assert moment(NOON) == (
        '<time datetime="2025-11-22T15:05+03:00">Nov. 22, 2025, 3:05 p.m. +03</time>'
    )


def test_an_hour_stands_alone_but_tells_machines_the_day(in_minsk):
    assert hour(NOON) == '<time datetime="2025-11-22T15:05+03:00">3:05 p.m.</time>'


@pytest.mark.parametrize(
    ("now", "words"),
    [("2025-11-22T20:59:00+00:00", "3:05 p.m."), ("2025-11-22T21:01:00+00:00", "Nov. 22, 2025")],
)
def test_a_card_turns_from_hour_to_date_at_the_newsrooms_midnight(in_minsk, now, words):
    with time_machine.travel(now):
        assert when(NOON) == f'<time datetime="2025-11-22T15:05+03:00">{words}</time>'


def test_today_is_the_newsrooms_day(in_minsk):
    with time_machine.travel("2025-11-22T21:30:00+00:00"):
        assert today() == '<time datetime="2025-11-23">Sunday, November 23, 2025</time>'


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (date(1994, 7, 20), date(2006, 1, 1), "1994–2006"),
        (date(1994, 7, 20), date(1994, 12, 1), "1994"),
        (date(1994, 7, 20), None, "since 1994"),
        (None, date(2006, 1, 1), "until 2006"),
        (None, None, ""),
    ],
)
def test_years_say_only_what_is_known(starts, ends, words):
    assert years(starts, ends) == words


def test_what_was_written_in_one_language_and_zone_is_not_given_in_another(settings):
    def written():
        at_noon = moment(NOON), hour(NOON), when(NOON)
        return *at_noon, day(NOON.date()), date_words(NOON.date(), "F j"), iso(NOON)

    in_english = written()
    settings.LANGUAGE_CODE, settings.TIME_ZONE = "de", "Asia/Tokyo"
    in_german = written()

    assert in_german == (
        '<time datetime="2025-11-22T21:05+09:00">22. November 2025 21:05 JST</time>',
        '<time datetime="2025-11-22T21:05+09:00">21:05</time>',
        '<time datetime="2025-11-22T21:05+09:00">22. November 2025</time>',
        '<time datetime="2025-11-22">Samstag, 22. November 2025</time>',
        "November 22",
        "2025-11-22T21:05:00+09:00",
    )
    assert not set(in_english) & set(in_german) - {"November 22"}
    settings.LANGUAGE_CODE, settings.TIME_ZONE = "en", "UTC"
    assert written() == in_english


def test_machines_are_told_the_newsrooms_hour(in_minsk):
    assert iso(NOON) == "2025-11-22T15:05:00+03:00"


def test_a_day_in_words_alone_follows_the_form_that_is_asked_for():
    assert date_words(date(2025, 11, 22)) == "Nov. 22, 2025"
    assert date_words(date(2025, 11, 22), "l, F j") == "Saturday, November 22"
