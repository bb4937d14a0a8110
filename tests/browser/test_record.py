"""Looking up who did it: a chief editor's way to the record of acts, and a superuser's."""

import pytest
from playwright.sync_api import expect

from articles.publishing import publish, withdraw
from newsportal.accounts.roles import Role
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.fixtures import MOBILE
from tests.browser.newsroom import make_editor, press, sign_in
from tests.makers import make_article, make_person, make_staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story():
    """A story that Ann published and Edith withdrew."""
    ann, edith = make_staff(Role.EDITOR, name="Ann Author"), make_editor()
    story = make_article(headline="Minsk frees 31")
    story.bylines.create(person=make_person())
    publish(story, by=ann)
    withdraw(story, by=edith, reason="It was 32.")
    return story


def test_a_chief_editor_finds_who_published_and_who_withdrew(page, story):
    sign_in(page, f"/admin/articles/article/{story.pk}/change/")
    page.get_by_role("link", name="Record of acts").click()

    acts = page.locator(".acts__act")
    expect(page.locator(".acts__row")).to_contain_text(f"Only about article {story.pk}")
    expect(acts).to_have_count(2)
    expect(acts.first).to_contain_text("Article withdrawn")
    expect(acts.first).to_contain_text("by Edith Editor")
    expect(acts.last).to_contain_text("by Ann Author")
    acts.first.get_by_text("What changed").click()
    expect(acts.first.get_by_role("row", name="Withdrawal reason")).to_contain_text("It was 32.")
    assert_no_axe_violations(page)

    page.get_by_role("link", name="Show all acts").click()
    page.get_by_label("Who").select_option("Ann Author")
    press(page, "Show")
    expect(acts).to_have_count(1)
    acts.get_by_text("What changed").click()
    acts.get_by_role("link", name="with its hash").click()
    expect(page.locator("main")).to_contain_text("Article published")
    expect(page.get_by_role("button", name="Save")).to_have_count(0)


def test_a_role_is_given_and_the_record_says_by_whom(page, story):
    make_staff(Role.SUPERUSER, email="olga@example.org", name="Olga Owner")
    colleague = make_staff(Role.REPORTER, name="Rita Reporter")
    sign_in(page, f"/admin/accounts/user/{colleague.pk}/change/", email="olga@example.org")

    page.get_by_label("Active", exact=True).uncheck()
    press(page, "Save and continue editing")
    page.get_by_role("link", name="Record of acts").click()

    act = page.locator(".acts__act")
    expect(act).to_have_count(1)
    expect(act).to_contain_text("User changed")
    expect(act).to_contain_text("by Olga Owner")
    act.get_by_text("What changed").click()
    expect(act.get_by_role("row", name="Is active")).to_contain_text("yes")
    expect(act.get_by_role("row", name="Is active")).to_contain_text("no")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_record_is_read_on_a_telephone_without_javascript(new_page, story, scheme):
    small = {"width": 320, "height": MOBILE["height"]}
    page = new_page(viewport=small, color_scheme=scheme, java_script_enabled=False)
    sign_in(page, "/admin/audit/auditentry/")

    page.get_by_label("What was done").select_option("Publishing: all")
    press(page, "Show")

    expect(page.locator(".acts__act")).to_have_count(2)
    page.locator(".acts__act").first.get_by_text("What changed").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= small["width"]
