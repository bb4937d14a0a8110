from datetime import timedelta

import pytest
import time_machine

from articles.front import IN_A_SECTION, LATEST, SLOTS, compose_front
from articles.in_the_news import InTheNews
from articles.models import Placement
from articles.publishing import withdraw
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_edition,
    make_mention,
    make_person,
    make_section,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def keys(stories):
    """Which stories these are, be they editions or cards."""
    return [story.pk for story in stories]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(PUBLISHED_AT, tick=False) as traveller:
        yield traveller


def publish_hourly(count, *, section=None):
    """Stories an hour apart, the newest first."""
    section = section or make_section()
    return [make_edition(section=section, at=PUBLISHED_AT - HOUR * age) for age in range(count)]


def place(edition, slot, **fields):
    fields = {"starts_at": PUBLISHED_AT - HOUR} | fields
    return Placement.objects.create(article=edition.article, slot=slot, **fields)


def test_an_empty_paper_has_a_front_page(client):
    response = client.get("/")

    assert response.status_code == 200
    assert "has yet to be published" in response.content.decode()


def test_one_story_is_the_lead(client):
    edition = make_edition(headline="The only one")

    context = client.get("/").context

    assert keys(slot.story for slot in context["slots"]) == [edition.pk]
    assert (context["latest"], context["sections"]) == ([], [])


def test_the_newest_fill_what_nobody_placed():
    stories = publish_hourly(SLOTS + LATEST + IN_A_SECTION + 1)

    page = compose_front(at=PUBLISHED_AT)

    assert keys(page.leads) == keys(stories[:SLOTS])
    assert keys(page.latest) == keys(stories[SLOTS : SLOTS + LATEST])
    (band,) = page.bands
    assert keys(band.editions) == keys(stories[SLOTS + LATEST :][:IN_A_SECTION])


def test_a_placed_story_stands_in_its_slot_and_nowhere_else():
    stories = publish_hourly(SLOTS + LATEST + 2)
    place(stories[-1], 1)
    place(stories[-2], 3)

    page = compose_front(at=PUBLISHED_AT)

    assert keys(page.leads[:3]) == keys([stories[-1], stories[0], stories[-2]])
    assert len(page.leads) == SLOTS
    assert len({edition.article_id for edition in page.cards}) == len(page.cards)


def test_a_placement_holds_for_its_time_only(clock):
    stories = publish_hourly(3)
    place(stories[2], 1, ends_at=PUBLISHED_AT + HOUR)
    place(stories[1], 1, starts_at=PUBLISHED_AT + HOUR)
    assert compose_front(at=PUBLISHED_AT).leads[0].pk == stories[2].pk
    assert compose_front(at=PUBLISHED_AT + HOUR).leads[0].pk == stories[1].pk
    assert compose_front(at=PUBLISHED_AT - 2 * HOUR).leads[0].pk == stories[2].pk


def test_a_placed_story_that_is_not_visible_leaves_its_slot_to_the_newest():
    stories = publish_hourly(2)
    planned = make_edition(at=PUBLISHED_AT + HOUR)
    withdrawn = make_edition(at=PUBLISHED_AT - HOUR)
    withdraw(withdrawn.article, by=None, reason="Not true.")
    place(planned, 1)
    place(withdrawn, 2)

    assert keys(compose_front(at=PUBLISHED_AT).leads) == keys(stories)


def test_a_slot_beyond_the_last_lets_the_page_grow():
    stories = publish_hourly(SLOTS + 1)
    place(stories[SLOTS], 20)

    page = compose_front(at=PUBLISHED_AT)

    assert keys(page.leads) == keys(stories)


def test_stories_that_support_another_stand_below_it_in_their_order():
    stories = publish_hourly(SLOTS + LATEST + 3)
    place(stories[0], 1)
    place(stories[2], 1, position=2)
    place(stories[4], 1, position=1)

    page = compose_front(at=PUBLISHED_AT)

    assert page.slots[0].is_placed
    assert keys(page.slots[0].supporting) == keys([stories[4], stories[2]])
    assert not any(slot.is_placed or slot.supporting for slot in page.slots[1:])
    assert len({edition.article_id for edition in page.cards}) == len(page.cards)


