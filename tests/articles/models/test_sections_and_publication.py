import pytest

from articles.models import Publication, Section
from articles.models.section import RESERVED_SLUGS
from tests.makers import make_article, make_organisation, make_person, make_section
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["", "World", "two words", "-world", "a--b", "wörld", "world/"])
def test_section_slug_well_formed(slug):
    with refused_by("section_slug_well_formed"):
        make_section(slug=slug)


@pytest.mark.parametrize("slug", RESERVED_SLUGS)
def test_section_slug_not_reserved(slug):
    with refused_by("section_slug_not_reserved"):
        make_section(slug=slug)


def test_section_slug_unique():
    make_section(slug="world")

    with refused_by("section_slug_unique"):
        make_section(slug="world")


@pytest.mark.parametrize("name", ["", " ", "\n\t"])
def test_section_name_not_empty(name):
    with refused_by("section_name_not_empty"):
        make_section(name=name)


def test_sections_are_navigated_by_position_and_then_by_age():
    last, first, second = (make_section(position=position) for position in (30, 10, 10))

    assert list(Section.objects.in_navigation_order()) == [first, second, last]


def test_publication_is_one_row():
    with refused_by("publication_is_one_row"):
        Publication.objects.create(id=2, name="The Other Paper")


def test_publication_name_not_empty():
    with refused_by("publication_name_not_empty"):
        Publication.objects.create(id=1, name=" ")


def test_a_paper_that_nobody_named_has_the_default_name():
    assert Publication.objects.current().name == "Newsportal"


def test_a_paper_has_the_name_that_its_editors_gave():
    Publication.objects.create(id=1, name="The Daily Example")

    assert Publication.objects.current().name == "The Daily Example"


def test_names_are_what_people_read():
    assert str(make_section(name="World")) == "World"
    assert str(make_person(name="Ales Bialiatski")) == "Ales Bialiatski"
    assert str(make_organisation(name="Belavia")) == "Belavia"
    assert str(make_article(headline="A headline")) == "A headline"
    assert str(Publication(name="The Daily Example")) == "The Daily Example"
