"""Times on the newsroom's clock, through both of its odd nights."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.admin.local_time import NewsroomTimeField, in_newsroom

BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
NEW_YORK = ZoneInfo("America/New_York")
APIA = ZoneInfo("Pacific/Apia")


class TimeForm(forms.Form):
    """A form with nothing but a time."""

    at = NewsroomTimeField()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-01-15 12:00:00", datetime(2026, 1, 15, 11, tzinfo=UTC)),
        ("2026-07-15 12:00:00", datetime(2026, 7, 15, 10, tzinfo=UTC)),
        ("2026-03-29 01:59:59", datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)),
        ("2026-03-29 03:00:00", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("2026-10-25 01:59:59", datetime(2026, 10, 24, 23, 59, 59, tzinfo=UTC)),
        ("2026-10-25 03:00:00", datetime(2026, 10, 25, 2, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_on_the_newsrooms_clock(written, meant):
    assert in_newsroom(datetime.fromisoformat(written), BERLIN) == meant


@pytest.mark.parametrize(
    ("written", "zone", "words"),
    [
        (
            "2026-03-29 02:30:00",
            BERLIN,
            (
                "On 29 March 2026 the clocks in Europe/Berlin go forward from 02:00 to 03:00: 02:30 "
                "does not exist. Choose a time before 02:00, or 03:00 or later."
            ),
        ),
        (
            "2026-10-25 02:30:00",
            BERLIN,
            (
                "On 25 October 2026 the clocks in Europe/Berlin go back from 03:00 to 02:00: 02:30 "
                "happens twice. Choose a time before 02:00, or 03:00 or later."
            ),
        ),
        (
            "2026-03-08 02:30:00",
            NEW_YORK,
            (
                "On 8 March 2026 the clocks in America/New_York go forward from 02:00 to 03:00: 02:30 "
                "does not exist. Choose a time before 02:00, or 03:00 or later."
            ),
        ),
        (
            "2026-11-01 01:30:00",
            NEW_YORK,
            (
                "On 1 November 2026 the clocks in America/New_York go back from 02:00 to 01:00: 01:30 "
                "happens twice. Choose a time before 01:00, or 02:00 or later."
            ),
        ),
        (
            "2026-04-05 01:45:00",
            LORD_HOWE,
            (
                "On 5 April 2026 the clocks in Australia/Lord_Howe go back from 02:00 to 01:30: 01:45 "
                "happens twice. Choose a time before 01:30, or 02:00 or later."
            ),
        ),
        (
            "2026-10-04 02:15:00",
            LORD_HOWE,
            (
                "On 4 October 2026 the clocks in Australia/Lord_Howe go forward from 02:00 to 02:30: "
                "02:15 does not exist. Choose a time before 02:00, or 02:30 or later."
            ),
        ),
    ],
)
def test_a_time_that_is_skipped_or_shown_twice_is_explained(written, zone, words):
    with pytest.raises(ValidationError) as refused:
        in_newsroom(datetime.fromisoformat(written), zone)

    assert refused.value.messages == [words]


def test_a_day_that_was_left_out_does_not_exist():
    with pytest.raises(ValidationError, match="does not exist"):
        in_newsroom(datetime.fromisoformat("2011-12-30 12:00:00"), APIA)


@given(
    st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2037-01-01")),
    st.sampled_from([BERLIN, LORD_HOWE, APIA, ZoneInfo("UTC"), NEW_YORK]),
)
def test_what_is_accepted_shows_on_the_clock_as_it_was_written(written, zone):
    try:
        meant = in_newsroom(written, zone)
    except ValidationError:
        return
    shown = meant.astimezone(UTC).astimezone(zone)
    assert shown.replace(tzinfo=None, fold=0) == written


def test_a_stored_time_is_shown_on_the_newsrooms_clock_and_comes_back_the_same(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    stored = datetime(2026, 7, 15, 10, 0, 7, tzinfo=UTC)

    page = str(TimeForm(initial={"at": stored}))
    form = TimeForm({"at_0": "2026-07-15", "at_1": "12:00:07"})

    assert 'value="2026-07-15"' in page
    assert 'value="12:00:07"' in page
    assert "Europe/Berlin" in page
    assert form.is_valid()
    assert form.cleaned_data["at"] == stored


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "This field is required."),
        ({"at_0": "2026-07-15"}, "This field is required."),
        ({"at_0": "2026-13-15", "at_1": "12:00"}, "Enter a valid date."),
    ],
)
def test_a_wrong_time_is_asked_for_again(data, words):
    assert TimeForm(data).errors["at"] == [words]


def test_a_time_may_be_left_out_where_it_is_not_needed():
    assert NewsroomTimeField(required=False).clean(["", ""]) is None
