"""Reading the paper: from page to page by its links, without any script."""

import pytest
from playwright.sync_api import Page, expect

from articles.addresses import remember_address
from articles.models import Person
from tests.browser.newspaper import HEADLINE, make_newspaper
from tests.makers import make_edition, make_section

pytestmark = pytest.mark.django_db(transaction=True)

LEAD = f"{HEADLINE} at Last"


@pytest.fixture
def paper(live_server) -> dict[str, str]:
    return make_newspaper()


@pytest.fixture
def reader(page_without_javascript) -> Page:
    """Reading needs no scripts."""
    page: Page = page_without_javascript
    return page


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_the_front_page_to_a_story_and_whom_it_names(new_page, paper, scripts):
    reader = new_page(java_script_enabled=scripts)
    reader.goto("/")
    reader.get_by_role("heading", name=LEAD).get_by_role("link").click()
    heading(reader, LEAD)
    expect(reader.get_by_text("An earlier edition did not say")).to_be_visible()

    reader.locator(".story a", has_text="Ada Lovelace").click()
    heading(reader, "Ada Lovelace")
    expect(reader.get_by_role("heading", name="Stories about Ada Lovelace")).to_be_visible()
    expect(reader.get_by_role("heading", name="Stories by Ada Lovelace")).to_be_visible()

    reader.get_by_role("main").get_by_role("link", name="Royal Society").first.click()
    heading(reader, "Royal Society")
    reader.get_by_role("link", name="Organisations").first.click()
    heading(reader, "Organisations")


def test_where_sources_differ_neither_is_asserted(reader, paper):
    reader.goto(paper["article"])

    box = reader.locator(".subjects li", has_text="Sources differ")
    expect(box.get_by_role("link")).to_have_text(["Charles Babbage", "His brother"])

    box.get_by_role("link", name="Charles Babbage").click()
    expect(reader.get_by_text("0 stories")).to_be_visible()
    expect(reader.get_by_role("heading", name="Where sources differ")).to_be_visible()


def test_searching_finds_a_story_and_the_way_to_a_person(reader, paper):
    reader.goto("/")
    reader.get_by_role("link", name="Search").first.click()
    reader.get_by_label("Words in headlines and stories").fill("lovelace")
    reader.get_by_role("button", name="Search").click()

    expect(reader.get_by_role("status")).to_have_text("1 story")
    expect(reader.locator("mark").first).to_have_text("Lovelace")
    expect(reader.get_by_role("link", name="Ada Lovelace")).to_be_visible()
    reader.get_by_role("heading", name=LEAD).get_by_role("link").click()
    heading(reader, LEAD)


def test_a_search_that_can_not_be_answered_keeps_what_was_typed(reader, paper):
    reader.goto("/search/")
    field = reader.get_by_label("Words in headlines and stories")
    field.fill("one two three four five six seven eight nine")
    reader.get_by_role("button", name="Search").click()

    expect(reader.get_by_role("alert")).to_contain_text("at most 8 words; these are 9")
    expect(field).to_have_value("one two three four five six seven eight nine")


def test_a_section_is_read_page_by_page_to_its_end(reader, live_server, monkeypatch):
    monkeypatch.setattr("articles.views.section.STORIES_ON_A_PAGE", 2)
    section = make_section(name="World", slug="world")
    headlines = {make_edition(section=section).headline for _ in range(5)}
    reader.goto("/world/")

    seen = set(reader.locator(".card__headline").all_inner_texts())
    for _ in range(2):
        reader.get_by_role("link", name="Older stories").click()
        seen |= set(reader.locator(".card__headline").all_inner_texts())

    assert seen == headlines
    expect(reader.get_by_role("link", name="Older stories")).to_have_count(0)
    reader.get_by_role("link", name="Back to the newest").click()
    expect(reader).to_have_url(f"{live_server.url}/world/")


def test_the_archive_leads_from_day_to_day(reader, paper):
    reader.goto("/archive/")
    reader.get_by_role("link", name="Nov. 22, 2025").click()
    heading(reader, "Saturday, November 22, 2025")

    reader.get_by_role("link", name="Nov. 21, 2025").click()
    heading(reader, "Friday, November 21, 2025")
    expect(reader.locator(".card__headline")).to_have_count(1)


def test_a_withdrawn_story_says_why_and_shows_ways_on(reader, paper):
    response = reader.goto(paper["withdrawn"])

    assert response is not None
    assert response.status == 410
    expect(reader.get_by_text("It named somebody who was not there.")).to_be_visible()
    reader.get_by_role("link", name="Go to the front page").click()
    expect(reader.get_by_role("heading", name=LEAD)).to_be_visible()


def test_an_old_address_leads_to_the_new_one(reader, paper, live_server):
    person = Person.objects.get(slug="ada-lovelace")
    person.slug = "ada-king"
    person.save()
    remember_address(person, "/people/ada-lovelace/")

    reader.goto("/people/ada-lovelace")

    expect(reader).to_have_url(f"{live_server.url}/people/ada-king/")


def test_the_keyboard_reaches_the_text_first(page, paper):
    page.goto(paper["article"])

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
