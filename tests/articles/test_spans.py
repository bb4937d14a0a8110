"""Spans of days follow one another without gap or overlap, and the database puts instants into them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from articles.spans import LENGTHS, past_of

AT = datetime(2026, 1, 1, 12, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- hypothesis wants them naive


def keys_of(instant):
    """What the database's function says, said once more."""
    day = int(instant.timestamp() // timedelta(days=1).total_seconds())
    return {length << 20 | day >> length for length in range(LENGTHS)}


@given(INSTANTS, st.timedeltas(timedelta(0), timedelta(days=365 * 60)))
def test_what_was_published_before_is_in_one_place_and_the_newer_in_no_later_one(at, age):
    past = past_of(at)

    def places(instant):
        of_spans = [place for place, key in enumerate(past.keys) if key in keys_of(instant)]
        return of_spans + ([len(past.keys)] if instant < past.older_than else [])

    ((newer,), (older,)) = places(at - age / 2), places(at - age)
    assert newer <= older


@given(INSTANTS.filter(lambda at: at > EPOCH))
def test_the_spans_reach_back_for_decades_but_not_beyond_1970(at):
    older_than = past_of(at).older_than

    assert older_than >= EPOCH
    assert at - older_than < timedelta(days=2 * 8_200)
    assert at - older_than > min(timedelta(days=8_000), at - EPOCH - timedelta(microseconds=1))


@given(st.datetimes(datetime(1, 1, 1), datetime(1969, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001 -- as above
def test_all_that_was_published_before_1970_is_older_than_all_spans(at):
    past = past_of(at)

    assert past.keys == ()
    assert at < past.older_than <= at + timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "instant",
    [
        AT,
        datetime(2026, 1, 1, tzinfo=UTC),
        datetime(2025, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
    ],
)
def test_the_database_names_the_same_spans(instant):
    with connection.cursor() as cursor:
        cursor.execute("SELECT articles_spans(%s)", [instant])
        (found,) = cursor.fetchone()

    assert set(found) == keys_of(instant)
