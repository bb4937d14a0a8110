"""What is not to be seen on a page of a test already: choices between pictures, people, names."""

from typing import Any

import pytest

from articles.models import Edition, Organisation, Publication, Rendition
from articles.structured_data import absolute, authors, front_data, picture_addresses
from tests.makers import make_image


@pytest.mark.django_db
def test_machines_get_the_format_that_all_of_them_read(settings):
    image = make_image()
    for width, kind in ((480, "webp"), (1200, "jpeg"), (1280, "webp")):
        Rendition.objects.create(
            image=image, file=f"renditions/{width}.{kind}", format=kind, width=width, height=1
        )

    assert picture_addresses(image) == [f"{settings.SITE_URL}/media/renditions/1200.jpeg"]


@pytest.mark.django_db
def test_picture_without_a_file_has_no_address():
    assert picture_addresses(make_image()) == []


def test_no_picture_has_no_address():
    assert picture_addresses(None) == []


def test_addresses_elsewhere_stay_as_they_are(settings):
    assert absolute("https://cdn.example.org/x") == "https://cdn.example.org/x"
    assert absolute("/x/") == f"{settings.SITE_URL}/x/"


def test_only_writers_are_authors_and_those_without_a_page_have_no_address(settings):
    edition: Any = Edition(
        bylines=[
            {"role": "photos_by", "people": [{"name": "Photographer", "url": "/people/p/"}]},
            {
                "role": "by",
                "people": [{"name": "Ada", "url": "/people/ada/"}, {"name": "Guest", "url": ""}],
            },
        ]
    )

    assert authors(edition) == [
        {"@type": "Person", "name": "Ada", "url": f"{settings.SITE_URL}/people/ada/"},
        {"@type": "Person", "name": "Guest"},
    ]


def test_the_site_names_its_publisher_and_how_to_search_it(settings):
    data = front_data(Publication(name="The Fair Copy", motto="Plainly."))

    assert data["@type"] == "WebSite"
    assert data["description"] == "Plainly."
    assert data["publisher"]["name"] == "The Fair Copy"
    assert data["potentialAction"]["target"]["urlTemplate"] == (
        f"{settings.SITE_URL}/search/?q={{search_term_string}}"
    )


def test_every_kind_of_organisation_has_a_type_of_schema_org():
    from articles.structured_data import KINDS_OF_ORGANISATION

    without = set(Organisation.Kind) - set(KINDS_OF_ORGANISATION)
    assert without == {Organisation.Kind.INTERNATIONAL, Organisation.Kind.OTHER}
