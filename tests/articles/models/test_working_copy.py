"""The rules of an article's working copy and of the rows beside it."""

import pytest

from articles.editing import record_revision
from articles.models import Byline, ImportRecord, Redirect, Revision, Source
from tests.makers import make_article, make_image, make_person, make_section
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def test_article_headline_not_empty():
    with refused_by("article_headline_not_empty"):
        make_article(headline=" ")


def test_article_body_not_empty():
    with refused_by("article_body_not_empty"):
        make_article(body="\n")


@pytest.mark.parametrize("slug", ["", "Pardons", "31 ukrainians", "pardons-"])
def test_article_slug_well_formed(slug):
    with refused_by("article_slug_well_formed"):
        make_article(slug=slug)


def test_article_caption_needs_picture():
    with refused_by("article_caption_needs_picture"):
        make_article(picture_caption="What is to be seen")


def test_a_picture_may_have_a_caption_of_the_article():
    assert make_article(picture=make_image(), picture_caption="What is to be seen").pk


def test_byline_person_once_per_role():
    article, person = make_article(), make_person()
    Byline.objects.create(article=article, person=person)

    with refused_by("byline_person_once_per_role"):
        Byline.objects.create(article=article, person=person)


def test_one_person_may_have_two_roles():
    article, person = make_article(), make_person(name="Natalia Eismont")
    Byline.objects.create(article=article, person=person)

    photos = Byline.objects.create(article=article, person=person, role=Byline.Role.PHOTOS_BY)

    assert str(photos) == "Photos by Natalia Eismont"


def test_byline_role_known():
    with refused_by("byline_role_known"):
        Byline.objects.create(article=make_article(), person=make_person(), role="dreamt_by")


def test_source_title_not_empty():
    with refused_by("source_title_not_empty"):
        Source.objects.create(article=make_article(), title="")


def test_source_once_per_article():
    article = make_article()
    source = {"article": article, "title": "A report", "url": "https://example.org/report"}
    Source.objects.create(**source)

    with refused_by("source_once_per_article"):
        Source.objects.create(**source)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "example.org", "https://a b", "ftp://a.org"]
)
def test_source_url_is_web_address(url):
    with refused_by("source_url_is_web_address"):
        Source.objects.create(article=make_article(), title="A report", url=url)


def test_a_source_need_not_be_on_the_web():
    assert str(Source.objects.create(article=make_article(), title="A letter")) == "A letter"


def test_revision_number_unique():
    revision = record_revision(make_article(), by=None)
    revision.pk = None

    with refused_by("revision_number_unique"):
        revision.save(force_insert=True)


def test_revision_number_from_one():
    revision = record_revision(make_article(), by=None)
    revision.pk, revision.number = None, 0

    with refused_by("revision_number_from_one"):
        revision.save(force_insert=True)


@pytest.mark.parametrize("change", [{"note": "forged"}, {"number": 7}, {"snapshot": {}}])
def test_a_revision_never_changes(change):
    revision = record_revision(make_article(), by=None)

    with refused_by("revision_is_immutable"):
        Revision.objects.filter(pk=revision.pk).update(**change)


def test_a_revision_is_called_by_its_number():
    assert str(Revision(number=3)) == "Revision 3"


def test_import_record_key_unique():
    record = {"key": "pardons.txt", "digest": "0" * 64, "version": 1}
    ImportRecord.objects.create(article=make_article(), **record)

    with refused_by("import_record_key_unique"):
        ImportRecord.objects.create(article=make_article(), **record)


@pytest.mark.parametrize("digest", ["", "0" * 63, "G" * 64, "A" * 64])
def test_import_record_digest_well_formed(digest):
    with refused_by("import_record_digest_well_formed"):
        ImportRecord.objects.create(article=make_article(), key="a.txt", digest=digest, version=1)


def test_an_import_record_is_called_by_its_file():
    assert str(ImportRecord(key="pardons.txt")) == "pardons.txt"


def test_redirect_path_unique():
    Redirect.objects.create(path="/old/", section=make_section())

    with refused_by("redirect_path_unique"):
        Redirect.objects.create(path="/old/", section=make_section())


@pytest.mark.parametrize("path", ["", "/", "old/", "/old page/", "/old/?page=2", "/old/#part"])
def test_redirect_path_well_formed(path):
    with refused_by("redirect_path_well_formed"):
        Redirect.objects.create(path=path, section=make_section())


def test_a_redirect_needs_a_target():
    with refused_by("redirect_has_one_target"):
        Redirect.objects.create(path="/old/")


def test_a_redirect_has_no_second_target():
    with refused_by("redirect_has_one_target"):
        Redirect.objects.create(path="/old/", section=make_section(), person=make_person())


@pytest.mark.parametrize(
    ("field", "make"),
    [("section", make_section), ("person", make_person), ("article", make_article)],
)
def test_a_redirect_leads_to_a_thing(field, make):
    redirect = Redirect.objects.create(path="/old/", **{field: make()})

    assert str(redirect) == "/old/"
