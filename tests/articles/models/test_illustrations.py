import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles.models import Article, Edition, Illustration, Image, PrintedIllustration
from articles.publishing import update
from tests.articles.admin.stepping import change
from tests.makers import make_article, make_edition, make_image

pytestmark = pytest.mark.django_db


def figure(*images):
    figures = (
        f'<figure data-picture="{one.pk}"><figcaption></figcaption></figure>' for one in images
    )
    return "".join(["<p>Text.</p>", *figures])


def in_text(article):
    return set(Image.objects.filter(illustrations__article=article))


def test_the_pictures_of_a_text_follow_it_whoever_saves_it():
    first, second = make_image(), make_image()
    article = make_article(body=figure(first, first))
    assert in_text(article) == {first}

    Article.objects.filter(pk=article.pk).update(body=figure(second, first))
    assert in_text(article) == {first, second}

    Article.objects.filter(pk=article.pk).update(body=figure(second))
    assert in_text(article) == {second}

    Article.objects.filter(pk=article.pk).update(body="<p>Text.</p>")
    assert in_text(article) == set()


def test_what_the_library_does_not_have_is_passed_over():
    article = make_article(
        body='<p>data-picture="1"</p><figure data-picture="999999999"></figure>'
        '<figure data-picture="99999999999999999999"></figure>'
    )

    assert not article.illustrations.exists()


def test_a_picture_in_a_text_is_not_deleted():
    image = make_image()
    article = make_article(body=figure(image))

    with pytest.raises(ProtectedError):
        image.delete()

    article.delete()
    image.delete()


def test_a_picture_stays_for_as_long_as_an_edition_shows_it():
    image = make_image()
    edition = make_edition(body=figure(image))
    change(edition.article, body="<p>Other text.</p>")
    update(edition.article, by=None)

    assert [row.image for row in PrintedIllustration.objects.filter(edition=edition)] == [image]
    assert not edition.article.illustrations.exists()
    with pytest.raises(ProtectedError) as refused:
        image.delete()
    assert [str(row) for row in refused.value.protected_objects] == [
        f"In the text of the edition “{edition}”"
    ]


def test_an_edition_that_nobody_saw_lets_its_pictures_go():
    image = make_image()
    edition = make_edition(body=figure(image))
    Edition.objects.filter(pk=edition.pk).delete()

    assert not PrintedIllustration.objects.exists()


def test_a_picture_is_noted_once():
    """Rules: illustration_once, printed_illustration_once."""
    image = make_image()
    edition = make_edition(body=figure(image))

    with pytest.raises(IntegrityError, match="illustration_once"), transaction.atomic():
        Illustration.objects.create(article=edition.article, image=image)
    with pytest.raises(IntegrityError, match="printed_illustration_once"), transaction.atomic():
        PrintedIllustration.objects.create(edition=edition, image=image)
    assert str(edition.article.illustrations.get()) == f"In the text of “{edition.article}”"
