from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.paging import MOST_KEY, BadCursor, Cursor, Page, page_path

MOMENTS = st.datetimes(timezones=st.just(UTC))


@given(MOMENTS, st.integers(0, MOST_KEY))
def test_a_cursor_is_read_as_it_was_written(moment, key):
    cursor = Cursor(moment, key)

    assert Cursor.parse(str(cursor)) == cursor


@given(st.text())
def test_whatever_is_read_has_one_way_to_be_written(text):
    try:
        cursor = Cursor.parse(text)
    except BadCursor:
        return
    assert str(cursor) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "~",
        "2025-11-22T18:00:00Z",
        "2025-11-22T18:00:00~1",
        "2025-11-22T18:00:00Z~",
        "2025-11-22T18:00:00Z~1.5",
        "2025-11-22T18:00:00Z~-1",
        "2025-11-22T18:00:00Z~01",
        "2025-11-22T18:00:00Z~ 1",
        "2025-11-22T18:00:00Z~٣",
        f"2025-11-22T18:00:00Z~{MOST_KEY + 1}",
        "2025-11-22T18:00:00Z~" + "9" * 5000,
        "2025-11-22T18:00Z~1",
        "2025-11-22T18:00:00+00:00~1",
        "2025-11-22T20:00:00+02:00~1",
        "2025-02-30T18:00:00Z~1",
        "0001-01-01T00:00:00+14:00~1",
        "2025-11-22T18:00:00Z~1~2",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(BadCursor):
        Cursor.parse(text)


def test_a_cursor_is_written_in_universal_time():
    moment = datetime(2025, 11, 22, 20, 0, tzinfo=timezone(timedelta(hours=2)))

    assert str(Cursor(moment, 123)) == "2025-11-22T18:00:00Z~123"


def test_the_address_of_a_page():
    cursor = Cursor(datetime(2025, 11, 22, 18, 0, tzinfo=UTC), 123)

    assert page_path("/world/", None) == "/world/"
    assert page_path("/world/", cursor) == "/world/?before=2025-11-22T18:00:00Z~123"
    assert Page([], cursor).next_page("/world/") == page_path("/world/", cursor)
    assert Page([], None).next_page("/world/") is None
