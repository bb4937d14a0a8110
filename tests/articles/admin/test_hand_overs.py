"""Handing an article over in the admin: the steps, the top of the form, and the timeline."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.admin.steps import STEPS
from articles.embargoes import set_embargo
from articles.models import Article, HandOver, Publication
from articles.publishing import publish, schedule
from articles.workflow import approve, send_back, submit
from newsportal.accounts.models import User
from tests.articles.admin.conftest import client_of
from tests.articles.admin.pages import address_of, errors_in, form_at, save, tree_of, typed_in
from tests.articles.admin.stepping import at, change, step, take, visible
from tests.makers import make_staff


@pytest.fixture
def story(draft: Article, reporter: User) -> Article:
    """The reporter's own draft."""
    Article.objects.filter(pk=draft.pk).update(created_by=reporter)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def theirs(reporter) -> Client:
    """The reporter's browser."""
    return client_of(reporter)


def buttons_of(client, article):
    names = tree_of(client.get(address_of(article))).xpath("//input[@type='submit']/@name")
    return {name.removeprefix("_step_") for name in names if name.startswith("_step_")}


def words_of(client, article, part):
    """What stands in a part of the form; empty without it."""
    found = tree_of(client.get(address_of(article))).find_class(part)
    return " ".join(found[0].text_content().split()) if found else ""


def in_the_newsroom(client, article):
    """Whether the form says that somebody has the story, or that it is under embargo."""
    return bool(
        tree_of(client.get(address_of(article))).xpath("//*[@aria-label='In the newsroom']")
    )


def test_a_story_goes_to_the_desk_comes_back_and_is_published(desk, theirs, story, reporter):
    take(theirs, "submit", story, note="The numbers are from the court")
    assert "The numbers are from the court" in words_of(desk, story, "whereabouts")
    take(desk, "return", story, note="Which court?")
    assert "Edith Editor has returned it" in words_of(theirs, story, "whereabouts")
    assert "Which court?" in words_of(theirs, story, "whereabouts")
    save(theirs, story, standfirst="The court of Minsk says so.")
    take(theirs, "submit", story)
    take(desk, "approve", story)
    take(desk, "publish", story)

    assert visible(story).standfirst == "The court of Minsk says so."
    timeline = words_of(desk, story, "timeline__list")
    told = [
        "Rita Reporter submitted version 1",
        "Edith Editor returned version 1 to Rita Reporter",
        "Rita Reporter submitted version 2",
        "Edith Editor approved version 2",
        "Readers saw version 2: first publication (Edith Editor)",
    ]
    places = [timeline.index(words) for words in told]
    assert places == sorted(places)
    assert not in_the_newsroom(desk, story)


def test_who_has_submitted_reads_and_takes_back_by_one_press(theirs, story):
    take(theirs, "submit", story)
    page = tree_of(theirs.get(address_of(story)))
    (button,) = page.xpath("//button[text()='Take back']")
    (form,) = (form for form in page.forms if form.get("id") == button.get("form"))

    assert not page.xpath("//textarea[@name='body']")
    answer = theirs.post(form.action, dict(form.form_values()))

    assert answer.url == address_of(story)
    assert story.hand_overs.count() == 2
    assert save(theirs, story, headline="Written on").status_code == 302


def test_nobody_else_is_offered_to_take_it_back(desk, theirs, story):
    take(theirs, "submit", story)

    assert "Take back" not in desk.get(address_of(story)).content.decode()
    answer = desk.post(step("take_back", story), form_at(desk, step("take_back", story)))
    assert "Return it instead, with a note." in errors_in(answer)


def test_returning_without_a_note_is_refused(desk, theirs, story):
    take(theirs, "submit", story)

    answer = take(desk, "return", story, note="  ")

    assert answer.status_code == 422
    assert "This field is required." in errors_in(answer)
    assert story.hand_overs.count() == 1


def test_the_desk_offers_what_is_possible(desk, theirs, story, editor, reporter):
    assert buttons_of(theirs, story) == {"submit", "embargo"}
    submit(story, by=reporter)
    assert buttons_of(theirs, story) == set()
    assert buttons_of(desk, story) == {"publish", "schedule", "approve", "return", "embargo"}
    approve(story, by=editor)
    assert buttons_of(desk, story) == {"publish", "schedule", "return", "embargo"}
    change(story, headline="Changed since then")
    assert "approve" in buttons_of(desk, story)
    assert "submit" in buttons_of(desk, story)
    set_embargo(story, by=editor, until=timezone.now() + timedelta(hours=1))
    assert "publish" not in buttons_of(desk, story)
    assert {"schedule", "lift"} < buttons_of(desk, story)
    publish(story, by=None, at=timezone.now() + timedelta(hours=2))
    assert not {"submit", "approve", "return", "embargo"} & buttons_of(desk, story)


