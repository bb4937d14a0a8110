from datetime import date, timedelta

import pytest
import time_machine

from tests.makers import PUBLISHED_AT, make_edition, make_section

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(PUBLISHED_AT + DAY, tick=False):
        yield


def days_of(response):
    return [
        day.isoformat()
        for year in response.context["years"]
        for month in year.months
        for day in month.days
    ]


def test_an_empty_archive_says_so(client):
    response = client.get("/archive/")

    assert response.context["years"] == []
    assert "Nothing has been published yet" in response.text


def test_days_with_stories_stand_below_their_year_and_month(client):
    for age in (0, 0, 1, 40, 400):
        make_edition(at=PUBLISHED_AT - DAY * age)
    make_edition(at=PUBLISHED_AT + 2 * DAY)

    response = client.get("/archive/")

    assert days_of(response) == ["2025-11-22", "2025-11-21", "2025-10-13", "2024-10-18"]
    assert "Nov. 22, 2025" in response.text
    years = response.context["years"]
    assert [year.year for year in years] == [2025, 2024]
    assert [month.month for month in years[0].months] == [date(2025, 11, 1), date(2025, 10, 1)]


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "UTC"])
def test_days_are_those_of_the_newsroom(client, settings, zone):
    settings.TIME_ZONE = zone
    edition = make_edition(at=PUBLISHED_AT.replace(hour=23))
    make_edition(at=PUBLISHED_AT.replace(hour=2))
    day = {"Asia/Tokyo": "2025-11-23", "America/New_York": "2025-11-22", "UTC": "2025-11-22"}[zone]

    days = days_of(client.get("/archive/"))

    assert days[0] == day
    assert len(days) == (1 if zone == "UTC" else 2)
    listed = client.get(f"/archive/{day.replace('-', '/')}/").context["editions"]
    assert edition.pk in [story.pk for story in listed]


def test_a_long_archive_has_pages(client, monkeypatch):
    monkeypatch.setattr("articles.archive.DAYS_ON_A_PAGE", 2)
    for age in range(5):
        make_edition(at=PUBLISHED_AT - DAY * age)

    found, address = [], "/archive/"
    while address:
        response = client.get(address)
        found += days_of(response)
        assert (response.context["first_page"] is None) == (address == "/archive/")
        address = response.context["next_page"]

    assert found == [f"2025-11-{day}" for day in (22, 21, 20, 19, 18)]


@pytest.mark.parametrize("before", ["x", "", "2025-02-30", "20251122", "0001-01-01", "1900-01-01"])
def test_a_broken_or_empty_further_page_is_none(client, before):
    make_edition()

    assert client.get(f"/archive/?before={before}").status_code == 404


def test_a_day_lists_its_stories_and_the_days_around_it(client):
    section = make_section()
    editions = [
        make_edition(section=section, at=PUBLISHED_AT.replace(hour=hour)) for hour in (23, 12, 0)
    ]
    make_edition(at=PUBLISHED_AT - 3 * DAY)
    make_edition(at=PUBLISHED_AT + timedelta(hours=9))

    context = client.get("/archive/2025/11/22/").context

    assert [story.pk for story in context["editions"]] == [story.pk for story in editions]
    assert context["previous_day"] == date(2025, 11, 19)
    assert context["next_day"] == date(2025, 11, 23)


def test_a_day_without_stories_is_not_found_but_shows_the_way(client):
    make_edition()

    response = client.get("/archive/2025/11/21/")

    assert response.status_code == 404
    assert "Nothing was published on this day" in response.text
    assert 'href="/archive/2025/11/22/"' in response.text
    assert response.context["previous_day"] is None


def test_a_busy_day_has_pages(client, monkeypatch):
    monkeypatch.setattr("articles.archive.STORIES_ON_A_PAGE", 2)
    editions = [make_edition() for _ in range(5)]

    found, address = [], "/archive/2025/11/22/"
    while address:
        response = client.get(address)
        found += [story.pk for story in response.context["editions"]]
        address = response.context["next_page"]

    assert found == [story.pk for story in editions[::-1]]
    gone = "/archive/2025/11/22/?before=2000-01-01T00:00:00Z~1"
    assert client.get(gone).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "2025/02/30",
        "2025/13/01",
        "2025/00/01",
        "0000/01/01",
        "0001/01/01",
        "9999/12/31",
        "2025/1/1",
    ],
)
def test_what_is_no_day_is_no_page(client, address):
    assert client.get(f"/archive/{address}/").status_code == 404


def test_the_first_and_the_last_day_of_the_calendar_answer(client, settings):
    settings.TIME_ZONE = "Asia/Tokyo"

    for address in ("/archive/0001/01/02/", "/archive/9999/12/30/"):
        assert "Nothing was published" in client.get(address).text
