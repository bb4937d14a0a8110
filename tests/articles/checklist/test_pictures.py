import pytest

from articles.checklist import check
from articles.checklist.pictures import picture_alt, picture_credit, picture_gone
from articles.models import Image
from tests.articles.checklist.manuscripts import manuscript
from tests.makers import make_article, make_image


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


def in_text(*pictures, named=()):
    """A manuscript whose text names pictures of the library, and keys that it does not have."""
    keys = [*(one.pk for one in pictures), *named]
    figures = (f'<figure data-picture="{key}"></figure>' for key in keys)
    made = manuscript("".join(["<p>They went home.</p>", *figures]))
    made.pictures = {one.pk: one for one in pictures}
    return made


def test_pictures_in_the_text_are_judged_like_the_one_above_it():
    bus = Image(pk=1, alt_text="bus-final.jpg", credit="unknown")
    boat = Image(pk=2, alt_text="A boat", credit="Ann Author")

    found = [*picture_alt(in_text(bus, boat)), *picture_credit(in_text(bus, boat))]

    assert [(one.check, one.field, one.words) for one in found] == [
        ("picture-alt", "body", "bus-final.jpg"),
        ("picture-credit", "body", "unknown"),
    ]


def test_a_picture_that_the_library_does_not_have_is_found():
    (finding,) = picture_gone(in_text(Image(pk=1, alt_text="A bus", credit="Ann"), named=[7]))

    assert finding.problem == "Picture 7 is not in the library."


@pytest.mark.django_db
def test_pictures_of_a_stored_text_are_fetched():
    pictures = [make_image(credit="unknown") for _ in range(3)]
    figures = "".join(f'<figure data-picture="{one.pk}"></figure>' for one in pictures)
    article = make_article(body=f'<p>Text.</p>{figures}<figure data-picture="999999999"></figure>')

    checks = [finding.check for finding in check(article).errors]

    assert checks == ["picture-credit"] * 3 + ["picture-gone"]
