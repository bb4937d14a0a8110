"""Moderating in a real browser, from signing in to what readers see."""

import pytest
from playwright.sync_api import Page, expect

from comments.models import Comment, Thread
from newsportal.accounts.roles import Role
from tests.browser.accessibility import assert_no_axe_violations
from tests.comments.posting import post
from tests.makers import PASSWORD, make_edition, make_staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page: Page) -> Page:
    """The moderators' list, open in the browser of somebody of that group."""
    user = make_staff(Role.MODERATOR, email="moderator@example.org")
    page.goto("/admin/comments/comment/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    return page


def test_a_held_comment_is_approved_and_later_removed_for_a_reason(desk, new_page):
    article = make_edition(headline="President pardons 31").article
    Thread.objects.create(article=article, mode="pre")
    comment = post(article, nickname="Anna", text="A first thought.")
    desk.reload()

    desk.get_by_role("link", name="A first thought.").click()
    expect(desk.get_by_role("button", name="Approve")).to_be_visible()
    assert_no_axe_violations(desk, within="#content")
    desk.get_by_role("button", name="Approve").click()
    expect(desk.get_by_text("Approve: 1 comment.")).to_be_visible()
    reader = new_page()
    reader.goto(comment.get_absolute_url())
    expect(reader.locator("article.comment")).to_contain_text("A first thought.")

    desk.get_by_role("button", name="Remove …").click()
    expect(desk.get_by_label("Reason")).to_be_visible()
    assert_no_axe_violations(desk, within="#content")
    desk.get_by_label("Reason").fill("Insults another reader")
    desk.get_by_role("button", name="Remove").click()
    expect(desk.get_by_text("Remove: 1 comment.")).to_be_visible()
    assert reader.goto(comment.get_absolute_url()).status == 410
    expect(reader.locator("article.comment")).to_contain_text("Insults another reader")


def test_several_comments_are_decided_in_the_list(desk):
    article = make_edition().article
    spam = [post(article, text=f"Buy this {number}") for number in range(3)]
    good = post(article, text="A good thought")
    desk.reload()
    assert_no_axe_violations(desk, within="#changelist")

    for comment in spam:
        desk.locator(f"input.action-select[value='{comment.pk}']").check()
    desk.locator("select[name=action]").select_option("Mark as spam")
    desk.get_by_role("button", name="Run").or_(desk.get_by_role("button", name="Go")).click()

    expect(desk.get_by_text("Mark as spam: 3 comments.")).to_be_visible()
    assert set(Comment.objects.published()) == {good}
