"""People, organisations and sections: their forms, their addresses, and how they are found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Affiliation, Identifier, Organisation, Person, Redirect, Section
from tests.articles.admin.pages import address_of, errors_in, form_at, tree_of, typed_in, with_row
from tests.makers import make_organisation, make_person, make_section

MAKERS = [make_person, make_organisation, make_section]


def post(desk, thing, **fields):
    return desk.post(address_of(thing), form_at(desk, address_of(thing)) | fields)


@pytest.mark.parametrize("make", MAKERS)
def test_a_changed_slug_leaves_a_redirect(desk, make):
    thing = make(slug="old-name")
    old = thing.get_absolute_url()

    post(desk, thing, slug="new-name")

    redirect = Redirect.objects.get()
    assert redirect.path == old
    assert getattr(redirect, thing._meta.model_name) == thing


@pytest.mark.parametrize("make", MAKERS)
def test_another_change_leaves_none(desk, make):
    thing = make()

    post(desk, thing, name="Another name")

    thing.refresh_from_db()
    assert thing.name == "Another name"
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("make", MAKERS)
def test_a_slug_that_is_taken_is_refused_and_kept(desk, make):
    make(slug="taken")
    thing = make(slug="mine")

    response = post(desk, thing, slug="taken", name="Typed")

    assert "has this address" in errors_in(response)
    assert typed_in(response)["name"] == ["Typed"]
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("model", [Person, Organisation, Section])
def test_a_new_one_needs_no_redirect(desk, model):
    address = address_of(model, "add")

    response = desk.post(address, form_at(desk, address) | {"name": "New", "slug": "new"})

    assert response.status_code == 302
    assert model.objects.get().slug == "new"
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("make", MAKERS)
def test_its_page_on_the_site_is_one_link_away(desk, make):
    thing = make()

    assert thing.get_absolute_url() in tree_of(desk.get(address_of(thing))).xpath("//a/@href")


def test_a_section_does_not_hide_the_portals_own_addresses(desk):
    assert "The portal itself uses this address" in errors_in(
        post(desk, make_section(), slug="search")
    )


@pytest.mark.parametrize(
    ("model", "make"), [("person", make_person), ("organisation", make_organisation)]
)
@pytest.mark.parametrize("words", ["Lukashenka", "lukashenko"])
def test_choosers_find_every_name(desk, model, make, words):
    found = make(name="Alexander Lukashenko")
    found.names.create(name="Aliaksandr Lukashenka")
    make()

    answer = desk.get(
        "/admin/autocomplete/",
        {
            "app_label": "articles",
            "model_name": "mention",
            "field_name": PLURALS[model],
            "term": words,
        },
    )

    assert [row["text"] for row in answer.json()["results"]] == ["Alexander Lukashenko"]


PLURALS = {"person": "people", "organisation": "organisations"}


def test_names_identifiers_and_roles_are_rows_of_a_person(desk):
    person, body = make_person(), make_organisation()
    data = form_at(desk, address_of(person))
    data = with_row(data, "names", name="Aliaksandr Lukashenka")
    data = with_row(data, "identifiers", scheme="wikidata", value="Q2866")
    data = with_row(
        data, "affiliations", role="President", organisation=body.pk, starts="1994-07-20"
    )

    assert desk.post(address_of(person), data).status_code == 302

    assert person.names.get().name == "Aliaksandr Lukashenka"
    assert person.identifiers.get().value == "Q2866"
    assert person.affiliations.get().organisation == body


@pytest.mark.parametrize(
    ("scheme", "value", "words"),
    [
        ("wikidata", "2866", "A Wikidata identifier is Q and a number"),
        ("website", "example.org", "A website begins with https:// or http://."),
        ("wikidata", "Q1", "Somebody else has this identifier."),
    ],
)
def test_a_wrong_identifier_is_explained(desk, scheme, value, words):
    Identifier.objects.create(person=make_person(), scheme="wikidata", value="Q1")
    person = make_person()
    data = with_row(form_at(desk, address_of(person)), "identifiers", scheme=scheme, value=value)

    assert words in errors_in(desk.post(address_of(person), data))


def test_the_same_role_twice_at_a_time_is_refused_against_what_is_stored(desk):
    person, body = make_person(), make_organisation()
    Affiliation.objects.create(person=person, organisation=body, role="Chair", starts="2000-01-01")
    data = with_row(form_at(desk, address_of(body)), "affiliations", person=person.pk, role="Chair")

    response = desk.post(address_of(body), data)

    assert "This role is listed already for a part of that time." in errors_in(response)
    assert Affiliation.objects.count() == 1


def test_the_same_role_twice_in_new_rows_is_refused_too(desk):
    person = make_person()
    data = form_at(desk, address_of(person))
    for year in ("2001", "2002"):
        data = with_row(data, "affiliations", role="Chair", starts=f"{year}-01-01")

    response = desk.post(address_of(person), data)

    assert "This role is listed already for a part of that time." in errors_in(response)
    assert typed_in(response)["affiliations-1-role"] == ["Chair"]
    assert not Affiliation.objects.exists()


def test_a_role_does_not_end_before_it_begins(desk):
    person = make_person()
    data = with_row(
        form_at(desk, address_of(person)),
        "affiliations",
        role="Chair",
        starts="2002-01-01",
        ends="2001-01-01",
    )

    response = desk.post(address_of(person), data)

    assert "The end must not be before the start." in errors_in(response)
    assert typed_in(response)["affiliations-0-ends"] == ["2001-01-01"]


def test_a_person_dies_after_being_born(desk):
    response = post(desk, make_person(), born="2000-01-02", died="2000-01-01")

    assert "must not be before the day of birth" in errors_in(response)


def test_an_organisation_is_no_part_of_itself(desk):
    body = make_organisation()

    assert "can't be a part of itself" in errors_in(post(desk, body, parent=[str(body.pk)]))


@pytest.mark.parametrize("make", MAKERS)
def test_lists_ask_as_often_for_many_as_for_one(desk, make):
    address = address_of(make(), "changelist")
    desk.get(address)
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address)
    for _ in range(5):
        make()

    with CaptureQueriesContext(connection) as for_many:
        desk.get(address)

    assert len(for_many) == len(for_one) <= 10


def test_a_persons_form_asks_as_often_for_many_roles_as_for_one(desk):
    person = make_person()

    def form_queries(roles):
        for number in range(roles):
            Affiliation.objects.create(
                person=person, organisation=make_organisation(), role=f"{roles} {number}"
            )
        with CaptureQueriesContext(connection) as counted:
            desk.get(address_of(person))
        return len(counted)

    form_queries(1)
    assert form_queries(1) == form_queries(5)
