import json
import re
from datetime import date, timedelta

import pytest
import time_machine

from articles.addresses import remember_address
from articles.coverage import STORIES_ON_A_PAGE
from articles.models import (
    Affiliation,
    Byline,
    Identifier,
    Organisation,
    Person,
    PersonName,
)
from articles.publishing import publish, withdraw
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_edition,
    make_mention,
    make_organisation,
    make_person,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(PUBLISHED_AT + HOUR, tick=False):
        yield


@pytest.fixture
def person():
    return make_person(name="Ada Lovelace", slug="ada-lovelace")


def make_story(*subjects, age=0, **mention):
    article = make_article()
    make_mention(article, *subjects, **mention)
    return make_edition(article, at=PUBLISHED_AT - HOUR * age)


def stories(days):
    return keys(edition for day in days for edition in day.editions)


def keys(editions):
    return [edition.pk for edition in editions]


def test_stories_about_and_mentioning_stand_apart_by_day(client, person):
    about = [make_story(person, age=age, salience="about") for age in (1, 30)]
    mentioned = make_story(person, age=2)

    context = client.get("/people/ada-lovelace/").context

    assert [day.date for day in context["about"]] == [date(2025, 11, 22), date(2025, 11, 21)]
    assert stories(context["about"]) == keys(about)
    assert stories(context["mentioned"]) == [mentioned.pk]
    assert context["coverage_count"] == 3
    assert (context["first_coverage"], context["latest_coverage"]) == (
        date(2025, 11, 21),
        date(2025, 11, 22),
    )


def test_what_is_not_confirmed_stands_apart_and_counts_for_nobody(client, person):
    other = make_person()
    confirmed = make_story(person, age=1)
    disputed = make_story(person, other, age=2, certainty="disputed")
    reported = make_story(person, age=3, certainty="reported")

    response = client.get("/people/ada-lovelace/")
    context = response.context

    assert stories(context["mentioned"]) == [confirmed.pk]
    assert keys(context["disputed"]) == keys([disputed, reported])
    assert context["coverage_count"] == 1
    assert context["latest_coverage"] == date(2025, 11, 22)
    assert "Where sources differ" in response.text
    assert client.get(other.get_absolute_url()).context["coverage_count"] == 0
    assert client.get(other.get_absolute_url()).context["first_coverage"] is None


def test_a_story_by_somebody_is_theirs_under_each_name_of_their_page(client, person):
    article = make_article()
    Byline.objects.create(article=article, person=person)
    written = publish(article, by=None, at=PUBLISHED_AT)
    make_story(person, age=1)
    person.slug = "ada-king"
    person.save()
    remember_address(person, "/people/ada-lovelace/")

    response = client.get("/people/ada-king/")

    assert keys(response.context["written"]) == [written.pk]
    assert "Stories by Ada Lovelace" in response.text
    assert response.context["coverage_count"] == 1


def test_whom_only_a_byline_names_has_a_page(client, person):
    article = make_article()
    Byline.objects.create(article=article, person=person)
    publish(article, by=None, at=PUBLISHED_AT)

    assert client.get("/people/ada-lovelace/").status_code == 200
    assert client.get("/people/ada-lovelace/feed.xml").status_code == 200


def test_whom_no_visible_story_names_has_no_page_yet(client, person):
    edition = make_story(person)
    assert client.get("/people/ada-lovelace/").status_code == 200

    withdraw(edition.article, by=None, reason="Not true.")

    for address in ("/people/ada-lovelace/", "/people/ada-lovelace/feed.xml"):
        assert client.get(address).status_code == 404


