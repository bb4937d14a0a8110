"""An author reads why a comment was removed, appeals, and another moderator answers."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Edition
from newsportal.accounts.roles import Role
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.fixtures import MOBILE
from tests.browser.newsroom import carry_session, press
from tests.makers import make_edition, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
RULE = "It insults or bullies somebody"


@pytest.fixture
def edition(live_server) -> Edition:
    """A story that nobody has commented on."""
    published: Edition = make_edition(headline="President pardons 31")
    return published


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_removed_comment_comes_back_by_an_appeal(new_page, edition, has_scripts):
    author: Page = new_page(java_script_enabled=has_scripts)
    code = write_a_comment(author, edition)
    mona = desk_of(new_page(java_script_enabled=has_scripts), "Mona")
    remove_the_comment(mona)

    phone: Page = new_page(
        java_script_enabled=has_scripts, viewport=MOBILE, color_scheme="dark", has_touch=True
    )
    phone.goto(author.url)
    phone.get_by_label("Your private code").fill(code)
    phone.get_by_role("button", name="Open my comment").click()
    read_the_decision(phone)
    appeal(phone)
    if has_scripts:
        assert_no_axe_violations(phone)

    mona.goto("/admin/comments/appeal/")
    mona.get_by_role("link", name="Appeal of").click()
    expect(mona.get_by_text("You made this decision yourself")).to_be_visible()
    expect(mona.get_by_role("button", name="Uphold")).to_have_count(0)
    uphold(desk_of(new_page(java_script_enabled=has_scripts), "Nora"))

    phone.reload()
    expect(phone.get_by_role("region", name="Your appeal")).to_contain_text("We were wrong.")
    author.reload()
    title(author, "Your comment is published")
    author.get_by_role("link", name="See it under the story").click()
    expect(author.locator("#comments-heading")).to_have_text("1 Comment")
    expect(author.locator("article.comment")).to_contain_text("They are fools")


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def desk_of(page: Page, name: str) -> Page:
    """The page, as a moderator of that name sees it from now on."""
    carry_session(page, make_staff(Role.MODERATOR, name=name))
    return page


def write_a_comment(page: Page, edition: Edition) -> str:
    """Send a comment under a nickname; the private code that its author is given."""
    page.goto(f"/comments/new/{edition.article_id}/")
    page.get_by_label("Your name").fill("Anna")
    page.get_by_label("Your comment").fill("“They are fools”, he says.")
    page.get_by_role("button", name="Send comment").click()
    title(page, "Your comment is published")
    return page.locator("#private-code").inner_text()


def remove_the_comment(desk: Page) -> None:
    """As a moderator who finds it in the list of all comments."""
    desk.goto("/admin/comments/comment/")
    desk.get_by_role("link", name="They are fools").click()
    press(desk, "Remove …")
    desk.get_by_label("House rule").select_option(RULE)
    desk.get_by_label("Reason").fill("“Fools” is an insult.")
    press(desk, "Remove")
    expect(desk.get_by_text("Remove: 1 comment.")).to_be_visible()


def read_the_decision(page: Page) -> None:
    title(page, "Your comment is not shown")
    decision = page.get_by_role("region", name="Your comment was removed")
    expect(decision).to_contain_text("“Fools” is an insult.")
    expect(decision).to_contain_text(f"A rule of this site: {RULE}")
    decision.get_by_role("link", name="Appeal").click()


def appeal(page: Page) -> None:
    """Say too little, and then enough."""
    why = page.get_by_label("Appeal: why was the decision wrong?")
    why.fill("Quoted.")
    press(page, "Send the appeal")
    expect(page.get_by_role("alert")).to_contain_text("Say in five words or more")
    expect(why).to_have_value("Quoted.")
    why.fill("I quoted the minister word for word.")
    press(page, "Send the appeal")
    expect(page.get_by_text("Another moderator looks at it, not the one")).to_be_visible()


def uphold(desk: Page) -> None:
    """From the pile of appeals on the desk to the answer."""
    desk.goto("/admin/")
    pile = desk.locator(".desk__pile").filter(has_text="Appeals")
    pile.get_by_role("link", name="Your comment was removed").click()
    expect(desk.get_by_text("I quoted the minister word for word.")).to_be_visible()
    desk.get_by_label("Answer").fill("A quotation. We were wrong.")
    press(desk, "Uphold: take the decision back")
    expect(desk.locator(".messagelist")).to_be_visible()
