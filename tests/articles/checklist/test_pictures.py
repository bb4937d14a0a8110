import pytest

from articles.checklist.pictures import picture_alt, picture_credit
from articles.models import Image
from tests.articles.checklist.manuscripts import manuscript


def with_picture(**fields):
    picture = Image(**{"pk": 1, "alt_text": "A bus at the border", "credit": "Ann Author"} | fields)
    return manuscript(picture=picture)


@pytest.mark.parametrize("words", ["", " ", "-", "IMG_2041", "bus-final.jpg", "1833"])
def test_a_picture_that_is_not_described_is_found(words):
    (finding,) = picture_alt(with_picture(alt_text=words))

    assert (finding.field, finding.words) == ("picture", words.strip())


@pytest.mark.parametrize(
    "fields",
    [{}, {"alt_text": "Автобус на мяжы"}, {"alt_text": "", "is_decorative": True}],
    ids=["described", "in another script", "decorative"],
)
def test_a_described_or_decorative_picture_is_fine(fields):
    assert not list(picture_alt(with_picture(**fields)))


@pytest.mark.parametrize("words", ["", "?", "Unknown", "N/A", "none."])
def test_a_picture_without_its_maker_is_found(words):
    (finding,) = picture_credit(with_picture(credit=words))

    assert finding.words == words


@pytest.mark.parametrize("words", ["Ann Author", "BelTA", "Ганна", "Unknown photographer / NASA"])
def test_whoever_is_named_is_a_credit(words):
    assert not list(picture_credit(with_picture(credit=words)))


def test_an_article_without_a_picture_needs_neither():
    assert not [*picture_alt(manuscript()), *picture_credit(manuscript())]
