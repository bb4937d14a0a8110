"""A reader's name: kept by the rules of nicknames, and one of its kind."""

from functools import partial

import pytest

from comments.models import Reader
from comments.nicknames import nickname_key
from comments.profile.naming import rename
from comments.text import TextRefused
from tests.comments.posting import post
from tests.comments.readers import make_reader, signed_in
from tests.comments.simultaneously import simultaneously
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db
ADDRESS = "/comments/profile/name/"


def test_a_new_name_is_shown_from_now_on(article):
    reader = make_reader("Anna")
    comment = post(article, reader=reader, nickname="Anna")

    response = signed_in(reader).post(ADDRESS, {"display_name": " Anna  of Minsk "})

    reader.refresh_from_db()
    comment.refresh_from_db()
    assert response.status_code == 303
    assert (reader.display_name, comment.nickname) == ("Anna of Minsk", "Anna")
    page = signed_in(reader).get(response["Location"]).content.decode()
    assert "From now on you are called <bdi>Anna of Minsk</bdi>" in page


@pytest.mark.parametrize(
    "typed", ["", " ", "a" * 51, "\u202eevil", "\0", "BEN", "Ｂｅｎ", "Moderator"]
)
def test_a_name_that_can_not_be_is_given_back_with_the_reason(typed):
    rename(make_reader("Old"), to="Ben")
    reader = make_reader("Anna")

    response = signed_in(reader).post(ADDRESS, {"display_name": typed})

    reader.refresh_from_db()
    assert response.status_code == 422
    assert "field__errors" in response.content.decode()
    assert reader.display_name == "Anna"


def test_the_same_name_again_is_no_other():
    reader = make_reader("Anna")
    rename(reader, to="Anna")
    rename(reader, to="ANNA")

    assert Reader.objects.get().display_name == "ANNA"


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_gets_the_name():
    readers = [make_reader("Anna"), make_reader("Ben")]

    def take(reader):
        try:
            rename(reader, to="Carl")
        except TextRefused:
            return reader.display_name
        return "taken"

    results = simultaneously([partial(take, reader) for reader in readers])

    assert results.count("taken") == 1
    assert Reader.objects.filter(name_key="carl").count() == 1


def test_reader_name_once():
    make_reader("Anna")
    Reader.objects.create(display_name="Anna", name_key=nickname_key("Anna"))

    with refused_by("reader_name_once"):
        Reader.objects.create(display_name="Anna", name_key=nickname_key("Anna"))
