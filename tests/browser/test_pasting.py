"""What comes into the editor from elsewhere, and that it changes nothing by itself."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from newsportal.accounts.models import User
from tests.browser.newsroom import EMAIL, carry_session, to_the_end
from tests.browser.writing import (
    CLIPBOARDS,
    EVERYTHING,
    address_of_form,
    make_draft,
    open_form,
    paste,
    saved,
)


@pytest.fixture
def article(transactional_db):
    return make_draft()


@pytest.fixture
def form(page, article):
    return open_form(page, article)


def test_the_editor_writes_a_stored_text_as_it_is_stored(page, article):
    bodies = [
        EVERYTHING,
        *(path.read_text().replace("\n", "") for path in sorted(CLIPBOARDS.glob("*.stored.txt"))),
    ]
    carry_session(page, User.objects.get(email=EMAIL))
    for body in bodies:
        Article.objects.filter(pk=article.pk).update(body=body)
        page.goto(address_of_form(article))
        to_the_end(page)
        page.keyboard.type("x")
        assert page.locator("#id_body").input_value() != body
        page.keyboard.press("Backspace")

        assert page.locator("#id_body").input_value() == body


@pytest.mark.parametrize("name", ["word", "google-docs", "libreoffice", "web"])
def test_what_is_pasted_stands_there_as_it_will_be_stored(form, article, name):
    form.keyboard.press("Control+A")
    form.keyboard.press("Delete")
    paste(form, html=(CLIPBOARDS / f"{name}.txt").read_text(), plain="other words")

    stored = (CLIPBOARDS / f"{name}.stored.txt").read_text().replace("\n", "")
    expect(form.locator("#id_body")).to_have_value(stored)
    if name == "word":
        told = form.locator(".prose-notes")
        expect(told).to_contain_text("1 picture was not taken over; upload it to the library")
    assert saved(form, article) == stored


def test_words_are_pasted_into_the_middle_of_a_line(form):
    form.keyboard.press("Home")
    for _ in "First ":
        form.keyboard.press("ArrowRight")
    paste(form, html="<p><b style='font-weight:400'>few&nbsp;&nbsp; </b><i>good</i></p>")

    expect(form.locator("#id_body")).to_have_value("<p>First few <em>good</em>words.</p>")
    form.keyboard.press("Control+Z")
    expect(form.locator("#id_body")).to_have_value("<p>First words.</p>")


def test_nothing_is_lost_when_the_server_does_not_answer_a_paste(form):
    form.route("**/cleaned/", lambda route: route.fulfill(status=403))
    form.keyboard.press("Enter")
    paste(form, html="<h2 style='color:red'>Sub</h2>", plain="Sub\n\npasted words")

    expect(form.locator("#id_body")).to_have_value(
        "<p>First words.</p><p>Sub</p><p>pasted words</p>"
    )
    expect(form.locator(".prose-notes")).to_contain_text("The server did not answer")
