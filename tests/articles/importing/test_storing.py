import pytest

from articles.editing import record_revision
from articles.importing.plain_text import parse
from articles.importing.recognising import known_names
from articles.importing.storing import Details, EditedSince, Outcome, store
from articles.models import Article, Revision
from tests.makers import make_image, make_person, make_section, make_user

pytestmark = pytest.mark.django_db

TEXT = "A <b>headline</b> & more\nMinsk – Text of Ann Lee & others.\nSubhead\nMore “text”."


@pytest.fixture
def section():
    return make_section(slug="politics")


def stored(text, section, **details):
    raw = text.encode()
    return store(
        parse(raw),
        key="story",
        raw=raw,
        details=Details(section=section, **details),
        names=known_names(),
        by=None,
    )


def test_a_file_becomes_a_working_copy(section):
    ann = make_person(name="Ann Lee")
    result = stored(TEXT, section)
    article = result.article
    assert result.outcome is Outcome.CREATED
    assert article.slug == "a-bheadlineb-more"
    assert article.dateline == "Minsk"
    assert article.body == (
        "<p>Text of Ann Lee &amp; others.</p><h2>Subhead</h2><p>More “text”.</p>"
    )
    assert article.mentions.get().people.get() == ann
    assert article.revisions.get().note == "Imported from story"


def test_the_same_file_twice_changes_nothing(section):
    first = stored(TEXT, section).article
    changed_at = first.changed_at
    again = stored(TEXT, section)
    assert again.outcome is Outcome.UNCHANGED
    again.article.refresh_from_db()
    assert again.article.changed_at == changed_at
    assert Revision.objects.count() == Article.objects.count() == 1


def test_a_changed_file_changes_the_working_copy(section):
    first = stored(TEXT, section).article
    second = stored(TEXT.replace("More", "Much more"), section)
    assert second.outcome is Outcome.CHANGED
    assert second.article.pk == first.pk
    assert "Much more" in second.article.body
    assert (second.article.version, second.article.mentions.count()) == (2, 0)


def test_the_newsrooms_own_changes_are_not_overwritten(section):
    article = stored(TEXT, section).article
    article.headline = "Our own headline"
    article.save()
    record_revision(article, by=None)
    with pytest.raises(EditedSince, match=r"Our own headline.*version 2; the import made 1"):
        stored(TEXT.replace("More", "Much more"), section)
    article.refresh_from_db()
    assert "Much more" not in article.body


def test_what_the_file_does_not_say_is_given(section):
    reporter, picture = make_person(), make_image()
    article = stored(
        TEXT,
        section,
        slug="own-slug",
        standfirst="Stand first.",
        bylines=[(reporter, "photos_by")],
        sources=[{"title": "A report", "url": "https://example.org/"}],
        picture=picture,
    ).article
    assert (article.slug, article.standfirst) == ("own-slug", "Stand first.")
    assert article.picture == picture
    assert article.bylines.get().person == reporter
    assert article.sources.get().title == "A report"


def test_a_headline_without_latin_letters_has_an_address_all_the_same(section):
    article = stored("Заголовок\nТекст.", section).article
    assert article.slug.startswith("article-")


def test_the_importer_is_named(section):
    editor = make_user()
    raw = TEXT.encode()
    article = store(
        parse(raw), key="k", raw=raw, details=Details(section), names=known_names(), by=editor
    ).article
    assert article.created_by == editor
    assert article.revisions.get().created_by == editor
