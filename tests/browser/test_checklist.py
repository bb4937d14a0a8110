"""An editor's way through the checklist, with JavaScript and without it."""

import pytest
from playwright.sync_api import expect

from articles.editing import record_revision
from articles.models import Article, Edition
from tests.browser.newsroom import body_of, expect_status, make_editor, press, sign_in
from tests.makers import make_article, make_organisation, make_person


@pytest.fixture
def draft(transactional_db) -> Article:
    """A story with a placeholder, a name that is not linked, and its author."""
    make_organisation(name="Belavia", slug="belavia")
    article = make_article(headline="Minsk frees 31", body="<p>TK people left by Belavia.</p>")
    article.bylines.create(person=make_person(name="Olga Author"))
    record_revision(article, by=make_editor())
    return article


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def test_what_is_unfinished_is_mended_or_explained_before_readers_see_it(page, draft):
    sign_in(page, form_of(draft))
    checklist = page.get_by_role("region", name="Before you publish")
    expect(checklist).to_contain_text("“TK” is a placeholder.")
    expect(checklist).to_contain_text("“Belavia” has a page")
    checklist.get_by_role("link", name="Paragraph 1").first.click()
    expect(body_of(page)).to_be_in_viewport()

    press(page, "Save and publish…")
    press(page, "Publish")
    expect(page.locator(".errorlist").first).to_contain_text("The checklist is not passed.")
    assert not Edition.objects.exists()

    checklist.get_by_role("link", name="Paragraph 1").first.click()
    # The link leads to another page: its editor has to hold the text and the keyboard before one types.
    body = body_of(page)
    expect(body).to_contain_text("TK")
    body.click()
    body.press("Control+Home")
    page.keyboard.press("Delete")
    page.keyboard.press("Delete")
    page.keyboard.type("31")
    expect(body).to_contain_text("31")
    press(page, "Save and publish…")
    page.get_by_role("textbox", name="Why may it stay?").fill("A namesake")
    press(page, "Publish")

    expect_status(page, "Live$")
    expect(checklist).to_contain_text("Nothing is left to be done")
    expect(checklist).to_contain_text("“A namesake” Edith Editor")


def test_the_checklist_needs_no_javascript(page_without_javascript, draft):
    page = page_without_javascript
    sign_in(page, form_of(draft))
    checklist = page.get_by_role("region", name="Before you publish")
    press(page, "Save and publish…")
    page.get_by_role("textbox", name="Why may it stay?").fill("A namesake")
    press(page, "Publish")
    expect(page.locator(".errorlist").first).to_contain_text("The checklist is not passed.")
    expect(page.get_by_role("textbox", name="Why may it stay?")).to_have_value("A namesake")

    checklist.get_by_role("link", name="Paragraph 1").first.click()
    page.get_by_label("Body").fill("<p>31 people left by Belavia.</p><h2>The way</h2>")
    press(page, "Save")
    expect(checklist).to_contain_text("Nothing stands below the subhead “The way”.")
    page.get_by_label("Body").fill("<p>31 people left by Belavia.</p>")
    press(page, "Save and publish…")
    press(page, "Publish")
    expect(page.locator(".errorlist").last).to_have_text(
        "Say why it may stay, or go back and mend it."
    )
    assert not Edition.objects.exists()

    page.get_by_role("textbox", name="Why may it stay?").fill("A namesake")
    press(page, "Publish")
    expect_status(page, "Live$")
    expect(checklist).to_contain_text("“A namesake” Edith Editor")
