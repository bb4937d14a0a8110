"""An author's own comment in a browser: quote, preview, edit, withdraw, the code on another device."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Edition
from comments.importing import import_comments
from comments.models import Comment
from tests.browser.accessibility import assert_no_axe_violations
from tests.comments.conftest import NOW
from tests.comments.naughty import TEXTS
from tests.makers import make_edition

pytestmark = pytest.mark.django_db(transaction=True)
QUOTED = "The figures in the third paragraph differ."


@pytest.fixture
def edition(live_server) -> Edition:
    """A story with one comment."""
    published: Edition = make_edition(headline="President pardons 31")
    import_comments(published.article, published, [("Bella", QUOTED)], NOW)
    return published


@pytest.fixture(params=["scripts", "no scripts"])
def reader(request, new_page) -> Page:
    """The same journey for those who have scripts and for those who don't."""
    opened: Page = new_page(java_script_enabled=request.param == "scripts")
    return opened


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def post(page: Page, edition: Edition, text: str = "My frist words.") -> None:
    """Write a comment under a nickname; the author's own page is open then."""
    page.goto(f"/comments/new/{edition.article_id}/")
    page.get_by_label("Your name").fill("Anna")
    page.get_by_label("Your comment").fill(text)
    page.get_by_role("button", name="Send comment").click()
    title(page, "Your comment is published")


def test_a_reply_is_quoted_previewed_and_sent(reader, edition):
    page = reader
    page.goto(edition.path)
    page.get_by_role("link", name="Reply to Bella").click()
    text = page.get_by_label("Your comment")
    page.get_by_label("Your name").fill("Anna")
    text.fill("They agree now.")

    page.get_by_role("button", name="Quote Bella").click()
    expect(text).to_have_value(f"> {QUOTED}\n\nThey agree now.")
    page.get_by_role("button", name="Preview").click()
    preview = page.get_by_role("region", name="Preview")
    expect(preview.locator("blockquote")).to_have_text(QUOTED)
    expect(page.get_by_label("Your name")).to_have_value("Anna")
    assert not Comment.objects.filter(nickname="Anna").exists()
    page.get_by_role("button", name="Send reply").click()

    title(page, "Your comment is published")
    page.get_by_role("link", name="See it under the story").click()
    expect(page.locator(".comment blockquote")).to_have_text(QUOTED)


def test_a_preview_in_place_is_read_out_first(page, edition):
    page.goto(edition.path)
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_label("Your comment").fill("One")

    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Write the name that is shown")).to_be_visible()
    page.get_by_label("Your name").fill("Anna")
    page.get_by_role("button", name="Preview").click()

    expect(page.get_by_role("heading", name="Preview: this is not sent yet")).to_be_focused()
    assert page.url.endswith(edition.path)
    assert_no_axe_violations(page, within="#comments")


def test_words_are_edited_and_taken_back(reader, edition):
    page = reader
    post(page, edition)

    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Your comment").fill("My first words.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("region", name="Preview")).to_contain_text("My first words.")
    assert Comment.objects.get(nickname="Anna").text == "My frist words."
    page.get_by_role("button", name="Save the changes").click()
    title(page, "Your comment is published")
    expect(page.locator("article.comment")).to_contain_text("My first words.")
    expect(page.locator("article.comment header")).to_contain_text("edited")
    page.get_by_role("link", name="Withdraw").click()
    title(page, "Withdraw your comment?")
    page.get_by_role("button", name="Withdraw it").click()

    title(page, "You have withdrawn your comment")
    page.goto(edition.path)
    expect(page.locator("#comments-heading")).to_have_text("1 Comment")
    expect(page.locator("body")).not_to_contain_text("My first words.")


def test_the_code_opens_the_comment_on_another_device(reader, new_page, edition):
    post(reader, edition)
    code = reader.locator("#private-code").inner_text()
    own = reader.url
    reader.reload()
    expect(reader.locator("#private-code")).to_have_count(0)
    phone = new_page(viewport={"width": 320, "height": 700})

    phone.goto(own)
    title(phone, "Is this your comment?")
    phone.get_by_label("Your private code").fill(code[:-1])
    phone.get_by_role("button", name="Open my comment").click()
    expect(phone.get_by_text("28 letters and digits")).to_be_visible()
    assert_no_axe_violations(phone)
    phone.get_by_label("Your private code").fill(code.lower().replace("-", " "))
    phone.get_by_role("button", name="Open my comment").click()

    title(phone, "Your comment is published")
    phone.get_by_role("link", name="Edit").click()
    expect(phone.get_by_label("Your comment")).to_have_value("My frist words.")
    assert_no_axe_violations(phone)


def test_the_page_after_sending_is_accessible_on_a_small_phone(new_page, edition):
    phone = new_page(viewport={"width": 320, "height": 700}, color_scheme="dark")
    post(phone, edition)

    expect(phone.get_by_role("heading", name="Your private code")).to_be_visible()
    assert_no_axe_violations(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_naughty_texts_stay_within_a_small_phone(new_page, edition):
    rows = [(f"{name[:20]} {'W' * 25}", text) for name, text in TEXTS.items()]
    import_comments(edition.article, edition, [("Bella", QUOTED), *rows], NOW)
    phone = new_page(viewport={"width": 320, "height": 700})
    phone.goto(edition.path)

    expect(phone.locator("article.comment").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
