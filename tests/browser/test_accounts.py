"""Accounts in a real browser: the whole way of a reader, and the ways of a second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from playwright.sync_api import Page, expect

from comments.models import Comment
from newsportal.accounts.models import User
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import make_editor
from tests.makers import make_edition
from tests.newsportal.accounts.journeys import (
    PASS_PHRASE,
    code_in,
    code_of_app,
    deliver,
    new_account,
)

pytestmark = pytest.mark.django_db(transaction=True)
EMAIL = "nadia@example.org"


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def sign_in(page: Page, email: str = EMAIL, password: str = PASS_PHRASE) -> None:
    """From any page that asks for it, or from the page of accounts."""
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    press(page, "Sign in")


def prove(page: Page) -> None:
    """Type the password once more, where the page asks whether it is really they."""
    heading(page, "Is it you?")
    page.get_by_label("Password").fill(PASS_PHRASE)
    press(page, "Go on")


def assert_accessible(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_no_axe_violations(page)


def fits(page: Page) -> None:
    """Nothing stands out of a page at the side."""
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0, f"{page.url} is {width} pixels too wide"


def test_from_a_story_to_an_account_and_back_to_a_comment(page):
    edition = make_edition(headline="President pardons 31")
    page.goto(edition.path)
    page.get_by_role("button", name="Account").click()
    assert_accessible(page)
    page.get_by_role("link", name="Create an account").click()
    assert_accessible(page)
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(PASS_PHRASE)
    press(page, "Create account")

    heading(page, "Confirm your email address")
    assert_accessible(page)
    page.get_by_label("Code").fill(code_in(deliver()[-1]))
    press(page, "Confirm")
    expect(page.get_by_role("heading", level=1)).to_contain_text("President pardons 31")
    page.get_by_role("button", name="Account").click()
    expect(page.locator(".account-menu")).to_contain_text(EMAIL)
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.locator(".account-menu")).to_have_count(0)
    expect(page.get_by_role("button", name="Account")).to_be_focused()

    page.get_by_role("button", name="Account").click()
    page.get_by_role("link", name="Your profile").click()
    heading(page, "Your profile")
    page.goto(f"/comments/new/{edition.article_id}/")
    page.get_by_label("Your comment").fill("A thought of my own.")
    press(page, "Send comment")
    heading(page, "Your comment is published")
    assert Comment.objects.get().reader.user.email == EMAIL


def test_without_javascript_somebody_signs_in_and_out_of_another_browser(
    page_without_javascript, new_page
):
    new_account(EMAIL, name="Nadia")
    elsewhere = new_page(user_agent="Another browser")
    elsewhere.goto("/account/login/")
    sign_in(elsewhere)
    page = page_without_javascript
    page.goto("/")
    page.get_by_role("link", name="Account").click()
    page.get_by_role("link", name="Forgotten your password?").click()
    heading(page, "Forgotten your password?")
    page.get_by_role("link", name="Back to signing in").click()
    sign_in(page)
    page.goto("/account/")
    page.get_by_role("link", name="Where you are signed in").click()

    expect(page.get_by_text("Another browser")).to_be_visible()
    press(page, "Sign out there")

    expect(page.get_by_role("status")).to_have_text("The account is signed out there.")
    elsewhere.goto("/account/")
    heading(elsewhere, "Sign in")


def test_a_colleague_sets_up_an_app_before_the_newsroom_opens(mobile_page):
    with_factor = settings.STAFF_SECOND_FACTOR
    settings.STAFF_SECOND_FACTOR = True
    try:
        make_editor(password=PASS_PHRASE)
        page = mobile_page
        page.goto("/admin/")
        sign_in(page, "edith@example.org")
        heading(page, "Second factor")
        fits(page)
        page.get_by_role("link", name="Set up an app").click()
        prove(page)
        fits(page)
        page.get_by_label("Authenticator code").fill(
            code_of_app(page.locator(".account__key code").inner_text())
        )
        press(page, "Set it up")

        heading(page, "Recovery codes")
        fits(page)
        page.goto("/admin/")
        expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    finally:
        settings.STAFF_SECOND_FACTOR = with_factor


@pytest.fixture
def authenticator(page: Page) -> Page:
    """The browser has a device that makes passkeys, and whose owner always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def test_a_passkey_is_added_and_signs_in_alone(authenticator):
    page = authenticator
    user = new_account(EMAIL)
    page.goto("/account/login/")
    sign_in(page)
    page.goto("/account/2fa/")
    assert_accessible(page)
    page.get_by_role("link", name="Add a passkey").click()
    prove(page)
    assert_accessible(page)
    page.get_by_label("Name").fill("Nadia’s telephone")
    press(page, "Add it")
    heading(page, "Recovery codes")
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1

    page.goto("/account/logout/")
    press(page, "Sign out")
    page.goto("/account/login/")
    press(page, "Sign in with a passkey")

    heading(page, "Your account")
    page.goto("/account/2fa/passkeys/")
    expect(page.get_by_text("Nadia’s telephone", exact=True).first).to_be_visible()
    assert_accessible(page)


def test_a_passkey_is_the_second_factor_after_a_password(authenticator):
    page = authenticator
    new_account(EMAIL)
    page.goto("/account/login/")
    sign_in(page)
    page.goto("/account/2fa/passkeys/add/")
    prove(page)
    page.get_by_label("Sign in with it alone").uncheck()
    press(page, "Add it")
    heading(page, "Recovery codes")
    page.goto("/account/logout/")
    press(page, "Sign out")
    page.goto("/account/login/")
    sign_in(page)
    heading(page, "Your second factor")
    assert_accessible(page)

    press(page, "Use a passkey")

    heading(page, "Your account")
    assert User.objects.filter(email=EMAIL).exists()
