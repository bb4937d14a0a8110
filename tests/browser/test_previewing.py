"""A draft is looked at as readers would see it, and shown to somebody who has no account."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from articles.editing import record_revision
from articles.models import Article, Edition
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import expect_status, make_editor, press, sign_in
from tests.makers import make_article

LINKS = "Preview links and comments on drafts"


@pytest.fixture
def draft(transactional_db) -> Article:
    article = make_article(headline="Minsk frees 31", body="<p>They went home by train.</p>")
    record_revision(article, by=make_editor())
    return article


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def make_the_link(page):
    """From the page of an article's links; the path of its address, which names the site's own host."""
    page.get_by_label("For whom").fill("Dr Weiss, to check the figures")
    page.get_by_label("It ends after").select_option("1 day")
    press(page, "Make the link")
    expect(page.get_by_role("article", name="Dr Weiss")).to_contain_text("It ends in")
    return urlsplit(page.get_by_label("Address").input_value()).path


def write_to_the_newsroom(stranger):
    stranger.get_by_label("Words of the text").fill("31")
    stranger.get_by_label("Your comment").fill("Two more were freed in the evening.")
    press(stranger, "Send to the newsroom")
    expect(stranger.get_by_role("alert")).to_contain_text("not sent yet")
    stranger.get_by_label("Your name").fill("Dr Weiss")
    press(stranger, "Send to the newsroom")
    expect(stranger.get_by_text("Thank you. The newsroom has what stands above.")).to_be_visible()


def revoke_and_look(page, stranger, address):
    page.get_by_role("button", name="Revoke").click()
    expect(page.locator(".messagelist")).to_contain_text("leads nowhere from now on")
    answer = stranger.goto(address)
    assert answer.status == 410
    expect(stranger.get_by_role("heading", level=1)).to_have_text("This link has ended")
    assert not Edition.objects.exists()


def test_a_draft_is_looked_at_shown_and_taken_back(page, new_page, draft):
    sign_in(page, form_of(draft))
    page.get_by_label("Headline").fill("Minsk frees 33")
    press(page, "Save and preview")
    for title, width in (("The article on a phone", 390), ("The article on a desktop", 1280)):
        frame = page.frame_locator(f"iframe[title='{title}']")
        expect(frame.get_by_role("heading", level=1)).to_have_text("Minsk frees 33")
        assert frame.locator("html").evaluate("root => root.clientWidth") == width
    assert_no_axe_violations(page, within="#content")

    page.get_by_label("Another version").select_option(index=1)
    press(page, "Show")
    frame = page.frame_locator("iframe").first
    expect(frame.get_by_role("heading", level=1)).to_have_text("Minsk frees 31")
    page.get_by_role("link", name=LINKS).click()
    address = make_the_link(page)
    assert_no_axe_violations(page, within="#content")

    stranger = new_page(viewport={"width": 360, "height": 740})
    stranger.goto(address)
    expect(stranger.get_by_text("A draft, not published.")).to_be_visible()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Minsk frees 31")
    assert_no_axe_violations(stranger)
    write_to_the_newsroom(stranger)

    page.goto(form_of(draft))
    expect(page.get_by_text("1 comment on a draft waits for you.")).to_be_visible()
    page.get_by_role("link", name=LINKS).click()
    remark = page.get_by_role("article", name="Dr Weiss on version 1")
    expect(remark).to_contain_text("Two more were freed in the evening.")
    remark.get_by_role("button", name="Mark as done").click()
    expect(remark).to_contain_text("Done: Edith Editor")
    revoke_and_look(page, stranger, address)


def test_previews_and_links_work_without_javascript(page_without_javascript, new_page, draft):
    page = page_without_javascript
    sign_in(page, form_of(draft))
    press(page, "Save and preview")
    frame = page.frame_locator("iframe").first
    expect(frame.get_by_role("heading", level=1)).to_have_text("Minsk frees 31")
    page.get_by_role("link", name=LINKS).click()
    address = make_the_link(page)

    stranger = new_page(java_script_enabled=False)
    stranger.goto(address)
    write_to_the_newsroom(stranger)
    page.goto(form_of(draft))
    expect_status(page, "Draft")
    page.get_by_role("link", name=LINKS).click()
    revoke_and_look(page, stranger, address)
