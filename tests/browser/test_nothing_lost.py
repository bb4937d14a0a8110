"""Nothing that an editor types is lost: to a colleague, to a crash, or to the end of a session."""

import re

import pytest
from playwright.sync_api import expect

from articles.editing import record_revision
from articles.models import Article, OpenForm
from articles.publishing import publish
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import (
    EMAIL,
    body_of,
    carry_session,
    expect_status,
    make_editor,
    press,
    sign_in,
    to_the_end,
)
from tests.makers import PASSWORD, make_article, make_person

ADD = "/admin/articles/article/add/"
PULSE_MILLISECONDS = 20_000


@pytest.fixture
def editor(transactional_db):
    return make_editor()


@pytest.fixture
def colleague(editor):
    return make_editor(email="otto@example.org", name="Otto Other")


@pytest.fixture
def draft(editor) -> Article:
    article = make_article(
        headline="Minsk frees 31", body="<p>They went home by bus.</p><p>Nobody said why.</p>"
    )
    article.bylines.create(person=make_person(name="Olga Author"))
    record_revision(article, by=editor)
    return article


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def kept(page):
    return page.locator(".unsaved__kept")


def type_without_a_session(page):
    """Take the session away from an open form, type in it, and let it tell so."""
    expect(body_of(page)).to_be_visible()
    page.context.clear_cookies()
    page.get_by_label("Headline").fill("Typed without a session")
    page.clock.fast_forward(PULSE_MILLISECONDS)


def meanwhile(page):
    return page.get_by_role("region", name="The text that was saved meanwhile")


def open_until_offered(page, address):
    """What a page sends while it is left may arrive after the next one was asked for."""
    for _ in range(20):
        page.goto(address)
        if page.locator(".unsaved__offer").count():
            return


def save_as_otto(article, colleague, **fields):
    Article.objects.filter(pk=article.pk).update(**fields)
    article.refresh_from_db()
    record_revision(article, by=colleague)


def test_two_editors_put_their_texts_together(page, new_page, draft, editor, colleague):
    other = new_page()
    carry_session(page, editor)
    carry_session(other, colleague)
    page.goto(form_of(draft))
    other.goto(form_of(draft))
    expect(other.locator(".unsaved__people")).to_contain_text("Edith Editor, since")
    other.get_by_label("Headline").fill("Minsk frees 32")
    other.get_by_label("Dateline").fill("Minsk, Belarus")
    press(other, "Save")
    expect(other.locator(".messagelist")).to_be_visible()

    page.get_by_label("Headline").fill("Minsk frees thirty-one")
    to_the_end(page)
    page.keyboard.type(" Not even the president.")
    press(page, "Save")

    beside = meanwhile(page)
    expect(beside).to_contain_text("by Otto Other")
    headline = beside.get_by_role("group", name="Headline")
    expect(headline.locator("ins").first).to_contain_text("thirty-one")
    expect(headline.locator("ins").last).to_contain_text("32")
    assert_no_axe_violations(page, within="#content")
    headline.get_by_label("The saved one").check()
    press(page, "Put my choices into the form")

    expect(page.get_by_role("textbox", name="Headline")).to_have_value("Minsk frees 32")
    expect(page.get_by_label("Dateline")).to_have_value("Minsk, Belarus")
    expect(body_of(page)).to_contain_text("Not even the president.")
    press(page, "Save")
    expect(page.locator(".standing__saved")).to_contain_text("Version 3")
    draft.refresh_from_db()
    assert (draft.headline, draft.dateline) == ("Minsk frees 32", "Minsk, Belarus")
    assert draft.body.endswith("Nobody said why. Not even the president.</p>")


def test_a_crash_loses_nothing(new_page, draft, editor):
    page = new_page()
    page.clock.install()
    carry_session(page, editor)
    page.goto(form_of(draft))
    to_the_end(page)
    page.keyboard.type(" Typed before the crash.")
    page.clock.fast_forward(PULSE_MILLISECONDS)
    expect(kept(page)).to_contain_text("Unsaved. Kept")
    page.context.close()

    again = new_page()
    sign_in(again, form_of(draft))
    offer = again.locator(".unsaved__offer")
    expect(offer).to_contain_text("You have unsaved text of")
    assert_no_axe_violations(again, within="#content")
    offer.get_by_role("button", name="Compare").click()
    expect(again.locator(".differences ins")).to_contain_text("Typed before the crash.")
    assert_no_axe_violations(again, within="#content")
    again.go_back()
    press(again, "Restore")

    expect(body_of(again)).to_contain_text("Typed before the crash.")
    press(again, "Save")
    expect(again.locator(".standing__saved")).to_contain_text("Version 2")
    expect(again.locator(".unsaved__offer")).to_have_count(0)
    draft.refresh_from_db()
    assert draft.body.endswith("Typed before the crash.</p>")


