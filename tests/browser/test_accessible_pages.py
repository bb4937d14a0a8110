"""Every public page keeps the rules of WCAG 2.2, in both colour schemes."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.fixtures import DESKTOP, MOBILE
from tests.browser.newspaper import make_newspaper


@pytest.mark.parametrize(
    ("screen", "scheme"), [(MOBILE, "dark"), (DESKTOP, "light")], ids=["mobile", "desktop"]
)
def test_every_page_is_accessible(new_page, screen, scheme):
    addresses = make_newspaper()
    page = new_page(color_scheme=scheme, viewport=screen)

    broken = {}
    for kind, address in addresses.items():
        page.goto(address)
        try:
            assert_no_axe_violations(page)
        except AssertionError as violation:
            broken[kind] = str(violation)

    assert not broken


def test_the_comment_form_is_accessible_when_it_says_what_is_wrong(page):
    addresses = make_newspaper()
    page.goto(addresses["comment form"])

    page.get_by_role("button", name="Send comment").click()

    expect(page.get_by_role("alert")).to_be_visible()
    assert page.get_by_label("Your comment").get_attribute("aria-invalid") == "true"
    assert_no_axe_violations(page)


def test_the_comment_form_is_accessible_where_it_opens_in_place(page):
    addresses = make_newspaper()
    page.goto(addresses["article"])

    page.get_by_role("link", name="Write a comment").click()

    page.get_by_role("button", name="Send comment").wait_for()
    assert page.evaluate("document.activeElement.name") == "nickname"
    assert_no_axe_violations(page)


def test_the_gallery_shows_every_component_accessibly(new_page, gallery_route):
    for scheme in ("light", "dark"):
        page = new_page(color_scheme=scheme)
        page.goto("/gallery/")

        expect(page.get_by_role("heading", name="Gallery of components")).to_be_visible()
        assert_no_axe_violations(page)


@pytest.fixture
def gallery_route(settings):
    """The addresses of a development server, which has the gallery."""
    settings.ROOT_URLCONF = "tests.browser.gallery_urls"
