"""Reading a thread in a real browser: its orders and a comment's place, and what is new."""

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Edition
from comments.importing import import_comments
from comments.models import Comment
from tests.browser.accessibility import assert_no_axe_violations
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.makers import make_edition

pytestmark = pytest.mark.django_db(transaction=True)
MOST_TABS = 100
SEVEN = [(f"Reader {number}", f"The comment number {number}.") for number in range(1, 8)]


@pytest.fixture
def edition(live_server) -> Edition:
    """A story with seven comments."""
    published: Edition = make_edition(headline="President pardons 31")
    import_comments(published.article, published, SEVEN, NOW)
    return published


def test_another_order_and_a_comment_in_its_place_without_javascript(
    page_without_javascript, edition
):
    page = page_without_javascript
    page.goto(edition.path)
    orders = page.get_by_role("navigation", name="Order of the comments")
    expect(orders.locator("[aria-current]")).to_have_text("Oldest")

    orders.get_by_role("link", name="Newest").click()
    expect(page.locator("article.comment").first).to_contain_text("Reader 7")
    page.get_by_role("link", name="Link to the comment of Reader 4").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Comment by Reader 4")
    expect(page.locator("article.comment:target")).to_contain_text("The comment number 4.")
    expect(page.get_by_text("The comment number 5.")).to_be_visible()
    expect(page.get_by_text("The comment number 3.")).to_be_hidden()
    page.get_by_text("3 earlier comments").click()
    expect(page.get_by_text("The comment number 3.")).to_be_visible()


def test_a_thread_is_read_by_keyboard_alone(page, edition):
    first = Comment.objects.earliest("pk")
    post(edition.article, nickname="Anna", text="An answer.", parent=first)
    page.goto(edition.path)
    orders = page.get_by_role("navigation", name="Order of the comments")
    answer = page.get_by_text("An answer.")
    expect(answer).to_be_visible()

    focus_by_tab(page, page.locator("summary", has_text="1 reply"))
    page.keyboard.press("Enter")
    expect(answer).to_be_hidden()
    page.keyboard.press("Space")
    expect(answer).to_be_visible()
    focus_by_tab(page, page.get_by_role("link", name="Link to the comment of Reader 1"), back=True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Comment by Reader 1")
    expect(page.get_by_role("list", name="Replies")).to_contain_text("An answer.")
    page.go_back()

    focus_by_tab(page, orders.get_by_role("link", name="Newest"))
    page.keyboard.press("Enter")
    expect(orders.locator("[aria-current]")).to_have_text("Newest")
    expect(page.locator("article.comment").first).to_contain_text("Reader 7")


def focus_by_tab(page: Page, wanted: Locator, *, back: bool = False) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail("The keyboard does not lead there.")


def test_a_reader_who_comes_back_is_told_what_is_new(page, edition):
    page.goto(edition.path)
    expect(page.locator("#comments-heading")).to_have_text("7 Comments")
    assert_no_axe_violations(page, within="#comments")
    post(edition.article, text="From elsewhere.")

    page.goto(edition.path)
    news = page.get_by_role("link", name="1 new comment since your last visit")
    expect(news).to_be_visible()
    news.click()

    expect(page.locator("article.comment").first).to_contain_text("From elsewhere.")
