"""A chief editor arranges the front page: by mouse, by keyboard, and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.front import compose_front
from articles.models import Article, Placement
from articles.publishing import withdraw
from newsportal.accounts.models import User
from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import EMAIL, carry_session, fill_time, make_editor, press, sign_in
from tests.makers import make_edition, make_section

DESK = "/admin/articles/placement/front/"
HEADLINES = ["Alder", "Birch", "Cedar", "Elder", "Fir", "Hazel", "Larch", "Maple", "Oak", "Pine"]


@pytest.fixture
def stories(transactional_db) -> dict[str, Article]:
    """Ten live ones, the newest first, and the editor."""
    make_editor()
    section, now = make_section(name="Forestry", slug="forestry"), timezone.now()
    return {
        headline: make_edition(
            section=section, headline=headline, at=now - timedelta(hours=age + 1)
        ).article
        for age, headline in enumerate(HEADLINES)
    }


@pytest.fixture
def desk(page, stories):
    carry_session(page, User.objects.get(email=EMAIL))
    page.goto(DESK)
    return page


def slot(page, number):
    return page.locator(f"#slot-{number}")


def expect_slots(page, *headlines):
    """The stories of the first slots, whether held or not."""
    for number, headline in enumerate(headlines, start=1):
        expect(slot(page, number).locator("h3")).to_have_text(headline)


def expect_said(page, words):
    expect(page.locator("[data-said]")).to_have_text(words)


def drag(page, thing, target):
    """Take a thing by its handle and drop it on a slot."""
    thing.locator(".handle").hover()
    page.mouse.down()
    target.hover()
    expect(target).to_have_class(re.compile("slot--target"))
    page.mouse.up()


def find(page, words):
    page.get_by_label("Words of the headline").fill(words)
    expect(page.locator(".found__story")).to_have_count(1)


def on_the_front(page):
    page.goto("/")
    return page.locator("main .front__news").locator("h2").all_text_contents()


def test_stories_are_dragged_into_slots_and_published(desk):
    expect_slots(desk, "Alder", "Birch", "Cedar")
    find(desk, "pin")
    drag(desk, desk.locator(".found__story"), slot(desk, 2))
    expect_said(desk, "“Pine” is in slot 2.")
    expect_slots(desk, "Alder", "Pine", "Birch")

    drag(desk, slot(desk, 2).locator("[data-story]"), slot(desk, 1))
    expect_said(desk, "“Pine” is in slot 1.")
    drag(desk, slot(desk, 2).locator(".story--auto"), slot(desk, 3))
    expect_said(desk, "“Alder” is in slot 3.")
    expect_slots(desk, "Pine", "Birch", "Alder")
    assert_no_axe_violations(desk, within="#content")

    press(desk, "Publish")

    expect(desk.locator(".messagelist")).to_contain_text("readers see this arrangement now")
    assert [one.strip() for one in on_the_front(desk)][:3] == ["Pine", "Birch", "Alder"]


def test_the_keyboard_does_all_of_it(desk):
    keyboard = desk.keyboard
    desk.get_by_role("button", name="Hold here “Cedar”").focus()
    keyboard.press("Enter")
    expect_said(desk, "“Cedar” is in slot 3.")

    handle = slot(desk, 3).locator(".handle")
    handle.focus()
    keyboard.press("ArrowUp")
    expect_said(desk, "“Cedar” is in slot 2.")
    expect(slot(desk, 2).locator(".handle")).to_be_focused()
    keyboard.press("ArrowUp")
    expect_said(desk, "“Cedar” is in slot 1.")
    expect(slot(desk, 1).locator(".handle")).to_be_focused()
    keyboard.press("ArrowDown")
    expect_said(desk, "“Cedar” is in slot 2.")

    desk.get_by_role("button", name="Up “Cedar”").focus()
    keyboard.press("Enter")
    expect_said(desk, "“Cedar” is in slot 1.")
    # The button is of no use there any more; the focus stays with the story.
    expect(desk.get_by_role("button", name="Down “Cedar”")).to_be_focused()

    desk.get_by_label("Place it").select_option("below slot 1")
    desk.get_by_label("Words of the headline").focus()
    keyboard.type("oak")
    desk.get_by_role("button", name="Place “Oak”").focus()
    keyboard.press("Enter")
    expect_said(desk, "“Oak” is below slot 1, number 1 of 1.")
    expect(desk.get_by_role("button", name="Place “Oak”")).to_be_focused()
    desk.get_by_role("button", name="Take out “Oak”").focus()
    keyboard.press("Enter")
    expect_said(desk, "“Oak” is taken out.")

    desk.get_by_role("button", name="Publish", exact=True).focus()
    keyboard.press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text("Published")
    assert Placement.objects.get().article.headline == "Cedar"


def test_a_drag_is_given_up_with_escape(desk):
    slot(desk, 2).locator(".handle").hover()
    desk.mouse.down()
    slot(desk, 1).hover()
    desk.keyboard.press("Escape")
    desk.mouse.up()

    expect_said(desk, "Not moved.")
    expect_slots(desk, "Alder", "Birch")


def test_it_is_looked_at_and_published_for_a_time_without_javascript(
    page_without_javascript, stories
):
    page = page_without_javascript
    tomorrow = (timezone.localtime() + timedelta(days=1)).replace(microsecond=0)
    sign_in(page, "/admin/")
    page.get_by_role("link", name="Arrange the front page").click()
    page.get_by_label("Words of the headline").fill("Maple")
    page.get_by_label("Words of the headline").press("Enter")
    press(page, "Place “Maple”")
    press(page, "Hold here “Birch”")
    press(page, "Down “Maple”")
    expect_slots(page, "Alder", "Maple", "Birch")
    press(page, "Up “Maple”")
    expect(page.locator(".messagelist")).to_contain_text("“Maple” is in slot 1.")

    page.locator("#preview summary").click()
    for width in ("a phone", "a desktop"):
        preview = page.frame_locator(f"iframe[title='Preview on {width}']")
        expect(preview.locator(".card--lead h2")).to_have_text("Maple")
    assert "Maple" not in on_the_front(page)[:1]

    page.goto(DESK)
    page.get_by_label("From this time on:").check()
    fill_time(page.locator(".desk-when"), tomorrow)
    press(page, "Publish")
    expect(page.locator(".messagelist")).to_contain_text("readers see this arrangement from")
    assert on_the_front(page)[0].strip() == "Alder"
    assert compose_front(at=tomorrow).leads[0].headline == "Maple"

    page.goto(DESK)
    page.get_by_role("button", name="As planned for").click()
    expect_slots(page, "Maple")


def test_a_withdrawn_story_leaves_its_slot_at_once(desk, stories):
    press(desk, "Hold here “Alder”")
    expect_said(desk, "“Alder” is in slot 1.")
    press(desk, "Publish")
    expect(desk.locator(".messagelist")).to_contain_text("Published")
    assert on_the_front(desk)[0].strip() == "Alder"

    withdraw(stories["Alder"], by=None, reason="It was an ash.")

    desk.reload()
    expect(desk.locator(".card--lead h2")).to_have_text("Birch")
    desk.goto(DESK)
    expect(slot(desk, 1)).to_contain_text("Instead the slot shows “Birch”.")


def test_of_two_chief_editors_the_second_sees_both(desk, new_page, stories):
    press(desk, "Hold here “Birch”")
    expect_said(desk, "“Birch” is in slot 2.")
    other = new_page()
    carry_session(other, make_editor(email="olga@example.org", name="Olga Other"))
    other.goto(DESK)
    press(other, "Hold here “Cedar”")
    expect_said(other, "“Cedar” is in slot 3.")
    press(other, "Publish")
    expect(other.locator(".messagelist")).to_contain_text("Published")

    press(desk, "Publish")

    region = desk.get_by_role("region", name="The page was arranged meanwhile")
    expect(region).to_contain_text("Olga Other arranged it last")
    expect(region.get_by_role("row", name="2 Fills by itself Birch")).to_be_visible()
    expect(region.get_by_role("row", name="3 Cedar Fills by itself")).to_be_visible()
    assert_no_axe_violations(desk, within="#content")


@pytest.mark.parametrize("address", [DESK, "/admin/articles/placement/"])
def test_every_page_of_it_suits_everybody(desk, address):
    press(desk, "Hold here “Birch”")
    expect_said(desk, "“Birch” is in slot 2.")
    for width in (320, 1280):
        desk.set_viewport_size({"width": width, "height": 740})
        for scheme in ("light", "dark"):
            desk.emulate_media(color_scheme=scheme)
            desk.goto(address)
            assert_no_axe_violations(desk)
        too_wide = desk.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert too_wide <= 0
