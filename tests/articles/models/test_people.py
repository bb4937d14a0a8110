from datetime import date

import pytest

from articles.models import Affiliation, Person, PersonName
from tests.makers import make_organisation, make_person
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def make_role(**overrides):
    """A role without organisation and dates."""
    fields = {"role": "chair"} | overrides
    fields.setdefault("person", None)
    fields["person"] = fields["person"] or make_person()
    return Affiliation.objects.create(**fields)


@pytest.mark.parametrize("slug", ["", "Ales", "ales_bialiatski", "ales--b", "ales-"])
def test_person_slug_well_formed(slug):
    with refused_by("person_slug_well_formed"):
        make_person(slug=slug)


def test_person_slug_unique():
    make_person(slug="ales-bialiatski")

    with refused_by("person_slug_unique"):
        make_person(slug="ales-bialiatski")


def test_two_people_may_have_one_name():
    assert make_person(name="John Smith") != make_person(name="John Smith")


def test_person_name_not_empty():
    with refused_by("person_name_not_empty"):
        make_person(name=" ")


def test_person_died_after_birth():
    with refused_by("person_died_after_birth"):
        make_person(born=date(1954, 8, 31), died=date(1954, 8, 30))


@pytest.mark.parametrize("dates", [{"born": date(1954, 8, 31)}, {"died": date(2020, 1, 1)}, {}])
def test_dates_of_a_life_may_be_unknown(dates):
    assert make_person(**dates).pk


def test_person_name_unique():
    person = make_person()
    PersonName.objects.create(person=person, name="Sasha")

    with refused_by("person_name_unique"):
        PersonName.objects.create(person=person, name="Sasha")


def test_two_people_may_be_called_the_same():
    for _ in range(2):
        assert str(PersonName.objects.create(person=make_person(), name="Sasha")) == "Sasha"


def test_person_name_text_not_empty():
    with refused_by("person_name_text_not_empty"):
        PersonName.objects.create(person=make_person(), name="")


def test_people_are_listed_by_name_and_then_by_age():
    second, third, first = (make_person(name=name) for name in ("B", "B", "A"))

    assert list(Person.objects.by_name()) == [first, second, third]


def test_affiliation_role_not_empty():
    with refused_by("affiliation_role_not_empty"):
        make_role(role=" ")


def test_affiliation_ends_after_start():
    with refused_by("affiliation_ends_after_start"):
        make_role(starts=date(2020, 1, 2), ends=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({}, {}, id="both without dates"),
        pytest.param({"ends": date(2020, 1, 1)}, {"starts": date(2020, 1, 1)}, id="on one day"),
        pytest.param({"starts": date(2019, 1, 1)}, {"starts": date(2020, 1, 1)}, id="both last"),
    ],
)
@pytest.mark.parametrize("in_an_organisation", [True, False])
def test_affiliation_role_once_at_a_time(first, second, in_an_organisation):
    person = make_person()
    organisation = make_organisation() if in_an_organisation else None
    make_role(person=person, organisation=organisation, **first)

    with refused_by("affiliation_role_once_at_a_time"):
        make_role(person=person, organisation=organisation, **second)


def test_a_role_may_be_held_again():
    person = make_person()
    make_role(person=person, ends=date(2020, 1, 1))

    assert make_role(person=person, starts=date(2020, 1, 2)).pk


def test_another_role_may_be_held_meanwhile():
    person = make_person()
    make_role(person=person)

    assert make_role(person=person, role="treasurer").pk
    assert make_role(person=person, organisation=make_organisation()).pk


def test_roles_are_listed_with_the_lasting_ones_first():
    person = make_person()
    old = make_role(person=person, role="a", starts=date(2001, 1, 1), ends=date(2002, 1, 1))
    unknown = make_role(person=person, role="b")
    lasting = make_role(person=person, role="c", starts=date(2010, 1, 1))

    assert list(person.affiliations.latest_first()) == [lasting, unknown, old]


def test_a_role_is_named_with_its_person():
    assert str(make_role(person=make_person(name="Ales Bialiatski"))) == "Ales Bialiatski, chair"
