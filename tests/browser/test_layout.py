"""Pages fit every screen, read in both directions, on paper, and by keyboard alone."""

from datetime import timedelta
from itertools import product

from playwright.sync_api import expect

from tests.browser.newspaper import make_newspaper
from tests.makers import PUBLISHED_AT, make_edition, make_section

WIDTHS = [320, 360, 768, 1280]
ANSWERS = {"before the first": 404, "missing": 404, "withdrawn": 410}
# What sticks out of the page, unless something above it scrolls or hides by itself.
STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const contained = element => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") return true;
    }
    return false;
  };
  if (document.documentElement.scrollWidth > wide) return ["the page scrolls sideways"];
  return [...document.querySelectorAll("body *")]
    .filter(element => {
      const box = element.getBoundingClientRect();
      return box.width > 1 && (box.right > wide + 1 || box.left < -1) && !contained(element);
    })
    .map(element => `${element.tagName}.${element.className}`);
}"""
# How wide each picture is said to be (`sizes`) and how wide it is shown, in pixels.
WIDTHS_OF_PICTURES = """() => {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const pixels = {rem, vw: innerWidth / 100};
  const said = sizes => {
    const fits = sizes.split(/, */).find(
      size => !size.startsWith("(") || matchMedia(size.slice(0, size.lastIndexOf(")") + 1)).matches
    );
    const [, number, unit] = fits.match(/([0-9.]+)(rem|vw)$/);
    return number * pixels[unit];
  };
  return [...document.querySelectorAll("main img")]
    .map(image => [said(image.sizes), image.getBoundingClientRect().width])
    .filter(([, shown]) => shown);
}"""
FOCUS = """() => {
  const style = getComputedStyle(document.activeElement);
  return [style.outlineStyle, parseFloat(style.outlineWidth)];
}"""


def visit(page, addresses):
    """Open every page in turn; each must answer as its kind does."""
    for kind, address in addresses.items():
        response = page.goto(address)
        assert response.status == ANSWERS.get(kind, 200), kind
        yield kind


def test_no_page_is_wider_than_the_screen(page):
    addresses = make_newspaper()

    wide = {}
    for kind in visit(page, addresses):
        for direction, width in product(("ltr", "rtl"), WIDTHS):
            page.evaluate("direction => document.documentElement.dir = direction", direction)
            page.set_viewport_size({"width": width, "height": 740})
            if found := page.evaluate(STICKING_OUT):
                wide[kind, direction, width] = found

    assert not wide


def test_text_of_twice_the_size_still_fits_a_telephone(mobile_page):
    addresses = make_newspaper()

    wide = {}
    for kind in visit(mobile_page, addresses):
        mobile_page.evaluate("document.documentElement.style.fontSize = '200%'")
        if found := mobile_page.evaluate(STICKING_OUT):
            wide[kind] = found

    assert not wide


def test_columns_follow_the_direction_of_the_text(page):
    addresses = make_newspaper()
    page.goto(addresses["article"])
    before = page.locator(".article__aside").bounding_box()["x"]

    page.evaluate("document.documentElement.dir = 'rtl'")

    assert before > 640
    assert page.locator(".article__aside").bounding_box()["x"] < 640


def test_every_stop_of_the_keyboard_is_seen(page):
    addresses = make_newspaper()
    page.goto(addresses["article"])

    unseen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        style, width = page.evaluate(FOCUS)
        if style == "none" or width < 2:
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))

    assert not unseen


def test_the_first_stop_leads_past_the_navigation(page):
    addresses = make_newspaper()
    page.goto(addresses["article"])

    page.keyboard.press("Tab")
    assert page.get_by_role("link", name="Skip to the text").is_visible()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_dark_pages_have_a_design_of_their_own(new_page):
    addresses = make_newspaper()
    colours = {}
    for scheme in ("light", "dark"):
        page = new_page(color_scheme=scheme)
        page.goto(addresses["front"])
        colours[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert colours == {"light": "rgb(251, 249, 244)", "dark": "rgb(20, 23, 27)"}


def test_what_can_only_be_pressed_is_not_printed(page):
    addresses = make_newspaper()
    page.goto(addresses["article"])

    page.emulate_media(media="print")

    assert page.locator(".story").is_visible()
    assert page.get_by_role("heading", name="Sources").is_visible()
    assert page.locator(".print-address").inner_text().endswith(addresses["article"])
    for part in ("nav.sections", ".share", ".thread__foot", "nav.breadcrumbs", ".comment__actions"):
        assert page.locator(part).first.is_hidden(), part


def test_without_scripts_nothing_is_offered_that_needs_them(page_without_javascript):
    addresses = make_newspaper()
    page = page_without_javascript
    page.goto(addresses["article"])

    pressed = page.get_by_role("button").all()
    assert {button.get_attribute("form") for button in pressed} == {"recommend"}
    page.get_by_role("link", name="Write a comment").click()

    expect(page.get_by_role("heading", name="Write a comment")).to_be_visible()
    assert page.url.endswith(addresses["comment form"])


def test_the_link_of_a_story_can_be_copied(new_page):
    addresses = make_newspaper()
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(addresses["article"])

    page.get_by_role("button", name="Copy link").click()

    page.get_by_role("button", name="Link copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(addresses["article"])


def test_pictures_are_loaded_where_they_are_shown(page):
    addresses = make_newspaper()
    page.goto(addresses["article"], wait_until="networkidle")

    picture = page.get_by_role("img", name="Engine 9")

    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert picture.evaluate("image => getComputedStyle(image).objectPosition") == "90% 30%"


def test_who_is_probably_meant_stands_above_the_stories_on_a_telephone(mobile_page, page):
    addresses = make_newspaper()
    boxes = {}
    for screen, its in (("telephone", mobile_page), ("desktop", page)):
        its.goto(addresses["search"])
        named = its.get_by_role("region", name="People and organisations")
        expect(named.get_by_role("link", name="Ada Lovelace")).to_be_visible()
        help_ = its.get_by_role("region", name="Searching well")
        parts = {"named": named, "story": its.locator("article").first, "help": help_}
        boxes[screen] = {part: locator.bounding_box() for part, locator in parts.items()}

    telephone, desktop = boxes["telephone"], boxes["desktop"]
    assert telephone["named"]["y"] < telephone["story"]["y"] < telephone["help"]["y"]
    assert desktop["story"]["x"] < desktop["named"]["x"] == desktop["help"]["x"]
    assert desktop["story"]["y"] < desktop["help"]["y"] > desktop["named"]["y"]


def test_pictures_are_loaded_about_as_wide_as_they_are_shown(page):
    addresses = make_newspaper()

    wrong, seen = {}, 0
    for kind in visit(page, addresses):
        for width in (320, 360, 412, 600, 768, 1024, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 740})
            for said, shown in page.evaluate(WIDTHS_OF_PICTURES):
                seen += 1
                if not 0.95 <= said / shown <= 1.5:
                    wrong[kind, width] = (said, shown)

    assert not wrong
    assert seen > 100


def test_sections_far_below_wait_on_a_telephone_until_they_come_near(mobile_page):
    make_newspaper()
    section = make_section(name="World", slug="world")
    for age in range(24):
        make_edition(section=section, at=PUBLISHED_AT - timedelta(days=age))
    mobile_page.goto("/")
    story = mobile_page.get_by_role("region", name="World").locator("h3").last
    is_laid_out = "element => element.checkVisibility({contentVisibilityAuto: true})"
    assert not story.evaluate(is_laid_out)

    story.scroll_into_view_if_needed()

    mobile_page.wait_for_function(is_laid_out, arg=story.element_handle())


def test_links_have_their_colour_when_a_page_opens(new_page):
    addresses = make_newspaper()
    page = new_page(reduced_motion="no-preference")

    page.add_init_script(
        "addEventListener('transitionrun', event => (window.fading ??= []).push(event.propertyName))"
    )
    for _kind in visit(page, addresses):
        assert page.evaluate("window.fading") is None
