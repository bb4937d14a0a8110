"""An editor's day in a browser: writing, publishing, changing, withdrawing."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image as Picture
from playwright.sync_api import expect

from articles.editing import record_revision
from articles.models import Article, Edition, Mention
from articles.pictures import add_picture
from articles.publishing import publish
from tests.browser.newsroom import (
    add_row,
    body_of,
    choose,
    expect_status,
    fill_time,
    make_editor,
    press,
    sign_in,
    to_the_end,
)
from tests.makers import make_article, make_organisation, make_person, make_section

ADD = "/admin/articles/article/add/"


@pytest.fixture
def editor(transactional_db):
    return make_editor()


@pytest.fixture
def draft(editor) -> Article:
    article = make_article(headline="As it was", slug="as-it-was")
    article.bylines.create(person=make_person(name="Olga Author"))
    record_revision(article, by=editor)
    return article


@pytest.fixture
def live(draft):
    publish(draft, by=None)
    return draft


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def picture_bytes():
    written = BytesIO()
    Picture.new("RGB", (400, 300), "darkred").save(written, "JPEG")
    return written.getvalue()


def type_the_story(page):
    """A paragraph with bold words, a subhead, a paragraph with a link."""
    body_of(page).click()
    page.keyboard.type("Belarus released ")
    press(page, "Bold")
    page.keyboard.type("31 people")
    press(page, "Bold")
    page.keyboard.type(" with the help of Belavia.")
    page.keyboard.press("Enter")
    press(page, "Subhead")
    page.keyboard.type("The way home")
    page.keyboard.press("Enter")
    page.keyboard.type("A bus took them away, says the agency")
    for _ in "agency":
        page.keyboard.press("Shift+ArrowLeft")
    press(page, "Link")
    page.get_by_label("Name, headline or address").fill("https://agency.example.org/")
    press(page, "Set the link")
    expect(body_of(page).get_by_role("link")).to_have_text("agency")


def test_a_story_is_written_and_published(page, editor):
    make_section(name="Politics", slug="politics")
    make_person(name="Ann Author")
    make_organisation(name="Belavia", slug="belavia")
    sign_in(page, ADD)
    page.get_by_label("Headline").fill("Minsk frees 31")
    page.get_by_label("Section:", exact=True).select_option("Politics")
    page.get_by_label("Dateline").fill("Minsk, Belarus")
    type_the_story(page)
    byline = add_row(page, "Byline")
    choose(page, byline.get_by_role("combobox", name="Person"), "ann", "Ann Author")
    mention = add_row(page, "Mention")
    choose(page, mention.get_by_role("searchbox", name="Organisations"), "belav", "Belavia")
    page.get_by_label("Title").first.fill("State agency")
    press(page, "Save")

    expect_status(page, "Draft")
    article = Article.objects.get()
    assert (article.slug, article.version) == ("minsk-frees-31", 1)
    assert article.body == (
        "<p>Belarus released <strong>31 people</strong> with the help of Belavia.</p>"
        "<h2>The way home</h2>"
        '<p>A bus took them away, says the <a href="https://agency.example.org/">agency</a></p>'
    )
    assert (article.bylines.get().person.name, article.sources.get().title) == (
        "Ann Author",
        "State agency",
    )

    press(page, "Save and publish…")
    expect(page.get_by_role("heading", name="Publish", exact=True)).to_be_visible()
    press(page, "Publish")
    expect_status(page, "Live")
    page.get_by_role("link", name="View on site").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Minsk frees 31")
    expect(page.get_by_role("heading", name="The way home")).to_be_visible()
    expect(page.locator("a.mention")).to_have_text("Belavia")
    expect(page.get_by_role("link", name="Ann Author").first).to_be_visible()


def test_readers_see_a_changed_headline_only_after_the_update(page, live):
    address = live.editions.get().get_absolute_url()
    sign_in(page, form_of(live))
    page.get_by_label("Headline").fill("As it is now")
    press(page, "Save")
    expect_status(page, "Live, changes not published")

    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("As it was")

    page.goto(form_of(live))
    press(page, "Save and publish changes…")
    expect(page.locator(".comparison")).to_contain_text("As it was")
    expect(page.locator(".comparison")).to_contain_text("As it is now")
    page.get_by_label("Update: more is known now").check()
    press(page, "Publish changes")
    expect_status(page, "Live$")

    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("As it is now")


def test_somebody_new_is_added_without_leaving_the_article(page, draft):
    sign_in(page, form_of(draft))
    byline = add_row(page, "Byline")
    with page.expect_popup() as opened:
        byline.get_by_role("link", name="Add another person").click()
    opened.value.locator("#id_name").press_sequentially("Nora New")
    expect(opened.value.locator("#id_slug")).to_have_value("nora-new")
    press(opened.value, "Save")

    expect(byline.get_by_role("combobox", name="Person")).to_contain_text("Nora New")
    press(page, "Save")
    expect_status(page, "Draft")
    assert draft.bylines.filter(person__slug="nora-new").exists()


def test_what_was_typed_is_saved_before_a_step_opens(page, draft):
    sign_in(page, form_of(draft))
    to_the_end(page)
    page.keyboard.type(" Typed at the last moment.")
    press(page, "Save and publish…")

    expect(page.get_by_role("heading", name="Publish", exact=True)).to_be_visible()
    draft.refresh_from_db()
    assert draft.body.endswith("Typed at the last moment.</p>")
    assert not Edition.objects.exists()


def test_an_article_is_scheduled_and_taken_back(page, draft):
    tomorrow = (timezone.now() + timedelta(days=1)).replace(microsecond=0)
    sign_in(page, form_of(draft))
    press(page, "Save and schedule…")
    fill_time(page, tomorrow)
    press(page, "Schedule")

    expect_status(page, "Scheduled for")
    assert Edition.objects.get().starts_at == tomorrow

    press(page, "Save and cancel what is scheduled…")
    press(page, "Cancel what is scheduled")
    expect_status(page, "Draft")
    assert not Edition.objects.exists()


def test_a_withdrawal_needs_a_reason_and_says_it(page, live):
    address = live.editions.get().get_absolute_url()
    sign_in(page, form_of(live))
    press(page, "Save and withdraw…")
    press(page, "Withdraw")
    expect(page.locator(".errorlist")).to_have_text("This field is required.")

    page.get_by_role("textbox", name="Reason").fill("The source was wrong.")
    press(page, "Withdraw")

    expect_status(page, "Withdrawn")
    answer = page.goto(address)
    assert answer.status == 410
    expect(page.locator("main")).to_contain_text("The source was wrong.")


def test_wrong_input_is_shown_beside_everything_that_was_typed(page, draft):
    sign_in(page, form_of(draft))
    page.get_by_label("Headline").fill("")
    to_the_end(page)
    page.keyboard.type(" More words.")
    add_row(page, "Mention").get_by_label("Words in the text").fill("the president")
    press(page, "Save")

    expect(page.locator(".errornote")).to_be_visible()
    expect(body_of(page)).to_contain_text("More words.")
    expect(page.get_by_label("Words in the text").first).to_have_value("the president")
    expect(page.get_by_text("Choose whom these words mean")).to_be_visible()
    assert not Mention.objects.exists()


def test_a_picture_is_shown_as_soon_as_it_is_chosen(page, draft):
    image = add_picture(
        BytesIO(picture_bytes()), alt_text="A bus at the border", credit="Ann Author"
    )
    sign_in(page, form_of(draft))
    choose(page, page.get_by_role("combobox", name="Picture"), "bus", str(image))

    expect(page.get_by_role("img", name="A bus at the border")).to_be_visible()
    press(page, "Save")
    expect(page.get_by_role("img", name="A bus at the border")).to_be_visible()
    draft.refresh_from_db()
    assert draft.picture == image


def test_the_headline_says_how_long_it_is(page, draft):
    sign_in(page, form_of(draft))
    headline = page.get_by_label("Headline")
    headline.fill("Мінск 👋")

    expect(page.get_by_text("7 of 200 characters")).to_be_visible()
    expect(headline).to_have_accessible_description("7 of 200 characters")


def test_the_text_is_written_by_keyboard_alone(page, draft):
    sign_in(page, form_of(draft))
    page.get_by_role("button", name="Bold", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Bold words")

    expect(body_of(page).locator("strong")).to_have_text("Bold words")
    expect(page.get_by_role("button", name="Bold", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_everything_goes_without_javascript(page_without_javascript, editor):
    page = page_without_javascript
    make_section(name="Politics", slug="politics")
    sign_in(page, ADD)
    page.get_by_label("Headline").fill("Minsk frees 31")
    page.get_by_label("Section:", exact=True).select_option("Politics")
    page.get_by_label("Body").fill(
        "<p>They went <strong>home</strong>.</p><h2>The way</h2><p>A bus came.</p>"
    )
    page.get_by_label("Title").first.fill("State agency")
    press(page, "Save and schedule…")
    page.get_by_label("Why may it stay?").fill("An agency's story")
    fill_time(page, timezone.now() + timedelta(days=1))
    press(page, "Schedule")
    expect_status(page, "Scheduled for")

    press(page, "Save and cancel what is scheduled…")
    press(page, "Cancel what is scheduled")
    press(page, "Save and publish…")
    press(page, "Publish")
    expect_status(page, "Live")

    page.get_by_role("link", name="View on site").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Minsk frees 31")
    expect(page.locator("strong", has_text="home")).to_be_visible()
