"""What readers and moderators of the demo have to do before a page shows what the guides tell of.

Readers write from one address, which may send five comments at once: all scenes together send no more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

STORY = "/politics/2025/11/22/belarusian-president-pardons-31-ukrainians/"


def rule_that_was_tried(page: Page) -> None:
    """A rule with what it would have done with the comments of the last days."""
    _write_as_reader(page, "Muchacha", "Shut up, all of you! You know nothing of prisons.")
    _write_as_reader(page, "Jan Peeters", "The liars are in the ministry, as always.")
    _write_as_reader(page, "Carmen", "My uncle was one of them. He came home on Saturday.")
    _add_rule(page, "idiot\nfool\nshut up\nliars")
    page.get_by_role("button", name="Try it on the last 30 days").click()
    expect(page.locator(".rule-trial__sum")).to_be_visible()
    page.get_by_label("Switched on").evaluate("box => box.scrollIntoView()")


def comments_that_wait(page: Page) -> None:
    """The moderators' queue: one comment is reported, one was held, and the form asks for a reason."""
    _add_rule(page, "fool", is_on=True)
    _write_as_reader(page, "Anna", "You are a fool if you believe what the ministry says.")
    _report_as_reader(page)
    page.goto("/admin/comments/queue/")
    page.keyboard.press("j")
    page.keyboard.press("r")
    words = page.get_by_label("Words to the author").nth(1)
    words.fill("“Fool” is an insult.")
    page.wait_for_load_state("networkidle")


def error_that_was_found(page: Page) -> None:
    """What a reader found in a story, on the page where the desk answers."""
    _write_as_reader(
        page,
        "Habibi",
        "The pope who asked for the two priests was Leo: Francis died in April.",
        finds_error=True,
    )
    page.goto("/admin/")
    page.locator(".desk__pile").filter(has_text="Possible errors").locator("li a").first.click()
    page.get_by_label("What the reader shall know").fill("You are right. We ask the agency, too.")


def thread_with_a_pick(page: Page) -> None:
    """The comments under a story as readers see them, one of which the newsroom recommends."""
    page.goto("/admin/comments/comment/?q=Mariposa")
    page.get_by_role("link", name="It's good that diplomacy").click()
    page.get_by_role("button", name="Make it an editors’ pick").click()
    expect(page.locator(".messagelist")).to_be_visible()
    page.goto(f"{STORY}#comments", wait_until="networkidle")


def rules_of_a_section(page: Page) -> None:
    """What a section says about the comments on its stories, and what that means in words."""
    page.goto("/admin/comments/discussionrules/add/")
    page.get_by_label("Section").select_option(label="Business")
    page.get_by_label("Moderated before they are shown").check()
    page.get_by_label("Days after first publication").fill("14")
    page.get_by_label("Daily from").fill("07:00")
    page.get_by_label("Daily until").fill("23:00")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("Comments on the stories of Business close 14 days")).to_be_visible()


def _write_as_reader(page: Page, name: str, text: str, *, finds_error: bool = False) -> None:
    """Send a comment from a browser of its own."""
    with _reader(page) as reader:
        reader.goto(STORY)
        reader.get_by_role("link", name="Write a comment").click()
        reader.get_by_label("Your name").fill(name)
        reader.get_by_label("Your comment").fill(text)
        if finds_error:
            reader.get_by_label("I think something in the story is wrong").check()
        reader.get_by_role("button", name="Send").click()
        expect(reader.get_by_role("heading", level=1)).to_contain_text("Your comment")


def _report_as_reader(page: Page) -> None:
    with _reader(page) as reader:
        reader.goto(STORY)
        reader.get_by_role("link", name="Report Comandante").click()
        reader.get_by_label("It is advertising or spam").check()
        reader.get_by_label("What should the moderators know?").fill("Posted below every story.")
        reader.get_by_role("button", name="Send report").click()
        expect(reader.get_by_text("We have received your report")).to_be_visible()


@contextmanager
def _reader(page: Page) -> Iterator[Page]:
    """A page in another browser, without scripts so that each step is a page."""
    browser = page.context.browser
    assert browser is not None
    address = f"{urlsplit(page.url).scheme}://{urlsplit(page.url).netloc}"
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        yield context.new_page()


def _add_rule(page: Page, words: str, *, is_on: bool = False) -> None:
    """Have comments with these words held."""
    page.goto("/admin/comments/rule/add/?kind=words")
    page.get_by_label("Name").fill("Insults")
    page.get_by_label("Words and phrases").fill(words)
    if is_on:
        page.get_by_label("Switched on").check()
        page.get_by_label("Switch it on untried").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()
