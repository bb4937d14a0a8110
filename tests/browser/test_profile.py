"""A reader's own pages in a real browser: notices, choices, a copy of everything, and the way out."""

import json

import pytest
from playwright.sync_api import Page, expect

from comments.models import Comment, Reader
from newsportal.accounts.models import User
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import carry_session
from tests.comments.posting import post
from tests.comments.readers import account_of, make_reader
from tests.makers import PASSWORD, make_edition

pytestmark = pytest.mark.django_db(transaction=True)
HEADLINE = "President pardons 31"


@pytest.fixture
def reader(live_server) -> Reader:
    """A reader whose comment Ben has answered."""
    made = make_reader("Anna", email="anna@example.org")
    article = make_edition(headline=HEADLINE).article
    mine = post(article, reader=made, nickname="Anna", text="My own words")
    post(article, parent=mine, nickname="Ben", text="Words of Ben")
    return made


def open_as(page: Page, reader: Reader, address: str) -> None:
    carry_session(page, account_of(reader))
    page.goto(address)


def read_the_answer(page: Page) -> None:
    """From the list of notices to the answer, and back: it is new no more."""
    expect(page.get_by_text("1 is new")).to_be_visible()
    page.get_by_role("link", name="Ben answered your comment").click()
    expect(page.locator("article.comment--current")).to_contain_text("Words of Ben")
    page.goto("/comments/notices/")
    expect(page.get_by_text("Nothing new")).to_be_visible()


def choose_one_email_a_day(page: Page) -> None:
    page.get_by_role("link", name="Your profile").click()
    page.get_by_label("Once a day, together").check()
    page.get_by_label("Somebody answers me").uncheck()
    page.get_by_role("button", name="Save choice").click()
    expect(page.get_by_text("Your choice is stored.")).to_be_visible()
    expect(page.get_by_label("Once a day, together")).to_be_checked()
    expect(page.get_by_label("Somebody answers me")).not_to_be_checked()


def test_an_answer_is_found_by_the_menu_of_the_account(page, reader):
    open_as(page, reader, "/")
    page.get_by_role("button", name="Account").click()
    page.get_by_role("link", name="Notices 1 new").click()
    expect(page.get_by_role("heading", name="Your notices")).to_be_visible()
    assert_no_axe_violations(page)
    read_the_answer(page)
    choose_one_email_a_day(page)
    assert_no_axe_violations(page)


def test_an_answer_without_javascript(page_without_javascript, reader):
    page = page_without_javascript
    open_as(page, reader, "/account/")
    page.get_by_role("link", name="Notices 1 new").click()
    read_the_answer(page)
    choose_one_email_a_day(page)


def test_a_name_that_is_taken_comes_back_with_the_reason(mobile_page, reader):
    page = mobile_page
    taken = make_reader("Old")
    Reader.objects.filter(pk=taken.pk).update(display_name="Carl", name_key="carl")
    open_as(page, reader, "/comments/profile/")

    page.get_by_label("Your name").fill("CARL")
    page.get_by_role("button", name="Save name").click()
    expect(page.get_by_text("This name stands for somebody else")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("CARL")
    assert_no_axe_violations(page)

    page.get_by_label("Your name").fill("Anna of Minsk")
    page.get_by_role("button", name="Save name").click()
    expect(page.get_by_text("From now on you are called Anna of Minsk")).to_be_visible()


def prove(page: Page) -> None:
    """Type the password once more, as the page asks."""
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def take_a_copy(page: Page) -> None:
    page.get_by_role("link", name="Take a copy of all").click()
    prove(page)
    expect(page.get_by_role("heading", name="A copy of your data")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("button", name="Save the file").click()
    with started.value.path().open(encoding="utf-8") as file:
        copy = json.load(file)
    assert [comment["text"] for comment in copy["comments"]] == ["My own words"]


def erase(page: Page) -> None:
    page.goto("/comments/profile/")
    page.get_by_role("link", name="Erase your account").click()
    expect(page.get_by_text("You have written 1 comment with this account")).to_be_visible()
    page.get_by_label("My account, my name and all that I wrote with the account").check()
    page.get_by_role("button", name="Erase").click()
    expect(page.get_by_text("Tick the box if you are sure.")).to_be_visible()
    page.get_by_label("Yes, erase this for ever.").check()
    page.get_by_role("button", name="Erase").click()
    expect(page.get_by_role("heading", name="Your account is erased")).to_be_visible()
    page.goto("/comments/profile/")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()


def nothing_is_left() -> bool:
    return not (
        User.objects.filter(email="anna@example.org").exists()
        or Reader.objects.exists()
        or Comment.objects.filter(text="My own words").exists()
    )


def test_a_reader_takes_a_copy_and_leaves(page, reader):
    open_as(page, reader, "/comments/profile/")
    take_a_copy(page)
    page.goto("/comments/profile/erase/")
    assert_no_axe_violations(page)
    erase(page)
    assert nothing_is_left()


def test_a_reader_takes_a_copy_and_leaves_without_javascript(page_without_javascript, reader):
    page = page_without_javascript
    open_as(page, reader, "/comments/profile/")
    take_a_copy(page)
    erase(page)
    assert nothing_is_left()
