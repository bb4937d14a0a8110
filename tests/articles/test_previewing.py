import pytest
from django.utils import timezone

from articles.editing import record_revision
from articles.models import Article, Revision
from articles.previewing import story_of
from articles.publishing import publish
from articles.story import read_story
from tests.makers import make_article, make_mention, make_organisation, make_person

pytestmark = pytest.mark.django_db


def make_full_article() -> Article:
    """With everything that belongs to a text beside its row."""
    article = make_article(
        headline="Minsk frees 31",
        dateline="Minsk, Belarus",
        body="<h2>The deal</h2><p>Viasna thanked Pope Francis and Ales Bialiatski.</p>",
    )
    article.bylines.create(person=make_person(name="Ann Author"), position=1)
    article.bylines.create(person=make_person(name="Pia Photo"), role="photos_by")
    make_mention(article, make_organisation(name="Viasna"), salience="about", position=2)
    make_mention(
        article,
        make_person(name="Pope Leo XIV"),
        make_person(name="Francis of Rome"),
        phrase="Pope Francis",
        certainty="disputed",
        note="Sources differ.",
        position=1,
    )
    article.sources.create(title="A list", publisher="Viasna", url="https://viasna.example/list")
    return article


def test_a_preview_is_what_readers_see_once_it_is_published():
    article = make_full_article()
    revision = record_revision(article, by=None)

    now = timezone.now()
    preview = story_of(revision, at=now)
    edition = publish(article, by=None, at=now)
    shown = read_story(edition.path, at=now)

    assert shown is not None
    assert preview._replace(pk=shown.pk) == shown


def test_an_earlier_version_is_shown_as_it_was_kept():
    article = make_full_article()
    first = record_revision(article, by=None)
    author = article.bylines.get(role="by").person
    article.bylines.all().delete()
    article.mentions.all().delete()
    article.sources.all().delete()
    article.headline, article.body = "Other words", "<p>Nobody is named.</p>"
    article.save()
    record_revision(article, by=None)

    preview = story_of(first, at=timezone.now())

    assert preview.headline == "Minsk frees 31"
    assert [row["label"] for row in preview.subjects] == [
        "Francis of Rome or Pope Leo XIV",
        "Viasna",
    ]
    assert preview.bylines[0]["people"] == [{"name": "Ann Author", "url": author.url}]
    assert preview.sources[0]["title"] == "A list"


def test_whoever_is_known_no_more_is_left_out():
    article = make_full_article()
    first = record_revision(article, by=None)
    article.bylines.all().delete()
    gone = article.mentions.get(phrase="").organisations.get()
    article.mentions.all().delete()
    gone.delete()

    assert [row["label"] for row in story_of(first, at=timezone.now()).subjects] == [
        "Francis of Rome or Pope Leo XIV"
    ]


def test_what_was_published_keeps_its_first_date_and_says_that_it_is_updated():
    article = make_full_article()
    edition = publish(article, by=None)
    Article.objects.filter(pk=article.pk).update(headline="Other words")
    article.refresh_from_db()
    revision = record_revision(article, by=None)

    now = timezone.now()
    preview = story_of(revision, at=now)

    assert preview.number == 2
    assert preview.published_at == edition.published_at
    assert preview.updated_at == now
    assert preview.path == edition.path


def test_a_preview_stores_nothing_and_asks_a_bounded_number_of_queries(
    django_assert_max_num_queries,
):
    article = make_full_article()
    for number in range(20):
        make_mention(article, make_person(name=f"Person {number}"), position=number + 3)
    revision = record_revision(article, by=None)

    with django_assert_max_num_queries(16):
        story_of(revision, at=timezone.now())

    assert not article.editions.exists()
    assert Revision.objects.count() == 1
