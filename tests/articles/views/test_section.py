from datetime import timedelta

import pytest
import time_machine

from articles.front import SLOTS_OF_A_SECTION, cards_of
from articles.models import Placement
from articles.publishing import withdraw
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_edition,
    make_mention,
    make_organisation,
    make_person,
    make_section,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOW = PUBLISHED_AT + timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def section():
    return make_section(name="Science", slug="science", description="What is found out.")


def shown(response):
    """The stories of a page in their order: slot by slot, then day by day."""
    by_day = [story for day in response.context["days"] for story in day.editions]
    return keys([*cards_of(response.context["slots"]), *by_day])


def keys(stories):
    """Which stories these are, be they editions or cards."""
    return [story.pk for story in stories]


def test_an_unknown_section_is_not_there(client):
    assert client.get("/nothing/").status_code == 404


def test_an_empty_section_says_so(client, section):
    response = client.get("/science/")

    assert "Nothing has been published in this section yet" in response.content.decode()
    assert response.context["next_page"] is None


def test_the_newest_fill_the_slots_and_the_others_stand_by_day(client, section):
    editions = [make_edition(section=section, at=PUBLISHED_AT - HOUR * 6 * age) for age in range(7)]
    make_edition()

    response = client.get("/science/")

    slots, others = editions[:SLOTS_OF_A_SECTION], editions[SLOTS_OF_A_SECTION:]
    assert keys(cards_of(response.context["slots"])) == keys(slots)
    days = [(day.date.isoformat(), keys(day.editions)) for day in response.context["days"]]
    assert days == [("2025-11-21", keys(others))]


def test_days_are_those_of_the_newsroom(client, section, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    for hour in (14, 15):
        make_edition(section=section, at=PUBLISHED_AT.replace(hour=hour))
    for _ in range(SLOTS_OF_A_SECTION):
        make_edition(section=section, at=PUBLISHED_AT)

    days = [day.date.isoformat() for day in client.get("/science/").context["days"]]

    assert days == ["2025-11-23", "2025-11-22"]


def test_a_placed_story_leads_while_it_is_placed(client, section):
    editions = [make_edition(section=section, at=PUBLISHED_AT - HOUR * age) for age in range(3)]
    place = {"section": section, "starts_at": PUBLISHED_AT}
    Placement.objects.create(article=editions[1].article, slot=2, **place)
    Placement.objects.create(article=editions[2].article, slot=1, ends_at=NOW, **place)

    response = client.get("/science/")

    assert shown(response) == keys([editions[0], editions[1], editions[2]])


def test_slots_hold_stories_with_others_below_them(client, section):
    editions = [make_edition(section=section, at=PUBLISHED_AT - HOUR * age) for age in range(9)]
    place = {"section": section, "starts_at": PUBLISHED_AT}
    Placement.objects.create(article=editions[8].article, slot=1, **place)
    Placement.objects.create(article=editions[0].article, slot=1, position=1, **place)
    Placement.objects.create(article=editions[7].article, slot=3, may_repeat=True, **place)

    slots = client.get("/science/").context["slots"]

    assert [keys(slot.cards) for slot in slots] == [
        keys([editions[8], editions[0]]),
        keys([editions[1]]),
        keys([editions[7]]),
        keys([editions[2]]),
    ]
    days = client.get("/science/").context["days"]
    assert keys(story for day in days for story in day.editions) == keys(editions[3:8])


def test_a_withdrawn_story_leaves_its_slot_at_that_second(client, section):
    editions = [make_edition(section=section, at=PUBLISHED_AT - HOUR * age) for age in range(2)]
    Placement.objects.create(
        article=editions[1].article, section=section, slot=1, starts_at=PUBLISHED_AT
    )
    withdraw(editions[1].article, by=None, reason="Not true.", at=NOW + HOUR)

    with time_machine.travel(NOW + HOUR - timedelta(seconds=1), tick=False):
        assert shown(client.get("/science/")) == keys([editions[1], editions[0]])
    with time_machine.travel(NOW + HOUR, tick=False):
        assert shown(client.get("/science/")) == keys([editions[0]])


def test_pages_follow_each_other_without_gap_or_repetition(client, section, monkeypatch):
    monkeypatch.setattr("articles.views.section.STORIES_ON_A_PAGE", 4)
    # Some of one instant, so that the cursor's key decides.
    moments = [PUBLISHED_AT - HOUR * (number // 3) for number in range(11)]
    editions = [make_edition(section=section, at=moment) for moment in moments]
    expected = sorted(editions, key=lambda row: (row.published_at, row.article_id), reverse=True)

    found, address = [], "/science/"
    while address:
        response = client.get(address)
        assert len(shown(response)) <= 4
        found += shown(response)
        address = response.context["next_page"]

    assert found == keys(expected)


def test_a_story_published_meanwhile_moves_no_page(client, section, monkeypatch):
    monkeypatch.setattr("articles.views.section.STORIES_ON_A_PAGE", 2)
    editions = [make_edition(section=section, at=PUBLISHED_AT - HOUR * age) for age in range(4)]
    following = client.get("/science/").context["next_page"]

    make_edition(section=section, at=PUBLISHED_AT + HOUR)

    assert shown(client.get(following)) == keys(editions[2:])


def test_a_further_page_has_no_slots_and_its_own_canonical_address(client, section, monkeypatch):
    monkeypatch.setattr("articles.views.section.STORIES_ON_A_PAGE", 1)
    for age in range(2):
        make_edition(section=section, at=PUBLISHED_AT - HOUR * age)

    response = client.get("/science/")
    further = client.get(response.context["next_page"])

    assert response.context["is_first_page"]
    assert not further.context["is_first_page"]
    assert further.context["slots"] == []
    assert further.context["canonical_path"].startswith("/science/?before=2025-11-22T18:00:00Z~")
    assert client.get("/science/?utm=1").context["canonical_path"] == "/science/"


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "2025-11-22T18:00:00Z",
        "2025-11-22T18:00:00~1",
        "2025-11-22T18:00:00+00:00~1",
        "2025-11-22T18:00:00Z~x",
        "2025-11-22T18:00:00Z~-1",
        "2025-11-22T18:00:00Z~99999999999999999999",
        "2025-11-22T18:00:00Z~1%00",
        "9999-99-99T18:00:00Z~1",
        "0001-01-01T00:00:00Z~1",
    ],
)
def test_a_broken_cursor_or_one_behind_the_end_is_no_page(client, section, cursor):
    make_edition(section=section)

    response = client.get(f"/science/?before={cursor}")

    assert response.status_code == 404
    assert "no such page" in response.content.decode()


def test_people_of_the_section_are_in_the_news(client, section):
    person, organisation, elsewhere = make_person(name="Ada"), make_organisation(), make_person()
    article = make_article(section=section)
    make_mention(article, person)
    make_mention(article, organisation)
    make_edition(article)
    other = make_article()
    make_mention(other, elsewhere)
    make_edition(other)

    names = client.get("/science/").context["people_in_the_news"]

    assert [name["name"] for name in names] == ["Ada"]


def test_the_section_links_to_its_feed(client, section):
    assert 'href="/science/feed.xml"' in client.get("/science/").content.decode()
