"""A story on its way through the desk: from its reporter to an editor and back, to the chief editor."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.editing import record_revision
from articles.models import Article, Edition
from newsportal.accounts.roles import Role
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import expect_status, press, sign_in
from tests.makers import make_article, make_person, make_section, make_staff

DESK = "/admin/"
HEADLINE = "Minsk frees thirty-one people"


@pytest.fixture
def story(transactional_db) -> Article:
    """Rita's draft in the section that Otto edits; Edith is the chief editor."""
    politics = make_section(name="Politics", slug="politics")
    rita = make_staff(Role.REPORTER, email="rita@example.org", name="Rita Reporter")
    make_staff(Role.EDITOR, email="otto@example.org", name="Otto Editor", edits=(politics,))
    make_staff(Role.CHIEF_EDITOR, email="edith@example.org", name="Edith Chief")
    article = make_article(headline=HEADLINE, section=politics, created_by=rita)
    article.bylines.create(person=make_person(name="Rita Reporter"))
    record_revision(article, by=rita)
    return article


def form_of(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def pile(page: Page, label: str):
    return page.locator(".desk__pile", has=page.get_by_role("link", name=label))


def open_from(page: Page, label: str) -> None:
    """Go to the desk and open the story that lies in a pile."""
    page.goto(DESK)
    pile(page, label).get_by_role("link", name=HEADLINE).click()


def test_a_story_is_returned_mended_approved_and_scheduled(new_page, story):
    rita, otto, edith = new_page(), new_page(), new_page()
    sign_in(rita, DESK, email="rita@example.org")
    open_from(rita, "My drafts")
    press(rita, "Save and submit…")
    rita.get_by_label("Note for the desk").fill("The numbers are from the court.")
    press(rita, "Submit")
    expect_status(rita, "Submitted")
    expect(rita.get_by_role("button", name="Save", exact=True)).to_have_count(0)

    sign_in(otto, DESK, email="otto@example.org")
    expect(pile(otto, "Waiting for me")).to_contain_text("Rita Reporter submitted it")
    assert_no_axe_violations(otto, within="#content")
    open_from(otto, "Waiting for me")
    expect(otto.get_by_role("region", name="In the newsroom")).to_contain_text("from the court")
    press(otto, "Save and return…")
    press(otto, "Return")
    expect(otto.locator(".errorlist")).to_contain_text("This field is required.")
    otto.get_by_label("What is to be mended").fill("Which court?")
    press(otto, "Return")
    expect_status(otto, "Returned")

    expect_mended_and_submitted(rita)

    open_from(otto, "Waiting for me")
    press(otto, "Save and approve…")
    press(otto, "Approve")
    expect_status(otto, "Approved")
    assert_no_axe_violations(otto, within="#content")

    sign_in(edith, DESK, email="edith@example.org")
    at = (timezone.now() + timedelta(days=1)).replace(microsecond=0)
    schedule_after_embargo(edith, at)
    assert Edition.objects.get().starts_at == at
    told = edith.get_by_role("region", name="What happened").get_by_role("listitem")
    expect(told).to_have_count(6)
    expect(told.nth(1)).to_contain_text("Otto Editor returned version 1 to Rita Reporter")


def expect_mended_and_submitted(rita: Page) -> None:
    """The reporter reads the note on the desk and on the article, mends, and submits again."""
    rita.goto(DESK)
    expect(pile(rita, "Waiting for me")).to_contain_text("Which court?")
    open_from(rita, "Waiting for me")
    expect(rita.get_by_role("region", name="In the newsroom")).to_contain_text("Which court?")
    rita.get_by_label("Standfirst").fill("The court of Minsk has confirmed it.")
    press(rita, "Save and submit…")
    press(rita, "Submit")
    expect_status(rita, "Submitted")


def schedule_after_embargo(edith: Page, at) -> None:
    """The chief editor holds the story back, and takes the hour that the form suggests."""
    open_from(edith, "Approved, to be published")
    press(edith, "Save and set an embargo…")
    edith.get_by_label("Date").fill(f"{at:%Y-%m-%d}")
    edith.get_by_label("Time", exact=True).fill(f"{at:%H:%M:%S}")
    press(edith, "Set an embargo")
    expect_status(edith, "Approved, embargo until")
    expect(edith.get_by_role("button", name="Save and publish…")).to_have_count(0)
    press(edith, "Save and schedule…")
    expect(edith.get_by_label("Date")).to_have_value(f"{at:%Y-%m-%d}")
    press(edith, "Schedule")
    expect_status(edith, "Scheduled for")
    edith.goto(DESK)
    expect(pile(edith, "Scheduled")).to_contain_text(HEADLINE)
    open_from(edith, "Scheduled")


def test_taking_back_needs_one_press_and_no_javascript(page_without_javascript, story):
    page = page_without_javascript
    sign_in(page, form_of(story), email="rita@example.org")
    press(page, "Save and submit…")
    press(page, "Submit")
    press(page, "Take back")

    expect_status(page, "Draft")
    page.get_by_label("Standfirst").fill("Written on")
    press(page, "Save")
    expect(page.get_by_label("Standfirst")).to_have_value("Written on")


def test_the_desk_fits_a_telephone(mobile_page, story):
    sign_in(mobile_page, DESK, email="rita@example.org")

    expect(pile(mobile_page, "My drafts")).to_contain_text(HEADLINE)
    assert mobile_page.evaluate("document.documentElement.scrollWidth") <= 360
    assert_no_axe_violations(mobile_page, within="#content")
