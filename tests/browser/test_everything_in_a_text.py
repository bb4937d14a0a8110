"""A text with everything that it may hold: its form for everybody, and its page for readers."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import body_of, expect_status, press, sign_in
from tests.browser.writing import (
    EVERYTHING,
    address_of_form,
    make_draft,
    make_picture,
    open_form,
    tool,
)
from tests.makers import make_edition

WRITTEN_BY_HAND = """<p>They went home.<small class="footnote">By night.</small></p>
<figure class="pull-quote"><blockquote>We had a day.</blockquote>
<figcaption>Ada Marlow</figcaption></figure>
<figure data-picture="{picture}"><figcaption>At night</figcaption></figure>
<table><caption>Who came</caption><tr><th>Town</th><th>People</th></tr>
<tr><td>Minsk</td><td>14</td></tr></table>
<p>See <a href="{path}">the other story</a>.</p><img src="bus.jpg">"""


@pytest.fixture
def picture(transactional_db):
    return make_picture()


@pytest.fixture
def article(transactional_db):
    return make_draft()


@pytest.fixture
def form(page, article):
    return open_form(page, article)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_form_with_everything_in_its_text_is_accessible(form, article, picture, width):
    body = EVERYTHING.replace('"7"', f'"{picture.pk}"')
    Article.objects.filter(pk=article.pk).update(body=body)
    form.set_viewport_size({"width": width, "height": 740})
    form.reload()
    expect(form.get_by_role("img", name="A bus")).to_be_visible()
    expect(form.get_by_text("Picture 8 is not in the library.", exact=True)).to_be_visible()
    body_of(form).locator("td").first.click()
    for scheme in ("light", "dark"):
        form.emulate_media(color_scheme=scheme)
        assert_no_axe_violations(form)
    assert form.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0

    tool(form, "Remove the table")
    body_of(form).locator("p").last.click()
    tool(form, "Picture")
    expect(form.get_by_role("dialog").get_by_role("button", name="A bus")).to_be_visible()
    assert_no_axe_violations(form)


def test_it_is_written_without_javascript_and_read_by_readers(
    page_without_javascript, new_page, article, picture
):
    desk, other = page_without_javascript, make_edition(headline="The other story")
    sign_in(desk)
    desk.goto(address_of_form(article))
    desk.get_by_text("What may be written here").click()
    expect(desk.get_by_text("These elements are kept")).to_be_visible()
    body = WRITTEN_BY_HAND.format(picture=picture.pk, path=other.path)
    desk.get_by_label("Body").fill(body)
    press(desk, "Save and publish…")
    expect(desk.get_by_text("1 picture was not taken over")).to_be_visible()
    press(desk, "Publish")
    expect_status(desk, "Live")

    for options in ({}, {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}):
        reader = new_page(**options)
        reader.goto(article.editions.get().path)
        expect(reader.get_by_role("img", name="A bus")).to_be_visible()
        expect(reader.get_by_role("figure").filter(has_text="At night")).to_contain_text("Ann")
        expect(reader.get_by_role("table", name="Who came")).to_be_visible()
        link = reader.get_by_role("link", name="the other story")
        expect(link).to_have_attribute("href", other.path)
        reader.get_by_role("link", name="Footnote 1").click()
        expect(reader.get_by_text("By night.")).to_be_in_viewport()
        reader.get_by_role("link", name="Back to the text").click()
        expect(reader.get_by_text("They went home.")).to_be_in_viewport()
        assert_no_axe_violations(reader)
        too_wide = reader.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert too_wide <= 0
