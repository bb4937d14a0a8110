"""A story from its reporter to its editor, each with the rights of their role."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Edition
from newsportal.accounts.roles import Role
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import body_of, expect_status, press, sign_in
from tests.makers import make_section, make_staff

ADD = "/admin/articles/article/add/"

pytestmark = pytest.mark.django_db(transaction=True)


def write_the_story(page):
    """As the reporter, who is signed in by it."""
    sign_in(page, ADD, email="rita@example.org")
    page.get_by_label("Headline").fill("Minsk frees 31")
    page.get_by_label("Section:", exact=True).select_option("Politics")
    body_of(page).click()
    page.keyboard.type("They went home.")
    press(page, "Save")
    expect_status(page, "Draft")


def test_a_reporter_writes_and_the_editor_of_the_section_publishes(page, new_page):
    politics = make_section(name="Politics", slug="politics")
    make_staff(Role.REPORTER, email="rita@example.org", name="Rita Reporter")
    make_staff(Role.EDITOR, email="edith@example.org", name="Edith Editor", edits=(politics,))
    make_staff(Role.EDITOR, email="otto@example.org", edits=(make_section(name="Sport"),))

    write_the_story(page)
    expect(page.get_by_role("button", name="Save and publish…")).to_have_count(0)
    expect(page.get_by_role("link", name="Add another Byline")).to_have_count(0)
    expect(page.get_by_label("Section:", exact=True)).to_have_count(0)
    assert_no_axe_violations(page, within="#content")
    article = Article.objects.get()
    form = f"/admin/articles/article/{article.pk}/change/"
    page.goto(form.replace("change", "publish"))
    expect(page.locator("main")).to_contain_text("editors of its section")

    stranger = new_page()
    sign_in(stranger, "/admin/articles/article/", email="otto@example.org")
    expect(stranger.get_by_text("0 articles")).to_be_visible()
    stranger.goto(form)
    expect(stranger.locator(".messagelist")).to_contain_text("among those that you may see")

    editor = new_page()
    sign_in(editor, form)
    press(editor, "Save and publish…")
    assert not Edition.objects.exists()
    for reason in editor.get_by_label("Why may it stay?").all():
        reason.fill("Agreed with the desk")
    press(editor, "Publish")
    expect_status(editor, "Live")
    expect(editor.get_by_label("Slug")).to_have_count(0)

    page.goto(form)
    expect_status(page, "Live")
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
