from datetime import UTC, datetime, timedelta

import pytest

from articles.relative_times import distance, in_relation

NOW = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ({"microseconds": 1}, "now"),
        ({"seconds": 1}, "in 1 second"),
        ({"seconds": 59, "microseconds": 9}, "in 59 seconds"),
        ({"minutes": 1, "seconds": 59}, "in 1 minute"),
        ({"minutes": 59}, "in 59 minutes"),
        ({"hours": 1}, "in 1 hour"),
        ({"hours": 3, "minutes": 20, "seconds": 59}, "in 3 hours 20 minutes"),
        ({"hours": 23, "minutes": 1}, "in 23 hours 1 minute"),
        ({"days": 1, "minutes": 59}, "in 1 day"),
        ({"days": 13, "hours": 23}, "in 13 days 23 hours"),
        ({"days": 14, "hours": 23}, "in 14 days"),
        ({"days": 400}, "in 400 days"),
    ],
)
def test_a_distance_has_its_two_largest_units(span, words):
    assert distance(NOW + timedelta(**span), now=NOW) == words


def test_what_is_over_was_ago():
    assert distance(NOW - timedelta(hours=2, minutes=1), now=NOW) == "2 hours 1 minute ago"
    assert distance(NOW, now=NOW) == "now"


@pytest.mark.parametrize(
    ("zone", "moment", "words"),
    [
        (
            "Europe/Berlin",
            datetime(2026, 10, 25, 5, 0, tzinfo=UTC),
            "in 7 hours: Sunday, 25 October 2026, 06:00 (CET)",
        ),
        (
            "Europe/Berlin",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            "in 2 hours 30 minutes: Sunday, 25 October 2026, 02:30 (CEST)",
        ),
        (
            "Australia/Lord_Howe",
            datetime(2026, 10, 24, 23, 0, 7, tzinfo=UTC),
            "in 1 hour: Sunday, 25 October 2026, 10:00:07 (+11)",
        ),
    ],
)
def test_the_night_in_which_clocks_go_back_is_an_hour_longer(settings, zone, moment, words):
    settings.TIME_ZONE = zone

    assert in_relation(moment, now=NOW) == words
