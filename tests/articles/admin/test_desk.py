"""The desk that the admin opens with: what lies there, for whom, since when."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin import piles
from articles.embargoes import lift_embargo, set_embargo
from articles.models import SectionEditor
from articles.publishing import publish, schedule
from articles.workflow import approve, send_back, submit
from newsportal.accounts.roles import Role
from tests.articles.admin.conftest import client_of
from tests.articles.admin.pages import tree_of
from tests.articles.admin.stepping import change
from tests.makers import (
    make_article,
    make_comment,
    make_edition,
    make_person,
    make_section,
    make_staff,
)

DAY = timedelta(days=1)
# Session, login, groups, sections, the newspaper's name, what one did last, and a pile each.
MOST_QUERIES = 20


def pile_of(client, label):
    """A pile as it is read: its number, and a line for each of its rows; None if it is not there."""
    for pile in tree_of(client.get("/admin/")).find_class("desk__pile"):
        count, name = (pile.find_class(f"desk__{part}")[0].text for part in ("count", "label"))
        if name == label:
            rows = pile.xpath(".//li")
            return count, [_line(row) for row in rows]
    return None


def _line(row):
    return " ".join(" ".join(row.itertext()).split())


def whole_list(client, label):
    """The headlines of the list to which a pile leads."""
    page = tree_of(client.get("/admin/"))
    (address,) = page.xpath(f"//h2/a[span[text()='{label}']]/@href")
    links = tree_of(client.get(address)).xpath("//table[@id='result_list']/tbody//th/a")
    return [link.text for link in links]


def labels_of(client):
    page = tree_of(client.get("/admin/"))
    return [label.text for label in page.find_class("desk__label")]


@pytest.fixture
def colleague(db):
    return make_staff(Role.REPORTER, name="Carl Colleague")


@pytest.fixture
def story(colleague):
    made = make_article(headline="Minsk frees 31", created_by=colleague)
    made.bylines.create(person=make_person())
    return made


def test_each_role_has_its_piles(desk, reporter, moderator):
    assert labels_of(desk) == [
        "Waiting for me",
        "Overdue",
        "My drafts",
        "Approved, to be published",
        "Scheduled",
        "Live, changes not published",
        "Appeals",
        "Held comments",
        "Possible errors",
    ]
    assert labels_of(client_of(reporter)) == ["Waiting for me", "Overdue", "My drafts", "Scheduled"]
    assert labels_of(client_of(moderator)) == ["Appeals", "Held comments"]


def test_an_empty_pile_says_so(desk):
    page = tree_of(desk.get("/admin/"))

    assert {one.text for one in page.find_class("desk__nothing")} == {"Nothing"}


def test_what_was_submitted_waits_for_the_editors_of_its_section(story, colleague, reporter):
    submit(story, by=colleague, note="The court has confirmed it")
    editor, other = make_staff(Role.EDITOR), make_staff(Role.EDITOR, edits=(make_section(),))
    SectionEditor.objects.create(section=story.section, editor=editor)

    waiting = pile_of(client_of(editor), "Waiting for me")

    words = "Minsk frees 31 Carl Colleague submitted it just now"
    assert waiting == ("1", [f"{words} The court has confirmed it"])
    assert whole_list(client_of(editor), "Waiting for me") == ["Minsk frees 31"]
    for somebody in (other, reporter, colleague):
        assert pile_of(client_of(somebody), "Waiting for me") == ("0", [])


def test_what_was_returned_waits_for_whoever_submitted_it(story, colleague, editor, desk):
    submit(story, by=colleague)
    send_back(story, by=editor, note="Which court?")

    count, (row,) = pile_of(client_of(colleague), "Waiting for me")

    assert count == "1"
    assert "Edith Editor returned it" in row
    assert "Which court?" in row
    assert pile_of(desk, "Waiting for me") == ("0", [])
    assert pile_of(client_of(colleague), "My drafts") == ("0", []), "it lies in one pile"


def test_what_waits_longest_comes_first(story, colleague, desk):
    later = make_article(headline="What came later")
    with time_machine.travel(timezone.now() - DAY, tick=False):
        submit(later, by=colleague)
    submit(story, by=colleague)

    _, rows = pile_of(desk, "Waiting for me")

    assert [row.partition(" Carl")[0] for row in rows] == ["What came later", "Minsk frees 31"]


def test_my_drafts_are_mine_and_unpublished(story, colleague, editor):
    make_edition(headline="Published long ago", created_by=colleague)
    make_article(headline="Somebody else's", created_by=editor)

    count, (row,) = pile_of(client_of(colleague), "My drafts")

    assert count == "1"
    assert row.startswith("Minsk frees 31 changed just now")
    assert whole_list(client_of(colleague), "My drafts") == ["Minsk frees 31"]
    submit(story, by=colleague)
    assert pile_of(client_of(colleague), "My drafts") == ("0", [])


def test_what_is_approved_waits_to_be_published(story, colleague, editor, desk):
    submit(story, by=colleague)
    approve(story, by=editor)

    count, (row,) = pile_of(desk, "Approved, to be published")

    assert (count, "Edith Editor approved it" in row) == ("1", True)
    publish(story, by=None)
    assert pile_of(desk, "Approved, to be published") == ("0", [])


def test_what_is_scheduled_says_when(story, editor, desk):
    at = (timezone.now() + DAY).replace(microsecond=0)
    schedule(story, by=editor, at=at)

    count, (row,) = pile_of(desk, "Scheduled")

    assert count == "1"
    assert f"{at:%-d %B %Y, %H:%M} (UTC), in" in row
    assert whole_list(desk, "Scheduled") == ["Minsk frees 31"]


def test_overdue_is_what_was_needed_by_now_and_is_not_public(story, colleague, editor, desk):
    with time_machine.travel(timezone.now() - DAY, tick=False):
        submit(story, by=colleague, due_at=timezone.now() + DAY / 2)
        approve(story, by=editor)

    count, (row,) = pile_of(desk, "Overdue")

    assert count == "1"
    assert row.startswith("Minsk frees 31 needed 12")
    publish(story, by=None)
    assert pile_of(desk, "Overdue") == ("0", [])


def test_overdue_is_also_an_embargo_that_nobody_used(story, editor, desk):
    with time_machine.travel(timezone.now() - DAY, tick=False):
        set_embargo(story, by=editor, until=timezone.now() + DAY / 2, note="The ministry")

    count, (row,) = pile_of(desk, "Overdue")

    assert (count, "the embargo ended 12" in row, "The ministry" in row) == ("1", True, True)
    assert whole_list(desk, "Overdue") == ["Minsk frees 31"]
    lift_embargo(story, by=editor)
    assert pile_of(desk, "Overdue") == ("0", [])


def test_what_was_published_after_its_embargo_is_not_overdue(story, editor, desk):
    with time_machine.travel(timezone.now() - DAY, tick=False):
        set_embargo(story, by=editor, until=timezone.now() + DAY / 2)
        schedule(story, by=None, at=timezone.now() + DAY / 2)

    assert pile_of(desk, "Overdue") == ("0", [])


def test_an_embargo_of_long_ago_is_waited_for_by_nobody(story, editor, desk):
    with time_machine.travel(timezone.now() - piles.FORGOTTEN_AFTER - DAY, tick=False):
        set_embargo(story, by=editor, until=timezone.now() + DAY / 2)

    assert pile_of(desk, "Overdue") == ("0", [])


def test_what_is_overdue_twice_lies_there_once(story, colleague, editor, desk):
    with time_machine.travel(timezone.now() - DAY, tick=False):
        submit(story, by=colleague, due_at=timezone.now() + DAY / 2)
        set_embargo(story, by=editor, until=timezone.now() + DAY / 3)

    assert pile_of(desk, "Overdue")[0] == "1"


def test_changes_of_what_is_live_lie_there_until_they_are_public(story, desk):
    publish(story, by=None)
    change(story, headline="Minsk frees 32")

    assert pile_of(desk, "Live, changes not published")[0] == "1"
    assert whole_list(desk, "Live, changes not published") == ["Minsk frees 32"]


def test_held_comments_are_for_those_who_decide_about_them(moderator, reporter, desk):
    held = make_comment(
        state="held", nickname="Anna", text="Is this true?", created_at=timezone.now()
    )
    make_comment(state="published")

    count, (row,) = pile_of(client_of(moderator), "Held comments")

    assert count == "1"
    assert row.startswith(f"{held.thread.article.headline} by Anna, held, sent just now")
    assert "Is this true?" in row
    assert pile_of(client_of(reporter), "Held comments") is None
    page = client_of(moderator).get("/admin/comments/comment/?state=waiting").content.decode()
    assert "Is this true?" in page
    assert "1 comment" in page


def test_a_pile_shows_the_first_rows_and_leads_to_all(editor, desk, monkeypatch):
    for _ in range(7):
        make_article(created_by=editor)

    count, rows = pile_of(desk, "My drafts")
    assert (count, len(rows)) == ("7", 5)
    assert len(whole_list(desk, "My drafts")) == 7
    monkeypatch.setattr("articles.admin.desk.MOST", 6)
    assert pile_of(desk, "My drafts")[0] == "6+"


def test_the_desk_asks_as_often_for_many_rows_as_for_one(colleague, editor, desk):
    def write(number):
        for _ in range(number):
            make_article(created_by=editor)
            submit(make_article(), by=colleague, due_at=timezone.now() + DAY)
            approved = make_article()
            submit(approved, by=colleague)
            approve(approved, by=editor)
            schedule(make_article(), by=None, at=timezone.now() + DAY)
            set_embargo(make_article(), by=editor, until=timezone.now() + DAY)
            make_comment(state="held")

    write(1)
    desk.get("/admin/")
    with CaptureQueriesContext(connection) as for_one:
        desk.get("/admin/")
    write(6)

    with CaptureQueriesContext(connection) as for_many:
        desk.get("/admin/")

    assert len(for_many) == len(for_one) <= MOST_QUERIES
