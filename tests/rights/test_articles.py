"""Every role on every surface of an article, in every state: what the table says, and nothing else.

After each request that is denied the whole database is what it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from articles.models import Person
from newsportal.accounts.roles import Role
from tests.articles.admin.pages import errors_in, save, tree_of
from tests.makers import make_user
from tests.rights.surfaces import ROWS, SURFACES, Surface, unchanged
from tests.rights.table import RELATIONS, STATES, is_allowed
from tests.rights.world import Newsroom, count_acts, everything_stored, make_newsroom

pytestmark = pytest.mark.django_db
HEADLINE = "A headline like no other"
# What has a state of its own, such as a step, may be refused to those who have the right.
WRITES_ALWAYS = {*ROWS, "headline", "standfirst", "dateline", "body", "slug", "close", "share"}
# An action about many rows passes over those that somebody can't see.
LEFT_OUT = {"decide several"}
# Roles for which it makes a difference whose an article is, and the others.
CELLS = [
    (role, relation)
    for role in Role
    for relation in (RELATIONS if role in {Role.REPORTER, Role.EDITOR} else ("neither",))
]


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Asked:
    """An answer, whether anything was written, and how many acts were recorded."""

    answer: Any
    has_written: bool
    acts: int


def ask(browser: Client, surface: Surface, room: Newsroom) -> Asked:
    if surface.prepare and surface.is_possible(room):
        surface.prepare(room)
    address = surface.address(room)
    sent = surface.sent(room) if surface.sent else None
    before, acts = everything_stored(), count_acts()
    answer = browser.get(address) if sent is None else browser.post(address, sent)
    return Asked(answer, everything_stored() != before, count_acts() - acts)


def is_denied(answer: Any) -> bool:
    """Not found, forbidden, sent back to the desk, or refused on the form."""
    if answer.status_code == 302:
        return answer.url in {"/admin/"} or answer.url.startswith("/admin/login/")
    return answer.status_code in {403, 404} or "may do this" in errors_in(answer)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("role", "relation"), CELLS)
def test_the_table_holds_on_every_surface(role, relation, state):
    room = make_newsroom(role, state, relation)
    for surface in (one for one in SURFACES if state in one.states):
        expected = is_allowed(surface.right, state, role, relation)
        with undone():
            asked = ask(room.browser, surface, room)
            answer, has_written = asked.answer, asked.has_written
            words = answer.content.decode()

            if surface.sent is None:
                assert (HEADLINE in words) == expected, surface.name
            elif surface.name not in LEFT_OUT:
                assert is_denied(answer) != expected, surface.name
            if not expected:
                assert not has_written, surface.name
            if surface.done_in is not None:
                is_done = expected and surface.is_possible(room)
                assert (has_written, asked.acts) == (is_done, int(is_done)), surface.name
            if expected and surface.name in WRITES_ALWAYS:
                assert has_written, surface.name
            # What a chooser is told, nobody reads.
            if answer.status_code == 403 and surface.name != "chooser":
                assert "may do this" in words, surface.name


@pytest.mark.parametrize("state", ["draft", "live"])
def test_who_does_not_work_here_is_asked_to_sign_in(state):
    room = make_newsroom(Role.CHIEF_EDITOR, state, "own")
    browsers = {"stranger": Client(), "reader": Client(), "dismissed": room.browser}
    browsers["reader"].force_login(make_user())
    room.user.is_active = False
    room.user.save()
    for who, browser in browsers.items():
        for surface in (one for one in SURFACES if state in one.states):
            with undone():
                asked = ask(browser, surface, room)

                assert asked.answer.url.startswith("/admin/login/"), (who, surface.name)
                assert not asked.has_written, (who, surface.name)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.CHIEF_EDITOR])
def test_a_section_is_forged_by_nobody(role, state):
    """An article is moved only from a section of theirs to another of theirs."""
    relation = {Role.REPORTER: "own", Role.EDITOR: "section"}.get(role, "neither")
    room = make_newsroom(role, state, relation)
    address = f"/admin/articles/article/{room.article.pk}/change/"
    sent = unchanged(room.article) | {"section": room.other_section.pk}
    before = everything_stored()

    answer = room.browser.post(address, sent)

    if role is Role.CHIEF_EDITOR:
        assert answer.status_code == 302
        room.article.refresh_from_db()
        assert room.article.section == room.other_section
        return
    assert everything_stored() == before
    assert is_denied(answer) or "Choose a section that you edit" in errors_in(answer)


@pytest.mark.parametrize("role", Role)
def test_an_article_begins_in_a_section_of_ones_own(role):
    room = make_newsroom(role, "draft", "section")
    for section in (room.article.section, room.other_section):
        sent = unchanged(room.article) | {"section": section.pk, "headline": "New", "slug": "new"}
        relation = "section" if section == room.article.section else "neither"
        expected = is_allowed("article.add", "new", role, relation)
        with undone():
            before = everything_stored()
            answer = room.browser.post("/admin/articles/article/add/", sent)

            assert (everything_stored() != before) == expected
            assert (answer.status_code == 302) == expected


def test_what_is_only_read_goes_back_as_it_was():
    room = make_newsroom(Role.EDITOR, "live", "section")
    Person.objects.filter(bylines__article=room.article).update(name="Ann Author")
    page = room.browser.get(f"/admin/articles/article/{room.article.pk}/change/")
    (group,) = tree_of(page).xpath("//*[@id='bylines-group']")

    response = save(room.browser, room.article, headline="Other words")

    assert "Ann Author" in group.text_content()
    assert {field.get("type") for field in group.xpath(".//input")} == {"hidden"}
    assert response.status_code == 302
    room.article.refresh_from_db()
    assert room.article.headline == "Other words"
    assert room.article.bylines.get().person.name == "Ann Author"


def test_several_articles_are_deleted_only_by_those_who_may():
    for role in Role:
        with undone():
            room = make_newsroom(role, "draft", "own")
            sent = {
                "action": "delete_selected",
                "_selected_action": [room.article.pk],
                "post": "yes",
            }
            before = everything_stored()

            room.browser.post("/admin/articles/article/", sent)

            expected = is_allowed("article.delete", "draft", role, "own")
            assert (everything_stored() != before) == expected, role


def test_a_role_that_is_taken_away_is_gone_at_the_next_request():
    room = make_newsroom(Role.CHIEF_EDITOR, "draft", "neither")
    address = f"/admin/articles/article/{room.article.pk}/publish/"
    assert room.browser.get(address).status_code == 200

    room.user.groups.clear()

    assert room.browser.get(address).status_code == 404
    assert room.browser.get("/admin/articles/article/").status_code == 403
