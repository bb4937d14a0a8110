import json
import re
from datetime import date

import pytest

from articles.models import Affiliation, OrganisationName
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_edition,
    make_mention,
    make_organisation,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return make_organisation(
        name="Royal Society",
        slug="royal-society",
        kind="charity",
        website="https://royal.example.org/",
        founded=date(1660, 11, 28),
        place="London",
    )


def make_story(*subjects, **mention):
    article = make_article()
    make_mention(article, *subjects, **mention)
    return make_edition(article, at=PUBLISHED_AT)


def shown(days):
    return [story.pk for day in days for story in day.editions]


def test_an_organisation_has_a_page_before_any_story_names_it(client, organisation):
    response = client.get("/organisations/royal-society/")

    assert response.status_code == 200
    assert "No story has been published on this yet" in response.text
    assert client.get("/organisations/royal-society/feed.xml").status_code == 200


def test_an_unknown_organisation_is_not_there(client):
    assert client.get("/organisations/nothing/").status_code == 404


def test_a_cursor_behind_the_end_is_no_page(client, organisation):
    address = "/organisations/royal-society/?before=0001-01-01T00:00:00Z~1"

    assert client.get(address).status_code == 404


def test_its_stories_stand_by_salience(client, organisation):
    about, mentioned = make_story(organisation, salience="about"), make_story(organisation)
    disputed = make_story(organisation, make_organisation(), certainty="disputed")

    context = client.get("/organisations/royal-society/").context

    assert shown(context["about"]) == [about.pk]
    assert shown(context["mentioned"]) == [mentioned.pk]
    assert [story.pk for story in context["disputed"]] == [disputed.pk]
    assert context["coverage_count"] == 2


def test_people_now_and_before_but_nobody_whom_only_unpublished_stories_name(client, organisation):
    present, former, hidden = (make_person(name=name) for name in ("Present", "Former", "Hidden"))
    make_story(present)
    make_story(former)
    roles = {"organisation": organisation, "role": "President"}
    Affiliation.objects.create(person=present, starts=date(2020, 1, 1), **roles)
    Affiliation.objects.create(person=former, ends=date(2019, 1, 1), **roles)
    Affiliation.objects.create(person=hidden, **roles)
    Affiliation.objects.create(person=former, organisation=organisation, role="Founder")

    response = client.get("/organisations/royal-society/")

    assert [role.person.name for role in response.context["people_now"]] == ["Present"]
    assert [role.person.name for role in response.context["people_before"]] == ["Former"]
    assert [role.role for role in response.context["people_undated"]] == ["Founder"]
    assert "Hidden" not in response.text


def test_parents_and_parts_are_linked(client, organisation):
    part = make_organisation(name="Library", slug="library", parent=organisation)

    assert 'href="/organisations/library/"' in client.get("/organisations/royal-society/").text
    assert 'href="/organisations/royal-society/"' in client.get(part.get_absolute_url()).text


def test_it_describes_itself_to_machines(client, organisation, settings):
    OrganisationName.objects.create(organisation=organisation, name="The Society")
    parent = make_organisation(name="Academy", slug="academy")
    organisation.parent = parent
    organisation.save()

    response = client.get("/organisations/royal-society/")

    data = json.loads(re.search(r'ld\+json">(.*?)</script>', response.text, re.S)[1])
    site = settings.SITE_URL
    assert data == {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": f"{site}/organisations/royal-society/#organisation",
        "url": f"{site}/organisations/royal-society/",
        "name": "Royal Society",
        "alternateName": ["The Society"],
        "foundingDate": "1660-11-28",
        "location": {"@type": "Place", "name": "London"},
        "parentOrganization": {
            "@type": "Organization",
            "name": "Academy",
            "url": f"{site}/organisations/academy/",
        },
        "sameAs": ["https://royal.example.org/"],
    }
