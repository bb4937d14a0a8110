"""Two readers of one name on one article, told apart without knowing either."""

import pytest

from comments.marks import author_mark
from comments.models import Comment, Reader
from tests.comments.posting import post
from tests.makers import make_comment, make_edition, make_thread

pytestmark = pytest.mark.django_db


def test_one_browser_has_one_mark_on_an_article_and_another_elsewhere(article):
    one, two = post(article, browser="a"), post(article, browser="a")
    other = post(article, browser="b")
    elsewhere = post(make_edition().article, browser="a")

    assert one.author_mark == two.author_mark != ""
    assert len({one.author_mark, other.author_mark, elsewhere.author_mark}) == 3


def test_one_browser_has_one_key_on_the_whole_site_that_is_none_of_its_marks(article):
    one, elsewhere = post(article, browser="a"), post(make_edition().article, browser="a")
    other, nobody = post(article, browser="b"), post(article)

    assert one.author_key == elsewhere.author_key not in {"", other.author_key, one.author_mark}
    assert nobody.author_key == ""


def test_an_account_takes_the_place_of_the_browser(article):
    reader = Reader.objects.create(display_name="Anna")

    one = post(article, browser="a", reader=reader)
    two = post(article, browser="b", reader=reader)

    assert one.author_mark == two.author_mark != post(article, browser="a").author_mark


def test_nothing_known_of_the_author_leaves_no_mark():
    assert author_mark(article_id=1, browser="", reader=None) == ""


def test_marks_depend_on_the_secret_key(settings):
    before = author_mark(article_id=1, browser="a", reader=None)
    settings.SECRET_KEY = "another key, which nobody knows either"

    assert author_mark(article_id=1, browser="a", reader=None) != before


def test_who_was_first_keeps_the_name(article):
    comments = [
        post(article, nickname=name, browser=browser)
        for name, browser in [
            ("Anna", "a"),
            ("Anna", "b"),
            ("ANNA", "a"),
            ("An\u200dna", "b"),
            ("Anna", ""),
            ("Bella", "b"),
        ]
    ]

    assert [one.is_namesake for one in comments] == [False, True, False, True, True, False]


@pytest.mark.parametrize("other", ["\u0410nna", "Ann\u0430", "ANNA", "𝐀nna", "Аnnа\u200d"])
def test_a_name_that_looks_like_one_is_marked_and_taken_all_the_same(article, other):
    post(article, nickname="Anna", browser="a")
    impostor = post(article, nickname=other, browser="b")
    again = post(article, nickname=other, browser="a")

    assert (impostor.state, impostor.is_namesake) == ("published", True)
    assert not again.is_namesake


def test_a_name_is_free_on_another_article(article):
    post(article, nickname="Anna", browser="a")

    assert not post(make_edition().article, nickname="Anna", browser="b").is_namesake


@pytest.mark.parametrize(("state", "taken"), [("held", True), ("spam", False), ("rejected", False)])
def test_a_name_is_not_taken_by_what_was_never_to_be_shown(article, state, taken):
    first = post(article, nickname="Anna", browser="a")
    Comment.objects.filter(pk=first.pk).update(state=state)

    assert post(article, nickname="Anna", browser="b").is_namesake == taken


def test_an_imported_comment_has_its_name_and_no_browser(article):
    make_comment(make_thread(article=article), nickname="Anna", nickname_key="anna")

    assert post(article, nickname="Anna", browser="a").is_namesake