def test_nothing_is_offered_to_readers_before_somebody_else_approves(desk, theirs, story):
    Publication.objects.create(pk=1, needs_approval=True)
    assert buttons_of(desk, story) == {"submit", "embargo"}
    words = "Somebody other than its last writer has to approve version 1"
    assert words in words_of(desk, story, "whereabouts")

    answer = take(desk, "publish", story)
    assert "has to approve this version first" in errors_in(answer)

    take(theirs, "submit", story)
    take(desk, "approve", story)
    assert "publish" in buttons_of(desk, story)
    assert take(desk, "publish", story).status_code == 302


def test_who_decides_is_told_of_what_was_decided_meanwhile(desk, theirs, story, reporter):
    submit(story, by=reporter)
    seen = form_at(desk, step("approve", story))
    other = make_staff(name="Carl Colleague")
    send_back(story, by=other, note="Not yet")

    answer = desk.post(step("approve", story), seen | {"note": "Typed meanwhile"})

    assert answer.status_code == 422
    assert "Returned meanwhile by Carl Colleague" in errors_in(answer)
    assert typed_in(answer)["note"] == ["Typed meanwhile"]
    assert story.hand_overs.count() == 2
    again = desk.post(step("approve", story), typed_in(answer))
    assert "has to be submitted first" in errors_in(again)


def test_a_text_that_nobody_saw_is_not_approved(desk, story, reporter):
    submit(story, by=reporter)
    seen = form_at(desk, step("approve", story))
    change(story, headline="Saved by somebody else")

    answer = desk.post(step("approve", story), seen)

    assert "Somebody saved this article while you were here" in errors_in(answer)
    assert not HandOver.objects.filter(kind="approve").exists()


def test_an_embargo_is_shown_everywhere_and_suggests_its_hour(desk, story, tomorrow):
    take(desk, "embargo", story, until_0=at(tomorrow)["at_0"], until_1=at(tomorrow)["at_1"])

    words = f"embargo until {tomorrow:%-d %B %Y, %H:%M} (UTC)"
    for address in (address_of(story), address_of(story, "changelist"), step("schedule", story)):
        assert words in " ".join(tree_of(desk.get(address)).text_content().split()), address
    assert "Under embargo until" in words_of(desk, story, "whereabouts")
    refused = take(desk, "publish", story)
    assert "This article is under embargo" in errors_in(refused)
    assert form_at(desk, step("schedule", story))["at_0"] == [f"{tomorrow:%Y-%m-%d}"]
    take(desk, "schedule", story)
    assert story.editions.get().starts_at == tomorrow


def test_a_reporter_holds_back_and_lets_nothing_go(theirs, story, tomorrow):
    take(theirs, "embargo", story, until_0=at(tomorrow)["at_0"], until_1=at(tomorrow)["at_1"])

    assert story.embargoes.get().until == tomorrow
    assert "lift" not in buttons_of(theirs, story)
    assert theirs.get(step("lift", story)).status_code == 403


def test_a_lifted_embargo_is_told(desk, story, tomorrow):
    take(desk, "embargo", story, until_0=at(tomorrow)["at_0"], until_1=at(tomorrow)["at_1"])
    take(desk, "lift", story)

    assert "Edith Editor lifted the embargo" in words_of(desk, story, "timeline__list")
    assert not in_the_newsroom(desk, story)


def test_a_time_that_has_passed_is_asked_for_again(desk, story):
    answer = take(desk, "embargo", story, until_0="2020-01-01", until_1="12:00", note="Typed")

    assert "This time has passed" in errors_in(answer)
    assert typed_in(answer)["note"] == ["Typed"]


def test_what_is_planned_stands_at_the_end_of_the_timeline(desk, editor, story, tomorrow):
    schedule(story, by=editor, at=tomorrow)

    timeline = words_of(desk, story, "timeline__list")

    assert "Readers are going to see version 1: first publication (Edith Editor)" in timeline


def test_every_step_without_a_button_has_a_page(desk, story, reporter):
    submit(story, by=reporter)

    for one in (one for one in STEPS if not one.button):
        assert desk.get(step(one.name, story)).status_code == 200