def test_a_page_that_is_left_keeps_its_text(page, draft, editor):
    carry_session(page, editor)
    page.goto(ADD)
    page.get_by_label("Headline").fill("An article of which nothing was saved")
    page.get_by_role("link", name="Home").first.click()
    page.wait_for_url("**/admin/")
    open_until_offered(page, ADD)

    expect(page.locator(".unsaved__offer")).to_contain_text("of which nothing was saved")
    press(page, "Throw away")
    expect(page.locator(".unsaved__offer")).to_have_count(0)
    assert not OpenForm.objects.filter(text_at__isnull=False).exists()


def test_an_answer_that_was_overtaken_takes_nothing_away(new_page, draft, editor):
    page = new_page()
    page.clock.install()
    carry_session(page, editor)
    held = []
    page.route("**/unsaved/", lambda route: held.append(route), times=1)
    with page.expect_request("**/unsaved/"):
        page.goto(form_of(draft))
    type_without_a_session(page)
    expect(kept(page)).to_contain_text("Your text is kept in this browser.")
    copies = "Object.values(localStorage).filter(text => text.includes('without'))"
    assert len(page.evaluate(copies)) == 1

    answer = {"kept": "", "newer": "", "people": [], "csrfmiddlewaretoken": "x" * 64}
    with page.expect_request_finished(lambda request: request == held[0].request):
        held[0].fulfill(json=answer)
    page.evaluate("() => new Promise(resolve => setTimeout(resolve))")

    expect(kept(page)).to_contain_text("Your text is kept in this browser.")
    assert len(page.evaluate(copies)) == 1


def test_signing_in_again_beside_the_form_goes_on_in_it(new_page, draft, editor):
    page = new_page()
    page.clock.install()
    carry_session(page, editor)
    page.goto(form_of(draft))
    type_without_a_session(page)
    expect(kept(page)).to_contain_text("You were signed out. Your text is kept in this browser.")
    with page.expect_popup() as opened:
        kept(page).get_by_role("link").click()
    beside = opened.value
    beside.get_by_label("Email address").fill(EMAIL)
    beside.get_by_label("Password").fill(PASSWORD)
    press(beside, "Sign in")
    beside.wait_for_url(f"**{form_of(draft)}")

    page.clock.fast_forward(PULSE_MILLISECONDS)
    expect(kept(page)).to_contain_text("Unsaved. Kept")
    press(page, "Save")

    expect(page.locator(".standing__saved")).to_contain_text("Version 2")
    draft.refresh_from_db()
    assert draft.headline == "Typed without a session"


def test_a_version_is_compared_and_restored(page, draft, editor, colleague):
    publish(draft, by=editor)
    save_as_otto(
        draft, colleague, headline="Minsk frees 32", body="<p>They went home by train.</p>"
    )
    carry_session(page, editor)
    page.goto(form_of(draft))
    page.get_by_role("link", name="Compare with what readers see").click()

    body = page.get_by_role("region", name="Body")
    expect(body.locator("del").first).to_contain_text("bus")
    expect(body.locator("ins").first).to_contain_text("train")
    assert_no_axe_violations(page, within="#content")
    press(page, "Restore version 1")

    expect(page.get_by_role("textbox", name="Headline")).to_have_value("Minsk frees 31")
    expect(page.locator(".standing__saved")).to_contain_text("Version 3")
    expect_status(page, "Live")
    assert draft.revisions.get(number=3).note == "Restored version 1"


def test_without_javascript_nothing_is_lost_either(page_without_javascript, draft, colleague):
    page = page_without_javascript
    sign_in(page, form_of(draft))
    page.get_by_label("Headline").fill("Minsk frees thirty-one")
    save_as_otto(draft, colleague, standfirst="By Otto")
    press(page, "Save")
    expect(meanwhile(page).get_by_role("group", name="Standfirst")).to_contain_text("By Otto")
    press(page, "Put my choices into the form")
    expect(page.get_by_role("textbox", name="Standfirst")).to_have_value("By Otto")
    press(page, "Save")
    expect(page.locator(".standing__saved")).to_contain_text("Version 3")
    draft.refresh_from_db()
    assert draft.headline == "Minsk frees thirty-one"


def test_without_javascript_a_save_without_a_session_is_kept(
    page_without_javascript, draft, editor
):
    page = page_without_javascript
    sign_in(page, form_of(draft))
    page.get_by_label("Headline").fill("Sent without a session")
    page.context.clear_cookies(name=re.compile("session"))
    press(page, "Save")

    expect(page.locator(".notice")).to_contain_text("What you typed is kept")
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    press(page, "Restore")
    expect(page.get_by_role("textbox", name="Headline")).to_have_value("Sent without a session")