def test_what_supports_a_story_is_not_shown_without_it():
    stories = publish_hourly(3)
    place(stories[0], 1)
    place(stories[2], 1, position=1)
    withdraw(stories[0].article, by=None, reason="Not true.", at=PUBLISHED_AT + HOUR)

    def slots(at):
        return [(slot.story.pk, keys(slot.supporting)) for slot in compose_front(at=at).slots]

    last_second = PUBLISHED_AT + HOUR - timedelta(seconds=1)
    assert slots(last_second) == [(stories[0].pk, [stories[2].pk]), (stories[1].pk, [])]
    assert slots(PUBLISHED_AT + HOUR) == [(stories[1].pk, []), (stories[2].pk, [])]
    assert slots(last_second) == [(stories[0].pk, [stories[2].pk]), (stories[1].pk, [])]


def test_a_slot_may_let_its_stories_appear_below():
    stories = publish_hourly(SLOTS + LATEST + IN_A_SECTION + 2)
    place(stories[1], 1, may_repeat=True)
    place(stories[-1], 1, position=1)

    page = compose_front(at=PUBLISHED_AT)

    assert keys(page.leads) == keys([stories[1], stories[0], *stories[2:SLOTS]])
    assert keys(page.latest) == keys([stories[1], *stories[SLOTS:]][:LATEST])
    (band,) = page.bands
    assert stories[1].pk not in keys(band.editions)
    Placement.objects.filter(position=0).update(may_repeat=False)
    assert stories[1].pk not in keys(compose_front(at=PUBLISHED_AT).latest)


def test_a_placement_of_a_section_is_none_of_the_front_page():
    stories = publish_hourly(2)
    place(stories[1], 1, section=stories[1].section)

    assert keys(compose_front(at=PUBLISHED_AT).leads) == keys(stories)


def test_bands_follow_the_navigation_and_leave_out_what_stands_above(monkeypatch):
    monkeypatch.setattr("articles.front.SLOTS", 1)
    monkeypatch.setattr("articles.front.LATEST", 1)
    later = make_section(name="Sport", position=2)
    first = make_section(name="World", position=1)
    make_section(name="Empty", position=0)
    sport = publish_hourly(8, section=later)
    world = [make_edition(section=first, at=PUBLISHED_AT - timedelta(days=9))]

    page = compose_front(at=PUBLISHED_AT)

    assert [band.section.name for band in page.bands] == ["World", "Sport"]
    assert keys(page.bands[0].editions) == keys(world)
    assert keys(page.bands[1].editions) == keys(sport[2:7])


def test_stories_of_one_instant_have_a_fixed_order():
    stories = [make_edition() for _ in range(4)]

    assert keys(compose_front(at=PUBLISHED_AT).leads) == keys(stories[::-1])


def test_the_front_page_as_it_was():
    stories = publish_hourly(3)

    assert keys(compose_front(at=PUBLISHED_AT - HOUR).leads) == keys(stories[1:])


def test_the_news_counts_people_in_the_newest_stories(client, monkeypatch):
    monkeypatch.setattr("articles.views.front.IN_THE_NEWS", InTheNews(stories=2))
    often, seldom, disputed, former = (make_person(name=name) for name in "ABCD")
    for age, people in enumerate([[often, seldom], [often], [former]]):
        article = make_article()
        for person in people:
            make_mention(article, person)
        make_mention(article, disputed, make_person(), certainty="disputed")
        make_edition(article, at=PUBLISHED_AT - HOUR * age)

    names = client.get("/").context["subjects_in_the_news"]

    assert [(name["name"], name["count"]) for name in names] == [("A", 2), ("B", 1)]
    assert names[0]["url"] == often.get_absolute_url()


def test_who_is_in_the_news_is_asked_once_for_each_state_of_the_stories(
    client, django_assert_num_queries
):
    make_edition()
    client.get("/")
    with django_assert_num_queries(5):
        client.get("/")
    article = make_article()
    make_mention(article, make_person(name="Ada"))
    make_edition(article)

    assert [name["name"] for name in client.get("/").context["subjects_in_the_news"]] == ["Ada"]


def test_every_story_is_linked_once_as_a_headline(client):
    publish_hourly(20)

    content = client.get("/").content.decode()

    addresses = [edition.path for edition in compose_front(at=PUBLISHED_AT).cards]
    assert len(addresses) == 20
    for address in addresses:
        assert content.count(f'href="{address}"') == 1