def test_pages_follow_each_other_without_gap_or_repetition(client, person, monkeypatch):
    monkeypatch.setattr("articles.coverage.STORIES_ON_A_PAGE", 4)
    written = make_article()
    Byline.objects.create(article=written, person=person)
    make_mention(written, person)
    expected = [make_story(person, age=number // 2) for number in range(9)][::-1]
    expected.sort(key=lambda edition: (edition.published_at, edition.pk), reverse=True)
    # Theirs, about them, and older than the first page reaches.
    expected.append(make_edition(written, at=PUBLISHED_AT - HOUR * 99))

    found, address, first = [], "/people/ada-lovelace/", True
    while address:
        context = client.get(address).context
        found += stories(context["mentioned"])
        assert (context["first_page"] is None) == first
        assert bool(context["written"]) == first
        address, first = context["next_page"], False

    assert found == keys(expected)
    assert STORIES_ON_A_PAGE == 30


def test_a_broken_cursor_or_one_behind_the_end_is_no_page(client, person):
    make_story(person)

    for cursor in ("x", "0001-01-01T00:00:00Z~1"):
        assert client.get(f"/people/ada-lovelace/?before={cursor}").status_code == 404


def test_roles_now_and_before_with_dates_and_source(client, person):
    make_story(person)
    society = make_organisation(name="Royal Society")
    Affiliation.objects.create(person=person, role="Writer", starts=date(2020, 1, 1))
    Affiliation.objects.create(person=person, role="Translator")
    Affiliation.objects.create(
        person=person,
        organisation=society,
        role="Fellow",
        starts=date(2001, 1, 1),
        ends=date(2005, 1, 1),
        source_url="https://example.org/fellows",
    )

    response = client.get("/people/ada-lovelace/")

    assert [role.role for role in response.context["current_affiliations"]] == ["Writer"]
    assert [role.role for role in response.context["past_affiliations"]] == ["Fellow"]
    assert [role.role for role in response.context["undated_affiliations"]] == ["Translator"]
    assert "2001–2005" in response.text
    assert 'href="https://example.org/fellows"' in response.text
    assert f'href="{society.get_absolute_url()}"' in response.text


def test_other_names_and_identifiers_are_shown_and_given_to_machines(client, person, settings):
    make_story(person)
    PersonName.objects.create(person=person, name="Countess of Lovelace")
    Identifier.objects.create(person=person, scheme="wikidata", value="Q7259")

    response = client.get("/people/ada-lovelace/")

    assert "Also written Countess of Lovelace" in response.text
    assert 'href="https://www.wikidata.org/wiki/Q7259"' in response.text
    assert "Wikidata: Q7259" in response.text
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', response.text, re.S)[1])
    assert data["@type"] == "ProfilePage"
    assert data["mainEntity"] == {
        "@type": "Person",
        "@id": f"{settings.SITE_URL}/people/ada-lovelace/#person",
        "url": f"{settings.SITE_URL}/people/ada-lovelace/",
        "name": "Ada Lovelace",
        "alternateName": ["Countess of Lovelace"],
        "sameAs": ["https://www.wikidata.org/wiki/Q7259"],
    }


def test_often_with_counts_shared_confirmed_stories(client, person):
    often, never = make_person(name="Often"), make_person()
    once = make_organisation(name="Once")
    both: list[Person | Organisation] = [often, once]
    for others in (both, both[:1]):
        article = make_article()
        make_mention(article, person)
        for other in others:
            make_mention(article, other)
        make_mention(article, never, make_person(), certainty="disputed")
        make_edition(article)
    make_story(never)

    names = client.get("/people/ada-lovelace/").context["often_with"]

    assert [(name["name"], name["count"]) for name in names] == [("Often", 2), ("Once", 1)]


def test_a_page_may_ask_search_engines_to_leave_it_out(client, person):
    make_story(person)
    assert "noindex" not in client.get("/people/ada-lovelace/").text

    person.is_indexed = False
    person.save()

    assert '<meta name="robots" content="noindex">' in client.get("/people/ada-lovelace/").text


def test_a_biography_is_text_in_paragraphs(client):
    person = make_person(biography="First.\n\nSecond <b>.", slug="ada")
    make_story(person)

    assert "<p>First.</p>\n\n<p>Second &lt;b&gt;.</p>" in client.get("/people/ada/").text
