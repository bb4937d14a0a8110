import pytest

from articles.directory import letter_of
from articles.models import Person
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


def test_a_register_of_several_pages_leads_to_each_letter(client, monkeypatch):
    monkeypatch.setattr("articles.directory.NAMES_ON_A_PAGE", 2)
    make_named("Ada", "Alan", "Barbara", "Dorothy", "Émile", "Zoë")
    for name in ("Aaron", "Cassandra", "Clara", "Zz"):
        make_mention(make_article(), make_person(name=name))

    for page in ("/people/", "/people/?after=" + Person.objects.get(name="Barbara").slug):
        context = client.get(page).context
        letters = {one["letter"]: one["url"] for one in context["letters"]}

        assert list(letters) == ["A", "B", "D", "E", "Z"]
        for letter, url in letters.items():
            assert letter in names_of(client.get(url))


def test_the_letters_of_one_page_are_places_on_it(client):
    make_named("Ada", "Barbara", "Clara", "Dorothy", "Edith")

    response = client.get("/people/")

    assert response.context["letters"] == []
    assert 'href="#letter-5"' in response.text


def test_stories_are_counted_up_to_a_number(client, monkeypatch):
    monkeypatch.setattr("articles.directory.MOST_COUNTED", 2)
    monkeypatch.setattr("articles.coverage.MOST_COUNTED", 2)
    (person,) = make_named("Ada Lovelace")
    for age, (label, words) in enumerate(
        [("1", "1 story"), ("2", "2 stories"), ("2+", "More than 2")]
    ):
        if age:
            article = make_article()
            make_mention(article, person)
            make_edition(article)

        (group,) = client.get("/people/").context["groups"]
        assert group.entries[0]["count_label"] == label
        assert words in client.get(person.get_absolute_url()).text


@pytest.mark.parametrize("after", ["nobody", "", "%00"])
def test_an_unknown_place_in_the_register_is_no_page(client, after):
    assert client.get(f"/people/?after={after}").status_code == 404


@pytest.mark.parametrize(
    ("name", "letter"), [("ada", "A"), (" Øre", "Ø"), ("Ольга", "О"), ("’Ali", "#"), ("1st", "#")]
)
def test_the_letter_of_a_name(name, letter):
    assert letter_of(name) == letter
