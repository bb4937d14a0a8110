"""Steps at a time: what is scheduled, and what a time may be."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Edition
from articles.publishing import schedule
from tests.articles.admin.pages import address_of, errors_in, tree_of, typed_in
from tests.articles.admin.stepping import at, step, take, visible


def test_an_update_at_a_time_waits_for_it(desk, changed, tomorrow):
    take(desk, "update", changed, kind="update", when="later", **at(tomorrow))

    assert visible(changed).headline == "As it was"
    assert visible(changed, tomorrow).headline == "As it is now"


def test_a_scheduled_article_appears_on_its_second(desk, draft, tomorrow):
    take(desk, "schedule", draft, **at(tomorrow))

    assert visible(draft, tomorrow - timedelta(seconds=1)) is None
    assert visible(draft, tomorrow).headline == "As it was"
    page = tree_of(desk.get(address_of(draft)))
    assert "Scheduled for" in page.find_class("standing")[0].text_content()


def test_a_time_that_has_passed_is_refused_and_kept(desk, draft):
    passed = datetime(2020, 1, 1, 12, tzinfo=UTC)

    response = take(desk, "schedule", draft, **at(passed))

    assert "This time has passed" in errors_in(response)
    assert typed_in(response)["at_0"] == ["2020-01-01"]
    assert not Edition.objects.exists()


def test_the_page_names_the_zone_and_asks_about_a_missing_hour(desk, draft, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    page = desk.get(step("schedule", draft))

    response = desk.post(
        step("schedule", draft), typed_in(page) | {"at_0": "2030-03-31", "at_1": "02:30"}
    )

    assert "Europe/Berlin" in page.content.decode()
    assert "02:30 does not exist" in errors_in(response)
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose the date and the time."),
        ({"at_0": "2030-01-01"}, "Choose a time too."),
        ({"at_1": "12:00"}, "Choose a date too."),
        ({"at_0": "soon", "at_1": "12:00"}, "Enter a valid date."),
    ],
)
def test_later_needs_a_whole_time(desk, changed, fields, words):
    response = take(desk, "update", changed, when="later", **fields)

    assert words in errors_in(response)
    assert visible(changed).headline == "As it was"


def test_a_time_that_was_typed_and_not_wanted_does_no_harm(desk, changed):
    take(desk, "update", changed, kind="minor", when="now", at_0="soon", at_1="")

    assert visible(changed).headline == "As it is now"


def test_what_is_scheduled_can_be_cancelled(desk, draft, tomorrow):
    schedule(draft, by=None, at=tomorrow)

    response = take(desk, "cancel", draft)

    assert response.url == address_of(draft)
    assert not Edition.objects.exists()


def test_a_second_plan_is_refused(desk, draft, tomorrow):
    schedule(draft, by=None, at=tomorrow)

    response = take(desk, "schedule", draft, **at(tomorrow + timedelta(days=1)))

    assert "Change its hour, cancel it, or" in errors_in(response)
