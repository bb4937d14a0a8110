"""What pages link to, and what catalogues call somebody."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Affiliation, Identifier, ImportRecord, Rendition
from tests.makers import make_article, make_image, make_organisation, make_person
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

NO_WEB_ADDRESSES = ["javascript:alert(1)", "ftp://example.org", "example.org", "https://a b.org"]


def make_affiliation(*, source_url):
    return Affiliation.objects.create(person=make_person(), role="chair", source_url=source_url)


def make_pictured(*, source_url):
    return make_image(source_url=source_url)


def make_with_website(*, source_url):
    return make_organisation(website=source_url)


LINKING = [
    pytest.param(make_affiliation, "affiliation_source_url_is_web_address", id="role"),
    pytest.param(make_pictured, "image_source_url_is_web_address", id="picture"),
    pytest.param(make_with_website, "organisation_website_is_web_address", id="organisation"),
]


@pytest.mark.parametrize("address", NO_WEB_ADDRESSES)
@pytest.mark.parametrize(("make", "constraint"), LINKING)
def test_link_leads_to_the_web(make, constraint, address):
    with refused_by(constraint):
        make(source_url=address)


@pytest.mark.parametrize("address", ["", "https://example.org/a?b=c", "http://example.org"])
@pytest.mark.parametrize(("make", "constraint"), LINKING)
def test_link_is_the_web_s_or_missing(make, constraint, address):
    assert make(source_url=address).pk


@pytest.mark.parametrize(
    ("scheme", "good", "bad"),
    [
        ("viaf", "54147956", ["0123", "54147956 ", "V5"]),
        ("isni", "000000012150090X", ["0000 0001 2150 090X", "00000001215009", "X000000121500900"]),
        ("orcid", "0000-0002-1825-0097", ["0000000218250097", "0000-0002-1825-009", "orcid"]),
        ("lei", "5493001KJTIIGC8Y1R12", ["5493001kjtiigc8y1r12", "5493001KJTIIGC8Y1R1", "5493"]),
    ],
)
def test_identifier_looks_as_its_catalogue_writes_it(scheme, good, bad):
    person = make_person()
    Identifier.objects.create(person=person, scheme=scheme, value=good)

    for value in bad:
        with refused_by(f"identifier_{scheme}_well_formed"):
            Identifier.objects.create(person=person, scheme=scheme, value=value)


@pytest.mark.parametrize(
    ("constraint", "scheme", "words"),
    [
        ("identifier_viaf_well_formed", "viaf", "is a number"),
        ("identifier_isni_well_formed", "isni", "16 digits"),
        ("identifier_orcid_well_formed", "orcid", "four groups of four digits"),
        ("identifier_lei_well_formed", "lei", "18 letters or digits"),
    ],
)
def test_form_says_how_an_identifier_looks(constraint, scheme, words):
    with pytest.raises(ValidationError, match=words):
        Identifier(person=make_person(), scheme=scheme, value="?").full_clean()


@pytest.mark.parametrize("content_hash", ["", "0" * 63, "A" * 64, "g" * 64])
def test_image_content_hash_well_formed(content_hash):
    with refused_by("image_content_hash_well_formed"):
        make_image(content_hash=content_hash)


def test_rendition_file_not_empty():
    image = make_image()

    with refused_by("rendition_file_not_empty"):
        Rendition.objects.create(image=image, format="webp", width=320, height=200)


def test_import_record_key_not_empty():
    with refused_by("import_record_key_not_empty"):
        ImportRecord.objects.create(article=make_article(), key=" ", digest="0" * 64, version=1)
