"""The admin's pages, as everybody can use them: WCAG 2.2 AA, light and dark, wide and narrow.

Each page is opened under the admin's policy; the watch over the page fails on any violation of it.
"""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from articles.editing import record_revision
from articles.publishing import publish
from comments.models import Thread
from newsportal.accounts.models import User
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import EMAIL, add_row, body_of, carry_session, make_editor, press
from tests.makers import (
    make_article,
    make_comment,
    make_image,
    make_mention,
    make_organisation,
    make_person,
    make_user,
)

# One of each kind: the desk, lists, forms with rows, dates and files.
PAGES = [
    "/admin/",
    "/admin/articles/article/",
    "/admin/comments/comment/",
    "/admin/articles/person/add/",
    "/admin/articles/image/add/",
]


@pytest.fixture
def live(transactional_db):
    """A published article with something in every part of its form."""
    editor = make_editor()
    article = make_article(headline="Minsk frees 31", picture=make_image())
    person = make_person(name="Ann Author")
    article.bylines.create(person=person)
    article.sources.create(title="State agency", url="https://agency.example.org/")
    with transaction.atomic():
        make_mention(article, person, make_organisation(), certainty="disputed", phrase="paragraph")
    record_revision(article, by=editor)
    publish(article, by=editor)
    thread, _ = Thread.objects.get_or_create(article=article)
    make_comment(thread)
    return article


@pytest.fixture
def desk(page, live):
    """An editor's browser."""
    carry_session(page, User.objects.get(email=EMAIL))
    return page


def assert_accessible(page):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_no_axe_violations(page)


def test_the_sign_in_page(page, transactional_db):
    page.goto("/account/login/")
    assert_accessible(page)
    page.get_by_label("Email address").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()

    assert_accessible(page)


@pytest.mark.parametrize("address", PAGES)
def test_lists_and_forms(desk, address):
    desk.goto(address)

    assert_accessible(desk)


def test_the_form_of_a_login(page, live):
    chief = make_user(is_staff=True, is_superuser=True)
    carry_session(page, chief)
    page.goto(f"/admin/accounts/user/{chief.pk}/change/")
    expect(page.get_by_text("Available groups")).to_be_visible()

    assert_accessible(page)


def test_the_form_of_a_new_article(desk):
    desk.goto("/admin/articles/article/add/")
    expect(body_of(desk)).to_be_visible()
    for kind in ("Byline", "Mention", "Source"):
        add_row(desk, kind)
    expect(desk.get_by_role("combobox", name="Person").first).to_be_visible()

    assert_accessible(desk)


def test_the_form_of_a_published_article(desk, live):
    desk.goto(f"/admin/articles/article/{live.pk}/change/")
    expect(body_of(desk)).to_be_visible()
    expect(desk.get_by_role("combobox", name="Picture")).to_be_visible()

    assert_accessible(desk)


@pytest.mark.parametrize(
    ("step", "button"), [("update", "Publish changes"), ("withdraw", "Withdraw")]
)
def test_the_steps(desk, live, step, button):
    desk.goto(f"/admin/articles/article/{live.pk}/{step}/")
    assert_accessible(desk)

    press(desk, button)
    expect(desk.locator(".errorlist").first).to_be_visible()
    assert_no_axe_violations(desk)


def test_choosing_a_person(desk, live):
    desk.goto(f"/admin/articles/article/{live.pk}/change/")
    desk.get_by_role("combobox", name="Person").first.click()
    desk.keyboard.type("ann")
    expect(desk.get_by_role("option", name="Ann Author")).to_be_visible()

    desk.keyboard.press("Enter")
    expect(desk.get_by_role("combobox", name="Person").first).to_contain_text("Ann Author")


@pytest.mark.parametrize("width", [320, 768])
def test_nothing_is_wider_than_a_narrow_screen(desk, live, width):
    desk.set_viewport_size({"width": width, "height": 740})
    for address in ["/admin/", f"/admin/articles/article/{live.pk}/change/"]:
        desk.goto(address)
        too_wide = desk.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert too_wide <= 0, f"{address} is {too_wide} pixels too wide"
