"""The desk of a page, step by step as a browser without JavaScript sends it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.front import SLOTS, SLOTS_OF_A_SECTION, compose_front
from articles.models import Arrangement, PendingArrangement, Placement
from articles.publishing import schedule
from newsportal.accounts.roles import Role
from tests.articles.admin.conftest import client_of
from tests.articles.admin.fronts import FRONT, at_time, fills, front_of, held, press, words_in
from tests.articles.admin.pages import errors_in, tree_of, typed_in
from tests.makers import make_article, make_staff

HOUR = timedelta(hours=1)


def test_a_desk_shows_what_fills_a_page_by_itself(desk, stories):
    response = desk.get(FRONT)

    assert held(response) == [None] * SLOTS
    assert fills(response) == [story.headline for story in stories[:SLOTS]]
    assert "Nothing is changed yet." in words_in(response)


def test_a_story_is_held_moved_and_published(desk, editor, stories):
    press(desk, f"place:{stories[5].pk}:1")
    press(desk, f"place:{stories[6].pk}:1")
    response = press(desk, f"down:{stories[6].pk}")

    assert held(response)[:3] == [["Story number 5"], ["Story number 6"], None]
    assert "“Story number 6” is in slot 2." in tree_of(response).text_content()
    assert not Placement.objects.exists()

    response = press(desk, "publish")

    assert "Published: readers see this arrangement now." in tree_of(response).text_content()
    assert front_of(compose_front(at=timezone.now()).leads)[:3] == [
        stories[5].pk,
        stories[6].pk,
        stories[0].pk,
    ]
    assert Arrangement.objects.get().created_by == editor
    assert not PendingArrangement.objects.exists()


def test_what_is_prepared_is_kept_for_its_editor_alone(desk, stories):
    press(desk, f"place:{stories[5].pk}:1")
    colleague = client_of(make_staff(Role.CHIEF_EDITOR))

    assert held(desk.get(FRONT))[0] == ["Story number 5"]
    assert held(colleague.get(FRONT))[0] is None
    assert "You have changes that are not published" in words_in(
        desk.get("/admin/articles/placement/")
    )

    response = press(desk, "discard")
    assert held(response)[0] is None
    assert not PendingArrangement.objects.exists()


def test_stories_are_put_below_another(desk, stories):
    press(desk, f"place:{stories[5].pk}:1")
    for number in (7, 8):
        press(desk, f"place:{stories[number].pk}", target="below-1")
    response = press(desk, f"up:{stories[8].pk}")

    assert held(response)[0] == ["Story number 5", "Story number 8", "Story number 7"]
    press(desk, "publish")
    lead = compose_front(at=timezone.now()).slots[0]
    assert front_of(lead.supporting) == [stories[8].pk, stories[7].pk]

    response = press(desk, f"out:{stories[8].pk}")
    assert held(response)[0] == ["Story number 5", "Story number 7"]


def test_a_found_story_goes_where_the_editor_says(desk, stories):
    found = press(desk, "keep", q="number 9")
    assert "1 story found" in words_in(found)

    response = press(desk, f"place:{stories[9].pk}", q="number 9", target="in-3")

    assert held(response)[2] == ["Story number 9"]
    assert "On this page already" in words_in(response)


def test_when_a_story_leaves_and_whether_it_repeats_is_kept_and_published(desk, stories):
    press(desk, f"place:{stories[5].pk}:2")
    end = (timezone.localtime() + 3 * HOUR).replace(microsecond=0)
    terms = {
        "slot-2-ends_at_0": f"{end:%Y-%m-%d}",
        "slot-2-ends_at_1": f"{end:%H:%M:%S}",
        "slot-2-may_repeat": "on",
    }
    press(desk, f"up:{stories[5].pk}", **terms)
    press(desk, "publish")

    placement = Placement.objects.get()
    assert (placement.slot, placement.ends_at, placement.may_repeat) == (1, end, True)
    assert typed_in(desk.get(FRONT))["slot-1-ends_at_0"] == [f"{end:%Y-%m-%d}"]


@pytest.mark.parametrize("do", ["publish", "keep", "up:1"])
def test_half_a_time_is_asked_for_again_and_nothing_is_lost(desk, stories, do):
    press(desk, f"place:{stories[5].pk}:2")

    response = press(desk, do, **{"slot-2-ends_at_0": "2030-01-01"})

    assert response.status_code == 422
    assert "Choose a time too." in errors_in(response)
    assert typed_in(response)["slot-2-ends_at_0"] == ["2030-01-01"]
    assert not Placement.objects.exists()


def test_a_section_has_a_desk_of_its_own(desk, stories):
    section = stories[0].section
    address = f"/admin/articles/placement/{section.pk}/"
    assert len(held(desk.get(address))) == SLOTS_OF_A_SECTION

    press(desk, f"place:{stories[7].pk}:1", address)
    press(desk, "publish", address)

    assert Placement.objects.get().section == section
    assert "1 story held" in words_in(desk.get("/admin/articles/placement/"))
    assert desk.get("/admin/articles/placement/999999/").status_code == 404


def test_the_preview_is_the_page_with_what_is_prepared(desk, stories):
    section = stories[0].section
    for address, public in ((FRONT, "/"), (f"/admin/articles/placement/{section.pk}/", "/world/")):
        press(desk, f"place:{stories[8].pk}:1", address)

        preview = desk.get(f"{address}preview/")

        assert preview.context["slots"][0].story.article_id == stories[8].pk
        assert preview["Cache-Control"] == "private, no-store"
        assert preview["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
        assert '<base target="_blank">' in preview.content.decode()
        shown = desk.get(public)
        assert shown.context["slots"][0].story.article_id == stories[0].pk
        assert "<base" not in shown.content.decode()


def test_the_preview_of_a_time_shows_what_is_public_then(desk, stories, tomorrow):
    planned = make_article(headline="Tomorrow's story")
    schedule(planned, by=None, at=tomorrow)
    press(desk, "keep", **at_time(tomorrow))

    preview = desk.get(f"{FRONT}preview/")

    assert preview.context["slots"][0].story.headline == "Tomorrow's story"


def test_finding_while_one_types(desk, stories):
    response = desk.get(f"{FRONT}find/?q=number+4")

    assert "Story number 4" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert "No live or scheduled story" in desk.get(f"{FRONT}find/?q=nobody").content.decode()
    assert desk.post(f"{FRONT}find/").status_code == 405


@pytest.mark.parametrize(
    "do", ["", "fly:1", "to:1:99", "place:x", "place:1:2:3", f"place:{10**30}:1", "up", "look:x"]
)
def test_a_word_that_no_button_says_does_no_harm(desk, stories, do):
    press(desk, f"place:{stories[5].pk}:1")

    response = press(desk, do)

    assert response.status_code in {200, 422}
    assert held(response)[0] == ["Story number 5"]
    assert not Placement.objects.exists()


@pytest.mark.parametrize(
    "forged", [{"slot-1-stories": "x"}, {"slot-1-stories": "1,2,3,4,5,6,7"}, {"slot": ["1", "1"]}]
)
def test_a_damaged_form_changes_nothing(desk, stories, forged):
    press(desk, f"place:{stories[5].pk}:1")

    response = press(desk, "publish", **forged)

    assert response.status_code in {200, 422}
    assert held(desk.get(FRONT))[0] in (["Story number 5"], None)
    if response.status_code == 422:
        assert not Placement.objects.exists()


def test_a_story_that_was_sent_twice_is_refused(desk, stories):
    press(desk, f"place:{stories[5].pk}:1")

    twice: dict[str, Any] = {"slot": ["1", "2"], "slot-2-stories": str(stories[5].pk)}
    response = press(desk, "publish", **twice)

    assert response.status_code == 422
    assert not Placement.objects.exists()


def test_a_draft_is_never_placed(desk, stories, draft):
    response = press(desk, f"place:{draft.pk}:1")

    assert response.status_code == 422
    assert "neither live nor scheduled" in errors_in(response)
    forged: dict[str, Any] = {"slot": ["1"], "slot-1-stories": str(draft.pk)}
    assert press(desk, "publish", **forged).status_code == 422
    assert not Placement.objects.exists()


def test_a_desk_asks_as_often_with_one_story_as_with_many(desk, stories):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(FRONT).status_code == 200
        return len(captured)

    press(desk, f"place:{stories[0].pk}:1")
    few = queries()
    for number, story in enumerate(stories[1:6], start=2):
        press(desk, f"place:{story.pk}:{number}")
    press(desk, f"place:{stories[8].pk}", target="below-1")

    assert queries() <= few
    assert few <= 22
