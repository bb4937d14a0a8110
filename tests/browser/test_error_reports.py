"""A reader finds an error: the desk answers, corrects the story, and readers see whom it thanks."""

import pytest
from playwright.sync_api import Page, expect

from articles.editing import record_revision
from articles.models import Article
from articles.publishing import publish
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import carry_session, expect_status, make_editor, press
from tests.makers import PUBLISHED_AT, make_article, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(live_server) -> Article:
    """A story with a wrong year."""
    story = make_article(
        headline="The bridge of 1978", slug="bridge", body="<p>It was built in 1978.</p>"
    )
    story.bylines.create(person=make_person(name="Olga Author"))
    record_revision(story, by=None)
    publish(story, by=None, at=PUBLISHED_AT)
    return story


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_readers_note_becomes_a_correction(new_page, article, has_scripts):
    reader: Page = new_page(java_script_enabled=has_scripts)
    reader.goto(f"/comments/new/{article.pk}/")
    reader.get_by_label("Your name").fill("Anna")
    reader.get_by_label("Your comment").fill("It was built in 1987, not in 1978.")
    reader.get_by_label("I think something in the story is wrong").check()
    reader.get_by_role("button", name="Send comment").click()
    reader.get_by_role("link", name="See it under the story").click()
    expect(reader.locator("article.comment")).to_contain_text("It was built in 1987")

    desk: Page = new_page(java_script_enabled=has_scripts)
    carry_session(desk, make_editor())
    answer_the_note(desk, has_scripts)
    correct_the_story(desk)

    reader.reload()
    expect(reader.locator("#comments-heading")).to_have_text("2 Comments")
    expect(reader.locator(".comment__replies .comment")).to_contain_text("You are right.")
    correction = reader.locator("#correction-2")
    expect(correction).to_contain_text("It was built in 1987.")
    correction.get_by_role("link", name="Corrected after a reader’s note").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Comment by Anna")


def answer_the_note(desk: Page, has_scripts: bool) -> None:
    """From the pile on the desk to the note, and with the answer to the story's form."""
    desk.goto("/admin/")
    pile = desk.locator(".desk__pile").filter(has_text="Possible errors")
    pile.get_by_role("link", name="The bridge of 1978").click()
    expect(desk.get_by_text("edition 1, first publication")).to_be_visible()
    press(desk, "Answer")
    expect(desk.get_by_role("alert")).to_have_text("Write what the reader shall know.")
    if has_scripts:
        assert_no_axe_violations(desk, within="#content")
    desk.get_by_label("What the reader shall know").fill("You are right. We correct it.")
    press(desk, "Answer")
    expect(desk.locator("#error-reports")).to_contain_text("all settled")


def correct_the_story(desk: Page) -> None:
    """From the story's form, and say who found it."""
    desk.get_by_label("Headline").fill("The bridge of 1987")
    press(desk, "Save and publish changes…")
    desk.get_by_label("Correction: something was wrong").check()
    desk.get_by_label("What readers should know").fill("It was built in 1987.")
    desk.get_by_label("Anna: It was built in 1987").check()
    press(desk, "Publish changes")
    expect_status(desk, "Live$")
