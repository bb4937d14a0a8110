import pytest

from articles.directory import letter_of
from tests.makers import make_article, make_edition, make_mention, make_organisation, make_person

pytestmark = pytest.mark.django_db


def make_named(*names, make=make_person):
    subjects = [make(name=name) for name in names]
    article = make_article()
    for subject in subjects:
        make_mention(article, subject)
    make_edition(article)
    return subjects


def names_of(response):
    return {
        group.letter: [entry["name"] for entry in group.entries]
        for group in response.context["groups"]
    }


def test_names_stand_below_their_letters(client):
    make_named("Zoë Young", "Ada Lovelace", "Émile Zola", "Edith Wharton", "50 Cent")

    assert names_of(client.get("/people/")) == {
        "#": ["50 Cent"],
        "A": ["Ada Lovelace"],
        "E": ["Edith Wharton", "Émile Zola"],
        "Z": ["Zoë Young"],
    }


def test_an_entry_counts_the_stories_that_name_somebody_for_certain(client):
    (person,) = make_named("Ada Lovelace")
    article = make_article()
    make_mention(article, person, make_person(), certainty="disputed")
    make_edition(article)

    entries = [
        entry for group in client.get("/people/").context["groups"] for entry in group.entries
    ]

    assert {entry["name"]: entry["count"] for entry in entries}["Ada Lovelace"] == 1
    assert sorted(entry["count"] for entry in entries) == [0, 1]


def test_whom_no_visible_story_names_is_not_listed(client):
    article = make_article()
    make_mention(article, make_person(name="Unseen"))
    make_mention(article, make_organisation(name="Unheard"))

    assert names_of(client.get("/people/")) == {}
    assert names_of(client.get("/organisations/")) == {}
    assert "Nobody is listed here yet" in client.get("/people/").text


@pytest.mark.parametrize(
    ("address", "make"), [("/people/", make_person), ("/organisations/", make_organisation)]
)
def test_a_long_register_has_pages(client, monkeypatch, address, make):
    monkeypatch.setattr("articles.directory.NAMES_ON_A_PAGE", 2)
    # The same name twice: the key decides which comes first.
    subjects = make_named("A", "B", "B", "C", "D", make=make)

    found, page = [], address
    while page:
        response = client.get(page)
        entries = [entry for group in response.context["groups"] for entry in group.entries]
        assert len(entries) <= 2
        assert (response.context["first_page"] is None) == (page == address)
        found += [entry["url"] for entry in entries]
        page = response.context["next_page"]

    assert found == [subject.get_absolute_url() for subject in subjects]


@pytest.mark.parametrize("after", ["nobody", "", "%00"])
def test_an_unknown_place_in_the_register_is_no_page(client, after):
    assert client.get(f"/people/?after={after}").status_code == 404


@pytest.mark.parametrize(
    ("name", "letter"), [("ada", "A"), (" Øre", "Ø"), ("Ольга", "О"), ("’Ali", "#"), ("1st", "#")]
)
def test_the_letter_of_a_name(name, letter):
    assert letter_of(name) == letter
