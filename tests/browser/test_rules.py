"""A rule from its first word to the reader whom it asks, with scripts and without any."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from comments.models import Comment
from newsportal.accounts.roles import Role
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import carry_session, press
from tests.comments.posting import post
from tests.makers import make_edition, make_staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_rule_is_tried_and_switched_on_and_asks_a_reader(new_page, has_scripts):
    edition = make_edition(headline="President pardons 31")
    post(edition.article, text="What an idiot, I thought.", now=timezone.now())
    desk: Page = new_page(java_script_enabled=has_scripts)
    carry_session_of_moderator(desk, new_page)

    desk.goto("/admin/comments/rule/add/")
    assert_accessible(desk, has_scripts)
    desk.get_by_role("link", name="Words and phrases").click()
    desk.get_by_label("Name").fill("Insults")
    desk.get_by_label("Words and phrases").fill("idiot\nfool")
    desk.get_by_label("Ask the author to read it again").check()
    press(desk, "Save")
    expect(desk.get_by_text("This rule was never tried.")).to_be_visible()
    press(desk, "Try it on the last 30 days")
    trial = desk.get_by_role("region", name="On past comments")
    expect(trial).to_contain_text("asked the authors of 1, of which 1 is published today")
    expect(trial.locator("mark")).to_have_text("idiot")
    assert_accessible(desk, has_scripts)
    desk.get_by_label("Switched on").check()
    press(desk, "Save")
    expect(desk.locator(".messagelist")).to_be_visible()

    reader: Page = new_page(java_script_enabled=has_scripts)
    reader.goto(edition.path)
    reader.get_by_role("link", name="Write a comment").click()
    reader.get_by_label("Your name").fill("Anna")
    reader.get_by_label("Your comment").fill("You F O O L")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("alert")).to_contain_text("It holds “F O O L”.")
    expect(reader.get_by_label("Your comment")).to_have_value("You F O O L")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("alert")).to_have_count(0)
    expect(reader.get_by_text("You F O O L").first).to_be_visible()
    assert Comment.objects.published().filter(nickname="Anna").exists()


def carry_session_of_moderator(desk: Page, new_page) -> None:
    """Sign a moderator in; the site's address is asked of a page that has scripts."""
    asking = new_page()
    carry_session(asking, make_staff(Role.MODERATOR))
    desk.context.add_cookies(asking.context.cookies())


def assert_accessible(desk: Page, has_scripts: bool) -> None:
    """The rules of axe, which is a script itself."""
    if has_scripts:
        assert_no_axe_violations(desk, within="#content")
