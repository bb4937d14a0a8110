"""Whom the search page suggests besides the stories that it found."""

from datetime import timedelta

import pytest
import time_machine

from articles import search
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_edition,
    make_mention,
    make_organisation,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(PUBLISHED_AT + timedelta(hours=1), tick=False):
        yield


def ask(client, query):
    return client.get("/search/", {"q": query})


def test_a_name_that_is_nearly_right_is_suggested(client):
    person = make_person(name="Alexander Lukashenko", summary="President of Belarus")
    organisation = make_organisation(name="Viasna Human Rights Centre")
    alias = make_person(name="Ales Bialiatski")
    alias.names.create(name="Alexander Belyatsky")
    unseen = make_person(name="Viktor Lukashenko")
    article = make_article()
    for subject in (person, organisation, alias):
        make_mention(article, subject)
    make_edition(article)

    def names(query):
        return [entry["name"] for entry in ask(client, query).context["suggestions"]]

    assert names("Lukashenka") == ["Alexander Lukashenko"]
    assert names("pardons by lukashenka") == ["Alexander Lukashenko"]
    assert names("viasna") == ["Viasna Human Rights Centre"]
    assert names("Belyatski") == ["Ales Bialiatski"]
    assert names("Alexander") == ["Ales Bialiatski", "Alexander Lukashenko"]
    assert names("zebra") == []
    assert names("un") == []
    assert unseen.name not in names("Viktor Lukashenko")
    assert ask(client, "Lukashenka").context["suggestions"][0] == {
        "name": "Alexander Lukashenko",
        "url": person.get_absolute_url(),
        "summary": "President of Belarus",
    }


def test_a_full_name_suggests_who_has_it_and_not_the_whole_family(client):
    article = make_article()
    for name in ("Anna", "Boris", "Carl", "Dmitri", "Viktor"):
        make_mention(article, make_person(name=f"{name} Lukashenko"))
    make_mention(article, make_person(name="Viktor Orlov"))
    make_edition(article)

    def names(query):
        return [entry["name"] for entry in ask(client, query).context["suggestions"]]

    assert names("Viktor Lukashenko") == ["Viktor Lukashenko"]
    assert set(names("sanctions against Orlov")) == {"Viktor Orlov"}
    assert "Viktor Lukashenko" in names("Lukashenko")


def test_who_has_the_words_is_suggested_alone_however_near_others_are(client):
    article = make_article()
    for name in ("Li Wei", "Lin Weiss", "Pedro Sánchez", "Petra Sanches", "Anne-Marie O’Neil"):
        make_mention(article, make_person(name=name))
    alias = make_organisation(name="European Union")
    alias.names.create(name="EU")
    make_mention(article, alias)
    make_edition(article)

    def names(query):
        return [entry["name"] for entry in ask(client, query).context["suggestions"]]

    assert names("li wei") == ["Li Wei"]
    assert names("Weiss") == ["Lin Weiss"]
    assert names("SANCHEZ") == names("Sánchez") == ["Pedro Sánchez"]
    assert names("Sanchec") == ["Petra Sanches"]
    assert names("eu") == ["European Union"]
    assert names("anne marie") == ["Anne-Marie O’Neil"]
    assert names('"Pedro" -Madrid') == ["Pedro Sánchez"]


def test_of_many_who_have_the_words_those_with_few_others_come_first(client):
    article = make_article()
    for name in ("Jan van der Berg", "Jan Berg", "Jan Pieter Maria van den Berg"):
        make_mention(article, make_person(name=name))
    make_edition(article)

    suggested = ask(client, "jan berg").context["suggestions"]

    assert [entry["name"] for entry in suggested] == [
        "Jan Berg",
        "Jan van der Berg",
        "Jan Pieter Maria van den Berg",
    ]


def test_of_words_that_the_stories_often_have_no_letters_are_compared(client, monkeypatch):
    monkeypatch.setattr(search, "CANDIDATES", 2)
    for number in (1, 2):
        article = make_article(body="<p>Sanctions against Orlova and Lukashenka</p>")
        make_mention(article, make_person(name=f"Viktor Lukashenko {number}"))
        make_mention(article, make_person(name=f"Olga Orlova {number}"))
        make_edition(article)

    def names(query):
        return [entry["name"] for entry in ask(client, query).context["suggestions"]]

    assert names("Lukashenka") == []
    assert names("Orlova") == ["Olga Orlova 1", "Olga Orlova 2"]
    assert names("sanctions against Orlova") == ["Olga Orlova 1", "Olga Orlova 2"]
    assert names("Lukashenka treaty") == ["Viktor Lukashenko 1", "Viktor Lukashenko 2"]


@pytest.mark.parametrize(
    ("named", "query", "lead"),
    [
        (3, "lukashenko", True),
        (4, "lukashenko", False),
        (4, "lukashenka", True),
        (0, "lukashenko", False),
    ],
    ids=["few names", "many names", "no story has the word", "nobody"],
)
def test_few_names_stand_before_the_stories_and_so_do_all_where_no_story_is_found(
    client, named, query, lead
):
    article = make_article(body="<p>Lukashenko spoke.</p>")
    for number in range(named):
        make_mention(article, make_person(name=f"Viktor Lukashenko {number}"))
    make_edition(article)

    response = ask(client, query)

    assert len(response.context["suggestions"]) == named
    assert ("split__lead" in response.text) is lead


def test_names_stand_before_the_first_page_of_stories_alone(client, monkeypatch):
    monkeypatch.setattr(search, "RESULTS_ON_A_PAGE", 1)
    article = make_article(body="<p>Lukashenko spoke.</p>")
    make_mention(article, make_person(name="Viktor Lukashenko"))
    make_edition(article)
    make_edition(body="<p>Lukashenko answered.</p>")

    first = ask(client, "lukashenko")
    second = client.get(first.context["next_page"])

    assert ["split__lead" in page.text for page in (first, second)] == [True, False]
    assert "Viktor Lukashenko" in second.text
