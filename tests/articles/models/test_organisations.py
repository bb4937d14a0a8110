from datetime import date

import pytest

from articles.models import Identifier, Organisation, OrganisationName
from tests.makers import make_organisation, make_person
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["", "Belavia", "bel avia", "-belavia"])
def test_organisation_slug_well_formed(slug):
    with refused_by("organisation_slug_well_formed"):
        make_organisation(slug=slug)


def test_organisation_slug_unique():
    make_organisation(slug="belavia")

    with refused_by("organisation_slug_unique"):
        make_organisation(slug="belavia")


def test_organisation_name_not_empty():
    with refused_by("organisation_name_not_empty"):
        make_organisation(name="")


def test_organisation_kind_known():
    with refused_by("organisation_kind_known"):
        make_organisation(kind="airline")


@pytest.mark.parametrize("kind", Organisation.Kind.values)
def test_every_kind_on_offer_can_be_stored(kind):
    assert make_organisation(kind=kind).pk


def test_organisation_not_its_own_parent():
    organisation = make_organisation()
    organisation.parent = organisation

    with refused_by("organisation_not_its_own_parent"):
        organisation.save()


def test_organisation_dissolved_after_founding():
    with refused_by("organisation_dissolved_after_founding"):
        make_organisation(founded=date(1996, 3, 5), dissolved=date(1996, 3, 4))


def test_organisation_name_unique():
    organisation = make_organisation()
    OrganisationName.objects.create(organisation=organisation, name="The airline")

    with refused_by("organisation_name_unique"):
        OrganisationName.objects.create(organisation=organisation, name="The airline")


def test_organisation_name_text_not_empty():
    with refused_by("organisation_name_text_not_empty"):
        OrganisationName.objects.create(organisation=make_organisation(), name=" ")


def test_another_name_is_what_people_read():
    assert str(OrganisationName(name="The airline")) == "The airline"


def test_organisations_are_listed_by_name_and_then_by_age():
    second, third, first = (make_organisation(name=name) for name in ("B", "B", "A"))

    assert list(Organisation.objects.by_name()) == [first, second, third]


@pytest.mark.parametrize("both", [True, False])
def test_identifier_names_one_subject(both):
    subjects = {"person": make_person(), "organisation": make_organisation()} if both else {}

    with refused_by("identifier_names_one_subject"):
        Identifier.objects.create(scheme="viaf", value="1", **subjects)


def test_identifier_unique():
    Identifier.objects.create(person=make_person(), scheme="viaf", value="1")

    with refused_by("identifier_unique"):
        Identifier.objects.create(person=make_person(), scheme="viaf", value="1")


def test_identifier_scheme_known():
    with refused_by("identifier_scheme_known"):
        Identifier.objects.create(person=make_person(), scheme="imdb", value="nm1")


def test_identifier_value_not_empty():
    with refused_by("identifier_value_not_empty"):
        Identifier.objects.create(person=make_person(), scheme="viaf", value=" ")


@pytest.mark.parametrize("value", ["q184", "Q0", "184", "Q184 ", "http://www.wikidata.org/Q184"])
def test_identifier_wikidata_well_formed(value):
    with refused_by("identifier_wikidata_well_formed"):
        Identifier.objects.create(person=make_person(), scheme="wikidata", value=value)


@pytest.mark.parametrize("value", ["javascript:alert(1)", "belavia.by", "https://a b", "//a.by"])
def test_identifier_website_is_web_address(value):
    with refused_by("identifier_website_is_web_address"):
        Identifier.objects.create(organisation=make_organisation(), scheme="website", value=value)


@pytest.mark.parametrize(
    ("scheme", "value", "url"),
    [
        ("wikidata", "Q184", "https://www.wikidata.org/wiki/Q184"),
        ("website", "https://example.org/", "https://example.org/"),
    ],
)
def test_an_identifier_leads_to_its_catalogue(scheme, value, url):
    identifier = Identifier.objects.create(
        organisation=make_organisation(), scheme=scheme, value=value
    )

    assert identifier.url == url
    assert str(identifier) == f"{identifier.get_scheme_display()} {value}"


@pytest.mark.parametrize("scheme", Identifier.Scheme.values)
def test_every_scheme_has_its_catalogue(scheme):
    assert Identifier(scheme=scheme, value="https://example.org/1").url.startswith("https://")
