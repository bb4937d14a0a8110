"""What is typed into forms of the newsroom before their pictures are taken. Nothing of it is saved."""

from playwright.sync_api import Page, expect

from tests.browser.newsroom import body_of

ADD = "/admin/articles/article/add/"
TEXT = """<p>Released people left in two buses<small class="footnote">The agency counted them at the
border.</small>, and the town waited for them at the bridge.</p>
<figure class="pull-quote"><blockquote>We had a day. They had an hour.</blockquote>
<figcaption>The mayor</figcaption></figure>
<figure data-picture="{picture}"></figure>
<table><caption>Who came</caption><tr><th>Town</th><th>People</th><th>Hour</th></tr>
<tr><td>Minsk</td><td>14</td><td>6</td></tr><tr><td>Vilnius</td><td>17</td><td>9</td></tr></table>"""
PASTE = """(area, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
}"""


def show_text(page: Page) -> None:
    """The prose editor with a bit of everything in it, as if it had been pasted."""
    page.goto(ADD, wait_until="networkidle")
    found = page.evaluate(
        "fetch('/admin/articles/image/choices/?q=border').then(answer => answer.json())"
    )
    body = body_of(page)
    body.click()
    body.evaluate(PASTE, TEXT.format(picture=found["pictures"][0]["key"]))
    expect(body.get_by_role("img")).to_be_visible()
    body.locator("td").first.click()
    page.locator("label[for=id_body]").evaluate("label => label.scrollIntoView()")
    page.wait_for_load_state("networkidle")


def show_link(page: Page) -> None:
    """Choosing what a link leads to."""
    page.goto(ADD, wait_until="networkidle")
    body_of(page).click()
    page.get_by_role("button", name="Link", exact=True).click()
    page.keyboard.type("Lukashenko")
    expect(page.get_by_role("dialog").get_by_role("button").first).to_contain_text("Lukashenko")
