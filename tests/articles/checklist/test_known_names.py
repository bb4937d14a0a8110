import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.checklist import check
from articles.checklist.known_names import MOST_BEARERS, bearers_of, phrases_of
from articles.models import Organisation, OrganisationName, Person, PersonName
from tests.indexes.plans import captured, steps_of
from tests.makers import make_article, make_mention, make_organisation, make_person

pytestmark = pytest.mark.django_db

PEOPLE = 100_000
MANY_PEOPLE = """
INSERT INTO articles_person (name, slug, summary, biography, is_indexed)
SELECT 'First' || n || ' Last' || n, 'person-of-many-' || n, '', '', true
FROM generate_series(1, %s) AS n
"""


def unlinked(article):
    return [one.words for one in check(article).findings if one.check == "unlinked-name"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ales Bialiatski", "Then Ales Bialiatski’s wife came."),
        ("Ales Bialiatski", "Then Ales <strong>Bialiat</strong>ski came."),
        ("Ales Bialiatski", "Then Ales&#32;\nBialiatski came."),
        ("Алесь Бяляцкі", "Потым Алесь Бяляцкі."),
        ("Café Müller", "In the Cafe\u0301 Mu\u0308ller."),
        ("Charles de Gaulle", "Then Charles de Gaulle came."),
        ("de Gaulle", "Then de Gaulle came."),
        ("eBay", "It stood on eBay."),
        ("Johnson & Johnson", "From Johnson &amp; Johnson."),
        ("Acme Inc.", "From Acme Inc. and others."),
        ("Anne-Marie St. John", "Then Anne-Marie St. John."),
        ("7 Days", "The 7 Days wrote"),
        ("王毅", "王毅"),
        ("Ministry of foreign affairs", "The Ministry of foreign affairs said"),
    ],
)
def test_a_known_name_without_a_link_is_found(name, text):
    make_organisation(name=name)

    assert unlinked(make_article(body=f"<p>{text}</p>")) == [name.strip()]


def test_a_name_that_was_stored_decomposed_is_known():
    make_person(name="Cafe\u0301 Mueller")

    assert unlinked(make_article(body="<p>In the Café Mueller.</p>")) == ["Café Mueller"]


@pytest.mark.parametrize(
    "text",
    [
        "<p>The Ukrainian said</p>",
        "<p>pro-Ukraine</p>",
        "<h2>Ukraine</h2><p>One</p>",
        "<p>ukraine</p>",
    ],
)
def test_other_words_are_no_name(text):
    make_organisation(name="Ukraine")

    assert unlinked(make_article(body=text)) == []


def test_the_longest_name_is_the_name_and_is_told_once():
    make_organisation(name="Bank")
    make_organisation(name="Bank of England")
    body = "<p>The Bank of England said</p><p>the Bank of England</p>"

    assert unlinked(make_article(body=body)) == ["Bank of England"]


def test_whoever_is_mentioned_or_signs_is_linked():
    person, author, body = (
        make_person(name="Ann Lee"),
        make_person(name="Bo Li"),
        make_organisation(),
    )
    person.names.create(name="Lee")
    article = make_article(body=f"<p>Lee, Bo Li and {body.name}</p>")
    make_mention(article, person)
    make_mention(article, body)
    article.bylines.create(person=author)

    assert unlinked(article) == []


def test_whoever_shares_a_name_with_somebody_linked_is_no_finding():
    linked, other = make_person(name="Ann Lee"), make_person(name="Bruce Lee")
    for person in (linked, other):
        person.names.create(name="Lee")
    article = make_article(body="<p>Lee said</p>")
    make_mention(article, linked)

    assert unlinked(article) == []


def test_a_link_that_somebody_made_by_hand_is_a_link():
    person = make_person(name="Ann Lee")
    article = make_article(body=f'<p>Then <a href="{person.url}">Ann Lee</a> said</p>')

    assert unlinked(article) == []


def test_an_ambiguous_name_is_told_with_all_who_bear_it():
    for first in ("Ann", "Bruce"):
        make_person(name=f"{first} Lee").names.create(name="Lee")

    (problem,) = [
        one.problem
        for one in check(make_article(body="<p>Lee said</p>")).findings
        if one.check == "unlinked-name"
    ]

    assert problem == "“Lee” may mean Ann Lee or Bruce Lee, and the article does not link there."


def test_a_name_of_very_many_is_read_for_a_few():
    Person.objects.bulk_create(
        Person(name="John Smith", slug=f"john-smith-{n}") for n in range(MOST_BEARERS + 5)
    )

    assert len(bearers_of({"John Smith"})["John Smith"]) == MOST_BEARERS


def test_phrases_begin_or_end_with_a_capital_letter():
    assert phrases_of("the old Bank of England said no") >= {
        "Bank of England",
        "old Bank",
        "England",
    }
    assert not {"said no", "of", "no", "the old"} & phrases_of("the old Bank of England said no")


def make_names(number):
    """Fill the other tables of names, and tell the planner: what it knows of a table outlives a test."""
    bodies = Organisation.objects.bulk_create(
        Organisation(name=f"Body {n}", slug=f"body-of-many-{n}") for n in range(number)
    )
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation=body, name=f"Other {body.name}") for body in bodies
    )
    PersonName.objects.bulk_create(
        PersonName(person=person, name=f"Other {person.name}")
        for person in Person.objects.order_by("pk")[:number]
    )
    with connection.cursor() as cursor:
        for model in (Person, PersonName, Organisation, OrganisationName):
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def test_a_long_text_is_looked_up_by_index_among_all_people():
    """The archive's size does not matter: one query, and no table is read from end to end."""
    with connection.cursor() as cursor:
        cursor.execute(MANY_PEOPLE, [PEOPLE])
    make_names(5_000)
    text = " ".join(f"Word{n} then First{n} Last{n} and so on came." for n in range(1, 601))

    with CaptureQueriesContext(connection) as queries:
        found = bearers_of(phrases_of(text))

    assert len(found) == 600
    (query,) = captured(queries)
    steps = list(steps_of(query))
    assert {"person_by_name", "organisation_by_name"} <= {step.index for step in steps}
    assert not [step for step in steps if step.kind == "Seq Scan" and step.table]
