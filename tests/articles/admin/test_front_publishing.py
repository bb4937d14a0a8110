"""Publishing from the desk of a page: at a time, beside colleagues, and what is planned."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.arranging.acts import arrange
from articles.arranging.plans import Plan, PlannedSlot
from articles.arranging.standing import standing
from articles.front import compose_front
from articles.models import Placement
from articles.models.placement import FRONT_PAGE
from articles.publishing import schedule, withdraw
from newsportal.accounts.roles import Role
from tests.articles.admin.conftest import client_of
from tests.articles.admin.fronts import FRONT, at_time, front_of, held, press, words_in
from tests.articles.admin.pages import errors_in, form_at, tree_of
from tests.makers import make_article, make_staff

HOUR = timedelta(hours=1)


def test_an_arrangement_is_published_for_a_time(desk, stories, tomorrow):
    press(desk, f"place:{stories[5].pk}:1")

    response = press(desk, "publish", **at_time(tomorrow))

    assert "readers see this arrangement from" in tree_of(response).text_content()
    assert compose_front(at=timezone.now()).leads[0].article_id == stories[0].pk
    assert compose_front(at=tomorrow).leads[0].article_id == stories[5].pk
    assert held(response)[0] is None

    planned = press(desk, f"look:{tomorrow.isoformat()}")
    assert held(planned)[0] == ["Story number 5"]
    taken_back = press(desk, "takeback")
    assert held(taken_back)[0] is None
    press(desk, "publish")
    assert not Placement.objects.exists()


def test_what_is_prepared_can_be_moved_to_another_time(desk, stories, tomorrow):
    press(desk, f"place:{stories[5].pk}:1")
    response = press(desk, "keep", **at_time(tomorrow))
    assert "The page as it will stand from" in words_in(response)
    assert held(response)[0] == ["Story number 5"]

    response = press(desk, "look:")
    assert "The page as it stands now" in words_in(response)
    assert held(response)[0] == ["Story number 5"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"when": "later"}, "Choose the date and the time."),
        ({"when": "later", "at_0": "2001-01-01", "at_1": "12:00"}, "This time has passed"),
        ({"when": "never"}, "Select a valid choice"),
    ],
)
def test_a_time_that_can_not_be_is_explained(desk, stories, fields, words):
    press(desk, f"place:{stories[5].pk}:1")

    response = press(desk, "publish", **fields)

    assert response.status_code == 422
    assert words in errors_in(response)
    assert held(response)[0] == ["Story number 5"]


def test_two_who_arrange_at_once_see_both_and_lose_nothing(desk, stories):
    olga = client_of(make_staff(Role.CHIEF_EDITOR, name="Olga Other"))
    press(desk, f"place:{stories[5].pk}:1")
    press(olga, f"place:{stories[6].pk}:1")
    sent = form_at(desk, FRONT) | {"do": "publish"}
    press(olga, "publish")

    response = desk.post(FRONT, sent)

    assert response.status_code == 409
    (table,) = tree_of(response).find_class("stale__table")
    assert " ".join(table.text_content().split()).endswith("1 Story number 6 Story number 5")
    assert "Olga Other" in words_in(response)
    assert compose_front(at=timezone.now()).leads[0].article_id == stories[6].pk

    # Looking again is no consent, and another button isn't either.
    assert press(desk, "publish").status_code == 409
    assert press(desk, f"place:{stories[7].pk}:3").status_code == 200
    assert press(desk, "publish").status_code == 409

    press(desk, "mine")
    assert press(desk, "publish").status_code == 200
    leads = front_of(compose_front(at=timezone.now()).leads)
    assert (leads[0], leads[2]) == (stories[5].pk, stories[7].pk)


def test_what_others_arranged_is_taken_over_where_nothing_was_changed(desk, stories):
    desk.get(FRONT)
    plan = Plan((PlannedSlot(1, (stories[6].pk,)),))
    arrange(FRONT_PAGE, plan, by=None, base=standing(FRONT_PAGE, at=timezone.now()).base)

    response = desk.get(FRONT)

    assert held(response)[0] == ["Story number 6"]
    assert "arranged meanwhile" not in words_in(response)


def test_publishing_for_a_time_at_which_something_else_stands_is_asked_about(
    desk, stories, tomorrow
):
    press(desk, f"place:{stories[6].pk}:1")
    press(desk, "publish", **at_time(tomorrow - HOUR))
    press(desk, f"place:{stories[5].pk}:2")

    response = press(desk, "publish", **at_time(tomorrow))

    assert response.status_code == 409
    assert "Story number 6" in words_in(response)
    press(desk, "mine")
    press(desk, "publish")
    assert compose_front(at=tomorrow).leads[1].article_id == stories[5].pk


def test_a_story_that_readers_do_not_see_is_named_with_what_stands_for_it(desk, stories, tomorrow):
    planned = make_article(headline="Tomorrow's story")
    schedule(planned, by=None, at=tomorrow)
    press(desk, f"place:{planned.pk}:1")
    press(desk, f"place:{stories[3].pk}:2")
    press(desk, "publish")
    withdraw(stories[3], by=None, reason="Not true.")

    response = desk.get(FRONT)

    assert "Scheduled for" in words_in(response)
    assert "Instead the slot shows “Story number 0”" in words_in(response)
    assert "Not public" in words_in(response)
    assert "Instead the slot shows “Story number 1”" in words_in(response)
    there = press(desk, "keep", **at_time(tomorrow))
    assert words_in(there).count("Instead the slot shows") == 1
