"""A reader looks back: what a story said before, and how a page was. Nothing of it needs a script."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.publishing import correct, publish, update
from tests.browser.fixtures import MOBILE, NewPage
from tests.makers import PUBLISHED_AT, make_article, make_section

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)


@pytest.fixture
def story(live_server) -> Article:
    """A story of 18:00, updated at 19:00 and corrected at 20:00; another of 21:00."""
    section = make_section(name="Science", slug="science")
    made = make_article(
        section=section,
        headline="An engine computes",
        slug="engine",
        body="<p>Charles Babbage showed an engine in 1834.</p><p>It is made of brass.</p>",
    )
    publish(made, by=None, at=PUBLISHED_AT)
    made.headline = "An engine computes on its own"
    made.save()
    update(made, by=None, at=PUBLISHED_AT + HOUR)
    made.body = made.body.replace("1834", "1833")
    made.save()
    correct(made, by=None, note="It was in 1833.", at=PUBLISHED_AT + 2 * HOUR)
    later = make_article(section=section, headline="What came later")
    publish(later, by=None, at=PUBLISHED_AT + 3 * HOUR)
    return made


@pytest.fixture(params=["desktop", "telephone without scripts"])
def reader(request, new_page: NewPage) -> Page:
    if request.param == "desktop":
        return new_page()
    return new_page(viewport=MOBILE, has_touch=True, java_script_enabled=False)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_reader_sees_what_a_correction_changed(reader, story):
    reader.goto("/")
    reader.get_by_role("link", name="An engine computes on its own").first.click()
    reader.get_by_role("link", name="See what changed on").click()

    entry = reader.locator("#edition-3")
    expect(entry.get_by_role("heading", name="Edition 3: Correction")).to_be_visible()
    expect(entry).to_contain_text("It was in 1833.")
    expect(entry.get_by_role("deletion")).to_contain_text("1834")
    expect(entry.get_by_role("insertion")).to_contain_text("1833")


def test_a_reader_compares_two_editions(reader, story):
    reader.goto(f"{story.editions.get(number=1).path}")
    reader.get_by_role("link", name="See what changed", exact=True).click()
    heading(reader, "An engine computes on its own")

    reader.get_by_label("Edition", exact=True).fill("3")
    reader.get_by_label("with edition").fill("1")
    reader.get_by_role("button", name="Compare").click()

    expect(reader.get_by_text("Editions 1 and 3 compared")).to_be_visible()
    expect(reader.get_by_role("insertion").first).to_contain_text("on its own")
    expect(reader.get_by_role("main")).to_contain_text("It is made of brass.")
    reader.get_by_role("link", name="History").click()
    expect(reader.locator(".history__entry")).to_have_count(3)


def test_a_reader_walks_through_the_paper_of_an_evening(reader, story, live_server):
    reader.goto("/archive/")
    reader.get_by_label("Date and time").fill("2025-11-22T18:30")
    reader.get_by_role("button", name="Show the page as it was").click()

    expect(reader).to_have_url(f"{live_server.url}/?at=2025-11-22T18:30:00Z")
    expect(
        reader.get_by_text("This page as it was on Nov. 22, 2025, 6:30 p.m. UTC")
    ).to_be_visible()
    expect(reader.get_by_text("What came later")).to_have_count(0)
    reader.get_by_role("heading", name="An engine computes").get_by_role("link").click()
    heading(reader, "An engine computes")
    expect(reader.get_by_role("main")).to_contain_text("1834")
    reader.get_by_role("navigation", name="Main").get_by_role("link", name="Science").click()
    heading(reader, "Science")
    expect(reader.get_by_text("What came later")).to_have_count(0)

    reader.get_by_role("link", name="Go to today’s page").click()
    expect(reader).to_have_url(f"{live_server.url}/science/")
    expect(reader.get_by_text("What came later").first).to_be_visible()


def test_another_moment_is_asked_for_from_the_page_itself(reader, story, live_server):
    reader.goto("/science/?at=2025-11-22T18:30:00Z")
    reader.get_by_text("Another moment").click()
    moment = reader.get_by_label("Date and time")
    expect(moment).to_have_value("2025-11-22T18:30")

    moment.fill("2025-11-22T21:00")
    reader.get_by_role("button", name="Show the page as it was").click()

    expect(reader).to_have_url(f"{live_server.url}/science/?at=2025-11-22T21:00:00Z")
    expect(reader.get_by_text("What came later").first).to_be_visible()


def test_who_asks_for_too_early_a_moment_is_led_to_the_first(reader, story):
    reader.goto("/?at=1999-12-31")

    heading(reader, "Nothing was here yet")
    reader.get_by_role("link", name="See how it began").click()

    expect(reader.get_by_role("heading", name="An engine computes")).to_be_visible()


def test_no_page_of_the_past_is_wider_than_a_telephone(new_page, story):
    page = new_page(viewport={"width": 320, "height": 700})
    path = story.editions.get(number=1).path
    for address in (
        "/?at=2025-11-22T18:30:00Z",
        f"{path}?at=2025-11-22T18:30:00Z",
        f"{path}history/",
        f"{path}history/?from=1&to=3",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, address
