"""An editor schedules, changes, corrects and withdraws; a reader looks at what came of it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.editing import record_revision
from articles.models import Article
from articles.publishing import publish
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import expect_status, fill_time, make_editor, press, sign_in
from tests.makers import make_article, make_person, make_section, make_user

LONG_AGO = timedelta(days=2)


@pytest.fixture
def draft(transactional_db) -> Article:
    make_editor()
    article = make_article(
        headline="Minsk frees 31 prisoners", slug="minsk", section=make_section(slug="world")
    )
    article.bylines.create(person=make_person(name="Olga Author"))
    record_revision(article, by=make_user())
    return article


@pytest.fixture
def live(draft: Article) -> Article:
    publish(draft, by=None, at=timezone.now() - LONG_AGO)
    return draft


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def open_step(page: Page, article: Article, button: str) -> None:
    page.goto(form_of(article))
    press(page, button)


def test_an_article_is_scheduled_moved_and_brought_forward(page, draft):
    sign_in(page, form_of(draft))
    press(page, "Save and schedule…")
    beside = page.locator(".date-and-time .relative-time")
    fill_time(page, timezone.now() + timedelta(hours=3, minutes=20, seconds=40))
    expect(beside).to_have_text(re.compile(r"^in 3 hours 20 minutes: \w+day, .* \(UTC\)$"))
    assert_no_axe_violations(page)
    press(page, "Schedule")

    plan = page.locator(".standing__plan")
    expect(plan).to_contain_text("Version 1 is published in 3 hours")
    expect(page.locator(".messagelist")).to_contain_text("Planned: Version 1 is published in")

    press(page, "Save and change the hour…")
    fill_time(page, timezone.now() + timedelta(days=2, minutes=1))
    expect(beside).to_have_text(re.compile("^in 2 days: "))
    press(page, "Change the hour")
    expect(plan).to_contain_text("Version 1 is published in 2 days")

    press(page, "Save and change the hour…")
    page.get_by_label("Now", exact=True).check()
    press(page, "Change the hour")
    expect_status(page, "Live$")
    expect(plan).to_have_count(0)


def test_a_time_that_the_clock_skips_is_explained_while_it_is_typed(page, draft, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    sign_in(page, form_of(draft))
    press(page, "Save and schedule…")
    page.get_by_label("Date", exact=True).fill("2030-03-31")
    page.get_by_label("Time", exact=True).fill("02:30:00")

    words = "02:30 does not exist. Choose a time before 02:00, or 03:00 or later."
    expect(page.locator(".date-and-time .relative-time")).to_contain_text(words)


def test_a_correction_is_told_on_the_article_on_its_page_and_in_the_feed(page, new_page, live):
    reader, address = new_page(), live.editions.get().path
    sign_in(page, form_of(live))
    page.get_by_label("Headline").fill("Minsk frees 13 prisoners")
    press(page, "Save and publish changes…")
    page.get_by_label("What readers should know").fill("It was 13, not 31.")
    expect(page.get_by_label("Print the correction above the text, too")).to_be_visible()
    press(page, "Publish changes")
    expect(page.locator(".errorlist")).to_have_text("Choose what this change is for readers.")
    assert_no_axe_violations(page)

    page.get_by_label("Minor change").check()
    expect(page.get_by_label("Print the correction above the text, too")).to_be_hidden()
    page.get_by_label("Correction: something was wrong").check()
    page.get_by_label("Print the correction above the text, too").check()
    press(page, "Publish changes")
    expect_status(page, "Live$")

    reader.goto(address)
    expect(reader.get_by_role("note")).to_contain_text("Correction: It was 13, not 31.")
    reader.get_by_role("link", name="More below the story").click()
    expect(reader.locator("#correction-2")).to_contain_text("It was 13, not 31.")
    reader.get_by_role("contentinfo").get_by_role("link", name="Corrections").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Corrections")
    expect(reader.get_by_role("listitem").filter(has_text="Minsk frees 13")).to_contain_text(
        "It was 13, not 31."
    )
    assert_no_axe_violations(reader)
    feed = reader.request.get("/corrections/feed.xml").text()
    assert "Correction: Minsk frees 13 prisoners" in feed

    page.get_by_role("link", name="Change these words…").click()
    page.get_by_label("What readers should know").fill("Thirteen were freed, not 31.")
    press(page, "Change the words of a correction")
    reader.goto(address)
    expect(reader.locator("#correction-2")).to_contain_text("before, they were others")


def test_what_is_planned_is_said_before_something_else_is_done(page, live):
    sign_in(page, form_of(live))
    page.get_by_label("Headline").fill("Minsk frees 32 prisoners")
    press(page, "Save and publish changes…")
    page.get_by_label("Update: more is known now").check()
    page.get_by_label("At this time").check()
    fill_time(page, timezone.now() + timedelta(hours=5, minutes=1))
    press(page, "Publish changes")
    expect(page.locator(".standing__plan")).to_contain_text("Version 2 goes live as an update in 5")

    press(page, "Save and withdraw…")
    expect(page.locator(".standing__plan")).to_contain_text("Version 2 goes live as an update")
    page.get_by_role("textbox", name="Reason").fill("Nobody was freed.")
    press(page, "Withdraw")
    expect(page.locator(".errorlist")).to_contain_text("Tick this if what is scheduled")
    page.get_by_label("Do this instead").check()
    press(page, "Withdraw")
    expect_status(page, "Withdrawn")


def test_a_withdrawal_by_order_says_whose_and_another_says_what(page, new_page, live):
    reader, address = new_page(), live.editions.get().path
    sign_in(page, form_of(live))
    press(page, "Save and withdraw…")
    expect(page.get_by_role("textbox", name="Who ordered it")).to_be_hidden()
    page.get_by_role("textbox", name="Reason").fill("We asked too few people.")
    press(page, "Withdraw")
    assert reader.goto(address).status == 410
    expect(reader.locator("main")).to_contain_text("Minsk frees 31 prisoners")

    press(page, "Save and publish…")
    press(page, "Publish")
    expect_status(page, "Live$")
    press(page, "Save and withdraw…")
    page.get_by_label("A legal order").check()
    page.get_by_role("textbox", name="Reason").fill("We have appealed.")
    page.get_by_role("textbox", name="Who ordered it").fill("Court of Minsk")
    page.get_by_label("Where the order can be read").fill("https://court.example.org/1")
    assert_no_axe_violations(page)
    press(page, "Withdraw")
    expect_status(page, "Withdrawn")

    answer = reader.goto(address)
    assert answer.status == 451
    assert answer.headers["link"].endswith('rel="blocked-by"')
    expect(reader.locator("main")).to_contain_text("Ordered by: Court of Minsk.")
    expect(reader.locator("main")).not_to_contain_text("31")
    assert_no_axe_violations(reader)


def test_steps_fit_on_a_telephone(mobile_page, live):
    page = mobile_page
    sign_in(page, form_of(live))
    for button in ("Save and publish changes…", "Save and withdraw…"):
        open_step(page, live, button)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), button


def test_everything_goes_without_javascript(page_without_javascript, draft):
    page = page_without_javascript
    sign_in(page, form_of(draft))
    press(page, "Save and schedule…")
    fill_time(page, timezone.now() + timedelta(hours=3, minutes=20, seconds=40))
    press(page, "Schedule")
    expect(page.locator(".standing__plan")).to_contain_text("is published in 3 hours 20 minutes")
    press(page, "Save and change the hour…")
    page.get_by_label("Now", exact=True).check()
    press(page, "Change the hour")
    press(page, "Save and publish changes…")
    page.get_by_label("Clarification").check()
    page.get_by_label("What readers should know").fill("Both dates are of the new calendar.")
    press(page, "Publish changes")
    page.get_by_role("link", name="View on site").click()
    expect(page.locator("#correction-2")).to_contain_text("Both dates are of the new calendar.")
