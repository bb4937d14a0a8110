"""What an editor does in a browser, in the words of the screen."""

import re
from datetime import datetime

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from newsportal.accounts.models import User
from newsportal.accounts.roles import Role
from tests.makers import PASSWORD, make_staff

EMAIL = "edith@example.org"


def make_editor(**fields) -> User:
    """A chief editor, who may do all of a newsroom's work."""
    return make_staff(Role.CHIEF_EDITOR, **{"email": EMAIL, "name": "Edith Editor"} | fields)


def sign_in(page: Page, address: str = "/admin/", *, email: str = EMAIL) -> None:
    """Ask for a page of the admin, and sign in on the way to it."""
    page.goto(address)
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"**{address}")


def carry_session(page: Page, user: User) -> None:
    """Give the browser a session, as if somebody had signed in before."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.goto("/robots.txt")
    address = page.evaluate("location.origin")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def body_of(page: Page) -> Locator:
    """The editor of an article's text, and never the area with its name that it replaces."""
    return page.get_by_role("textbox", name="Body").and_(page.locator("[contenteditable=true]"))


def to_the_end(page: Page) -> None:
    """Stand at the end of the article's text, as an editor does who clicks into it."""
    body_of(page).locator("> *").last.click()
    # Twenty milliseconds after it got the focus the editor sets the cursor where it last knew it.
    page.evaluate("() => new Promise(done => setTimeout(done, 50))")
    page.keyboard.press("Control+End")
    wait_for_the_cursor(page)


def wait_for_the_cursor(page: Page) -> None:
    """Until the editor knows where the cursor is: the browser tells it later than it moves it."""
    page.wait_for_function(
        """() => {
            const { editor } = document.querySelector(".ProseMirror");
            const { focusNode, focusOffset } = document.getSelection();
            return editor.view.posAtDOM(focusNode, focusOffset) === editor.state.selection.head;
        }"""
    )


def press(page: Page, name: str) -> None:
    """Press one of the form's buttons by its exact words."""
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Page, chooser: Locator, words: str, option: str) -> None:
    """Type into a chooser that searches, and take what it finds."""
    chooser.click()
    page.keyboard.type(words)
    page.get_by_role("option", name=option).click()


def add_row(page: Page, kind: str) -> Locator:
    """Open one more row below the form, and return it."""
    page.get_by_role("button", name=f"Add another {kind}").click()
    return page.locator(f"#{kind.lower()}s-group .dynamic-{kind.lower()}s").last


def expect_status(page: Page, words: str) -> None:
    expect(page.locator(".standing__status")).to_have_text(re.compile(words))


def fill_time(page: Page, moment: datetime) -> None:
    page.get_by_label("Date", exact=True).fill(f"{moment:%Y-%m-%d}")
    page.get_by_label("Time", exact=True).fill(f"{moment:%H:%M:%S}")
