"""The moderators' queue by keyboard alone, by touch on a small screen, and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from comments.models import Comment, Thread
from newsportal.accounts.roles import Role
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import carry_session
from tests.comments.posting import post
from tests.makers import make_edition, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
QUEUE = "/admin/comments/queue/"


@pytest.fixture
def article() -> Article:
    """A story below which every comment waits."""
    published: Article = make_edition(headline="President pardons 31").article
    Thread.objects.create(article=published, mode="pre")
    return published


def waiting(article: Article, *texts: str) -> list[Comment]:
    return [post(article, text=text, browser=f"browser of {text}") for text in texts]


def state_of(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


def open_queue(page: Page) -> Page:
    carry_session(page, make_staff(Role.MODERATOR))
    page.goto(QUEUE)
    return page


def test_a_moderator_decides_by_keys_alone(page, article):
    first, second, third = waiting(article, "A thought", "Ben is a fool", "Buy this")
    open_queue(page)
    cards = page.locator("[data-card]")
    expect(cards.first).to_be_focused()
    assert_no_axe_violations(page, within="#content")
    page.keyboard.press("?")
    expect(page.get_by_text("undo the last decision", exact=True)).to_be_visible()

    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.get_by_label("House rule").nth(1)).to_be_focused()
    page.keyboard.type("It insults")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("“fool” has no place here, a s h")
    expect(cards).to_have_count(3)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(cards).to_have_count(2)

    expect(cards.first).to_be_focused()
    page.keyboard.press("a")
    expect(cards).to_have_count(1)
    page.keyboard.press("s")
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    page.keyboard.press("u")
    expect(cards).to_have_count(1)

    assert [state_of(one) for one in (first, second, third)] == ["published", "rejected", "held"]
    statement = Comment.objects.get(pk=second.pk).statements.get()
    assert statement.explanation == "“fool” has no place here, a s h"
    assert statement.rule == "It insults or bullies somebody"


def test_a_moderator_decides_by_touch_on_a_small_screen(new_page, article):
    (comment,) = waiting(article, "A thought")
    page = open_queue(new_page(viewport={"width": 360, "height": 740}, has_touch=True))

    for button in page.locator("[data-card] .queue-button").filter(visible=True).all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Approve", exact=False).first.tap()

    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    assert state_of(comment) == "published"


def test_everything_works_without_javascript(new_page, article):
    first, second = waiting(article, "A thought", "Ben is a fool")
    page = open_queue(new_page(java_script_enabled=False))

    page.get_by_role("button", name="Approve").first.click()
    expect(page.locator("[data-card]")).to_have_count(1)
    page.locator("[data-remove] summary").click()
    page.get_by_role("button", name="Reject", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Write a reason")
    page.get_by_label("Words to the author").fill("You called names.")
    page.get_by_role("button", name="Reject", exact=True).click()

    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    page.get_by_role("button", name="Undo the last decision").click()
    expect(page.locator("[data-card]")).to_have_count(1)
    assert [state_of(one) for one in (first, second)] == ["published", "held"]
