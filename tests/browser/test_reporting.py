"""A comment is reported in either lane, a moderator decides, and the receipt says what became of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from articles.models import Edition
from comments.models import Comment, Report
from newsportal.accounts.roles import Role
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import carry_session
from tests.comments.posting import post
from tests.makers import make_edition, make_staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def edition(live_server) -> Edition:
    """A story below which Ben has insulted somebody."""
    published: Edition = make_edition(headline="President pardons 31")
    post(published.article, nickname="Anna", text="A good question.")
    post(published.article, nickname="Ben", text="You are fools, all of you.")
    return published


@pytest.fixture(params=["scripts", "no scripts"])
def reader(request, new_page) -> Page:
    """The same journey for those who have scripts and for those who don't."""
    opened: Page = new_page(java_script_enabled=request.param == "scripts")
    return opened


@pytest.fixture
def moderator(new_page) -> Page:
    """The queue of a moderator, signed in and not open yet."""
    page: Page = new_page()
    carry_session(page, make_staff(Role.MODERATOR))
    return page


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_comment_is_reported_by_house_rule_and_removed(reader, moderator, edition):
    reader.goto(edition.path)
    reader.get_by_role("link", name="Report Ben").click()
    reader.get_by_role("button", name="Send report").click()
    expect(reader.get_by_text("Choose what is wrong with the comment.")).to_be_visible()
    reader.get_by_label("It insults or bullies somebody").check()
    reader.get_by_role("button", name="Send report").click()
    title(reader, "We have received your report")

    moderator.goto("/admin/comments/queue/")
    card = moderator.locator("[data-card]")
    expect(card.get_by_role("list", name="Reports")).to_have_text("It insults or bullies somebody")
    card.get_by_text("Remove …").click()
    card.get_by_label("House rule").select_option("It insults or bullies somebody")
    card.get_by_label("Words to the author").fill("“Fools” is an insult.")
    card.get_by_role("button", name="Remove", exact=True).click()
    expect(moderator.get_by_text("Nothing waits for you.")).to_be_visible()

    reader.reload()
    title(reader, "Your report is decided")
    expect(reader.locator(".notice--good")).to_contain_text("agreed with your report")
    reader.get_by_role("link", name="Back to the comment").click()
    expect(reader.locator("main")).to_contain_text("It insults or bullies somebody")
    expect(reader.locator("body")).not_to_contain_text("You are fools")


def test_a_notice_of_illegal_content_is_answered_on_its_receipt(reader, moderator, edition):
    reader.goto(edition.path)
    reader.get_by_role("link", name="Report Ben").click()
    reader.get_by_role("link", name="Send a notice of illegal content").click()
    reader.get_by_label("Why do you think it is illegal?").fill("It calls me a fool by name.")
    reader.get_by_label("Which law does it break?").fill("Germany, section 185")
    reader.get_by_label("Your name").fill("Mara Weiss")
    reader.get_by_label("Your email address").fill("mara@example.org")
    reader.get_by_role("button", name="Send notice").click()
    expect(reader.get_by_text("We can take your notice only if you can say this.")).to_be_visible()
    expect(reader.get_by_label("Your name")).to_have_value("Mara Weiss")
    reader.get_by_label("I believe in good faith").check()
    reader.get_by_role("button", name="Send notice").click()
    title(reader, "We have received your report")
    expect(reader.get_by_text(f"Number {Report.objects.get().pk}")).to_be_visible()

    moderator.goto("/admin/comments/queue/")
    card = moderator.locator("[data-card]")
    expect(card.get_by_text("Reported as illegal")).to_be_visible()
    expect(card.get_by_role("list", name="Reports")).to_contain_text("Germany, section 185")
    expect(card).not_to_contain_text(re.compile("Mara|mara@"))
    card.get_by_role("button", name="Keep").click()
    expect(moderator.get_by_text("Nothing waits for you.")).to_be_visible()

    reader.reload()
    title(reader, "Your report is decided")
    expect(reader.get_by_text("by a person and not by a program")).to_be_visible()
    expect(reader.get_by_role("heading", name="If you do not agree")).to_be_visible()
    assert Comment.objects.get(nickname="Ben").state == "published"


def test_both_forms_and_a_receipt_are_accessible(mobile_page, edition):
    page = mobile_page
    page.goto(edition.path)
    page.get_by_role("link", name="Report Ben").click()
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_no_axe_violations(page)
    page.get_by_role("link", name="Send a notice of illegal content").click()
    page.get_by_role("button", name="Send notice").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_no_axe_violations(page)

    page.get_by_label("It is about the sexual abuse of children").check()
    page.get_by_label("Why do you think it is illegal?").fill("It names a child.")
    page.get_by_label("I believe in good faith").check()
    page.get_by_role("button", name="Send notice").click()
    title(page, "We have received your report")
    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
