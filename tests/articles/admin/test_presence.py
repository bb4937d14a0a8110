"""Who else has an article open, and what they have saved meanwhile."""

import pytest

from articles.editing import record_revision
from articles.models import Article
from newsportal.accounts.roles import Role
from tests.articles.admin.conftest import client_of
from tests.articles.admin.pages import address_of, form_at, tree_of, typed_in
from tests.articles.admin.test_stale_form import save_meanwhile
from tests.articles.admin.unsaved import KEEP, type_into
from tests.makers import make_article, make_staff


@pytest.fixture
def article(editor) -> Article:
    article = make_article(headline="First text", body="<p>One.</p><p>Two.</p>")
    record_revision(article, by=editor)
    return article


def test_who_else_is_there_is_told_to_each(desk, article, editor):
    other = make_staff(Role.CHIEF_EDITOR, name="Otto Other")
    type_into(client_of(other), address_of(article), headline="Their text")
    page = desk.get(address_of(article))
    (people,) = tree_of(page).find_class("unsaved__people")

    answer = desk.post(KEEP, typed_in(page) | {"state": "open"}).json()

    assert "Otto Other, since " in people.text_content()
    assert ", with unsaved text" in people.text_content()
    assert len(answer["people"]) == 1
    assert answer["people"][0].startswith("Otto Other, since ")


def test_ones_own_other_window_is_called_so(desk, article):
    type_into(desk, address_of(article))
    page = desk.get(address_of(article))

    (people,) = tree_of(page).find_class("unsaved__people")
    answer = desk.post(KEEP, typed_in(page) | {"state": "open"}).json()

    assert "in another window" not in people.text_content()
    assert answer["people"][0].startswith("You, in another window, since ")


def test_who_has_left_is_gone_at_once(desk, article):
    other = client_of(make_staff(Role.CHIEF_EDITOR, name="Otto Other"))
    data, _ = type_into(other, address_of(article))

    other.post(KEEP, data | {"state": "left"})

    assert "Otto Other" not in desk.get(address_of(article)).content.decode()


def test_who_saved_meanwhile_is_told_before_one_saves(desk, article):
    data = form_at(desk, address_of(article))
    save_meanwhile(article, headline="Other text")

    answer = desk.post(KEEP, data | {"state": "open"}).json()

    assert answer["newer"].startswith("Otto Other saved version 2 on ")
