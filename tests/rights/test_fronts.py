"""The desks of the front page and of sections: whoever may arrange a page, and nobody else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Placement
from articles.models.placement import FRONT_PAGE
from newsportal.accounts.rights import in_words
from newsportal.accounts.roles import Role
from tests.articles.admin.pages import form_at
from tests.makers import make_edition, make_section, make_staff
from tests.rights.table import cell_of
from tests.rights.world import everything_stored

pytestmark = pytest.mark.django_db

RIGHT = "placement.arrange"
PAGES = ("front page", "own section", "other section")


@pytest.fixture
def sections() -> dict[str, Any]:
    """Two sections, each with a live story."""
    found = {name: make_section() for name in PAGES[1:]}
    for section in found.values():
        make_edition(section=section)
    return found


def browser_of(role: Role, sections: dict[str, Any]) -> Client:
    browser = Client()
    edited = (sections["own section"],) if role is Role.EDITOR else ()
    browser.force_login(make_staff(role, edits=edited))
    return browser


def key_of(page: str, sections: dict[str, Any]) -> int:
    return sections[page].pk if page in sections else FRONT_PAGE


def sent_by_the_chief(sections: dict[str, Any], key: int) -> dict[str, Any]:
    """What the desk of the page would send if it held the page's newest story, from whoever could."""
    address = reverse("admin:articles_placement_desk", args=[key])
    newest = sections["own section"].editions.get().article_id
    chosen = {"slot": "1", "slot-1-stories": str(newest), "do": "publish"}
    return form_at(browser_of(Role.CHIEF_EDITOR, sections), address) | chosen


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", Role)
def test_a_desk_is_open_for_those_whom_the_table_names(role, page, sections):
    browser, key = browser_of(role, sections), key_of(page, sections)
    sent = sent_by_the_chief(sections, key)
    cell = cell_of(RIGHT, "any", role)
    is_allowed = cell == "yes" or (cell == "section" and page == "own section")
    for name in ("desk", "find", "preview"):
        answer = browser.get(reverse(f"admin:articles_placement_{name}", args=[key]))

        assert answer.status_code == (200 if is_allowed else 403), (name, answer)
        assert is_allowed or in_words(RIGHT) in answer.content.decode()
    address = reverse("admin:articles_placement_desk", args=[key])
    before = everything_stored()

    answer = browser.post(address, sent)

    assert answer.status_code == (302 if is_allowed else 403)
    assert (everything_stored() != before) == is_allowed
    assert Placement.objects.exists() == is_allowed


@pytest.mark.parametrize("do", ["place:{story}:1", "discard", "mine", "keep", "publish"])
@pytest.mark.parametrize("page", ["front page", "other section"])
def test_no_button_works_on_somebody_elses_page(do, page, sections):
    browser, key = browser_of(Role.EDITOR, sections), key_of(page, sections)
    sent = sent_by_the_chief(sections, key)
    story = sections["own section"].editions.get().article_id
    before = everything_stored()

    answer = browser.post(
        reverse("admin:articles_placement_desk", args=[key]),
        sent | {"do": do.format(story=story)},
    )

    assert answer.status_code == 403
    assert everything_stored() == before


@pytest.mark.parametrize("role", Role)
def test_the_list_names_the_pages_that_somebody_may_arrange(role, sections):
    answer = browser_of(role, sections).get(reverse("admin:articles_placement_changelist"))

    cell = cell_of(RIGHT, "any", role)
    assert answer.status_code == (403 if cell == "–" else 200)
    listed = [line.page.name for line in answer.context["lines"]] if cell != "–" else []
    assert ("Front page" in listed) == (cell == "yes")
    assert (sections["own section"].name in listed) == (cell in {"yes", "section"})
    assert (sections["other section"].name in listed) == (cell == "yes")


def test_an_editor_places_and_finds_what_is_theirs_to_see(sections):
    """A story of another section is not found, and its forged key is not taken."""
    browser, section = browser_of(Role.EDITOR, sections), sections["own section"]
    address = reverse("admin:articles_placement_desk", args=[section.pk])
    theirs = sections["other section"].editions.get()
    mine = section.editions.get()

    def found(words):
        answer = browser.get(f"{address}find/", {"q": words})
        return [story.key for story in answer.context["found"]]

    assert found(theirs.headline) == found(theirs.path) == []
    assert found("paragraph") == [mine.article_id]
    assert found(mine.headline) == [mine.article_id]
    for forged in (
        {"do": f"place:{theirs.article_id}:1"},
        {"slot": "1", "slot-1-stories": str(theirs.article_id), "do": "publish"},
    ):
        answer = browser.post(address, form_at(browser, address) | forged)

        assert answer.status_code == 422
        assert not Placement.objects.exists()


def test_what_a_chief_editor_placed_there_an_editor_may_keep(sections):
    browser, section = browser_of(Role.EDITOR, sections), sections["own section"]
    address = reverse("admin:articles_placement_desk", args=[section.pk])
    theirs, mine = (sections[name].editions.get().article_id for name in PAGES[:0:-1])
    chief = browser_of(Role.CHIEF_EDITOR, sections)
    placed = {"slot": "1", "slot-1-stories": str(theirs), "do": "publish"}
    assert chief.post(address, form_at(chief, address) | placed).status_code == 302

    browser.post(address, form_at(browser, address) | {"do": f"place:{mine}:2"})
    browser.post(address, form_at(browser, address) | {"do": "publish"})

    stands = Placement.objects.order_by("slot").values_list("slot", "article_id")
    assert list(stands) == [(1, theirs), (2, mine)]
