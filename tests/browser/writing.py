"""The prose editor in a browser: its form, its buttons, and what is pasted into it."""

from io import BytesIO
from pathlib import Path

from PIL import Image as Pillow
from playwright.sync_api import Page

from articles.editing import record_revision
from articles.models import Article, Image
from articles.pictures import add_picture
from articles.sanitising import clean_body
from newsportal.accounts.models import User
from tests.browser.newsroom import (
    EMAIL,
    carry_session,
    make_editor,
    press,
    to_the_end,
    wait_for_the_cursor,
)
from tests.makers import make_article, make_person

CLIPBOARDS = Path(__file__).parent.parent / "articles" / "prose" / "clipboards"
EVERYTHING = clean_body(
    """<h2>A <em>b</em> <a href="/x/">c</a></h2><p>a<strong>b<em>c</em></strong><em>d</em> 5&nbsp;km
    &lt;x&gt; &amp; <a href="https://example.org/?a=1&amp;b=2">e<strong>f</strong></a><br>g
    <a href="person:1">h</a><small class="footnote">i <a href="/y/">j</a> <em>k</em></small> l</p>
    <ul><li>a<ul><li>b<ol><li>c</ol></ul><li>d<p>e</ul><ol><li>f</ol>
    <blockquote><p>a<p>b<ul><li>c</ul></blockquote>
    <figure class="pull-quote"><blockquote>a &amp; b</blockquote></figure>
    <figure class="pull-quote"><blockquote>a</blockquote><figcaption>b</figcaption></figure>
    <figure data-picture="7"></figure>
    <figure data-picture="8" class="wide"><figcaption>a</figcaption></figure>
    <table><tr><th>a<th>b<tr><th>c<td>d<p>e <strong>f</strong></table>
    <table><caption>a</caption><tr><td>a<td>b<tr><td><td></table><h3>a</h3><p>last</p>"""
)


def make_picture() -> Image:
    """A picture of the library with its files."""
    written = BytesIO()
    Pillow.new("RGB", (800, 500), "darkred").save(written, "JPEG")
    return add_picture(
        BytesIO(written.getvalue()), alt_text="A bus", credit="Ann", caption="The bus"
    )


def make_draft() -> Article:
    """An article that may be published, and a chief editor who may do it."""
    article = make_article(headline="The way home", slug="the-way-home", body="<p>First words.</p>")
    article.bylines.create(person=make_person(name="Olga Author"))
    record_revision(article, by=make_editor())
    return article


def address_of_form(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def open_form(page: Page, article: Article) -> Page:
    """The article's form, with the cursor at the end of its text."""
    carry_session(page, User.objects.get(email=EMAIL))
    page.goto(address_of_form(article))
    to_the_end(page)
    return page


def saved(page: Page, article: Article) -> str:
    """Save the form; what is stored then."""
    with page.expect_navigation():
        press(page, "Save")
    # The form asks for what is unsaved as soon as it is there; no test ends while it waits.
    page.wait_for_load_state("networkidle")
    article.refresh_from_db()
    return article.body


def tool(page: Page, name: str) -> None:
    """Press a button above the text."""
    page.get_by_role("toolbar", name="Formatting").get_by_role(
        "button", name=name, exact=True
    ).click()


def paste(page: Page, **clipboard: str) -> None:
    """Put something into the clipboard by its type, and paste it where the cursor is."""
    wait_for_the_cursor(page)
    page.evaluate(
        """clipboard => {
            const data = new DataTransfer();
            for (const [type, value] of Object.entries(clipboard)) data.setData(type, value);
            const event = { clipboardData: data, bubbles: true, cancelable: true };
            document.querySelector(".ProseMirror").dispatchEvent(new ClipboardEvent("paste", event));
        }""",
        {f"text/{kind}": text for kind, text in clipboard.items()},
    )
