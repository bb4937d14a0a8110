"""What has to be done in the demo's newsroom before a page of it shows what the guide tells of."""

from playwright.sync_api import Page, expect

from tests.browser.newsroom import body_of, to_the_end

FORM = "/admin/articles/article/2/change/"


def compared_versions(page: Page) -> None:
    """What the latest version changes of the article that readers see."""
    page.goto(FORM)
    to_the_end(page)
    page.keyboard.type(" Nobody gave a reason.")
    page.get_by_label("Dateline").fill("Paris")
    _save(page)
    page.get_by_role("link", name="Compare with what readers see").click()
    expect(page.locator(".differences ins").first).to_be_visible()


def text_saved_meanwhile(page: Page) -> None:
    """A form that is stale, with the choices that its editor has."""
    page.goto(FORM)
    expect(body_of(page)).to_be_visible()
    with page.context.new_page() as other:
        other.goto(FORM)
        other.get_by_label("Standfirst").fill("A sentence that a colleague has written meanwhile.")
        to_the_end(other)
        other.keyboard.type(" A colleague wrote this.")
        _save(other)
    page.get_by_label("Standfirst").fill("A sentence of your own.")
    body_of(page).press("Control+Home")
    page.keyboard.type("You wrote this. ")
    _press_save(page)
    page.locator(".newer").evaluate("region => region.scrollIntoView()")


def _press_save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def _save(page: Page) -> None:
    _press_save(page)
    expect(page.locator(".messagelist")).to_be_visible()
