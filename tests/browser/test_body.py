"""Writing an article's text by the editor's buttons and by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.newsroom import body_of, press
from tests.browser.writing import make_draft, make_picture, open_form, saved, tool
from tests.makers import make_person


@pytest.fixture
def picture(transactional_db):
    return make_picture()


@pytest.fixture
def article(transactional_db):
    return make_draft()


@pytest.fixture
def form(page, article):
    return open_form(page, article)


def write_a_table(form):
    """The first two rows of three, and the caption."""
    tool(form, "Table")
    for words in ("Town", "People", "Hour", "Minsk", "14", "6"):
        form.keyboard.type(words)
        form.keyboard.press("Tab")
    tool(form, "Delete the row")
    form.locator("figure.table figcaption").click()
    form.keyboard.type("Who came")
    form.keyboard.press("Enter")


def test_each_thing_is_written_by_its_button(form, article, picture):
    form.keyboard.press("Enter")
    tool(form, "Subhead")
    form.keyboard.type("On the bus")
    form.keyboard.press("Enter")
    form.keyboard.type("They went")
    tool(form, "Footnote")
    form.keyboard.type("By night.")
    tool(form, "Footnote")
    form.keyboard.type(" away.")
    form.keyboard.press("Enter")
    tool(form, "Pull quote")
    form.keyboard.type("We had a day.")
    form.keyboard.press("Enter")
    form.keyboard.type("Ada Marlow")
    form.keyboard.press("Enter")
    tool(form, "Picture")
    form.get_by_role("button", name="A bus").click()
    form.keyboard.type("At night")
    tool(form, "Wide")
    form.keyboard.press("Enter")
    expect(form.get_by_role("img", name="A bus")).to_be_visible()
    write_a_table(form)
    tool(form, "Numbered list")
    form.keyboard.type("One")

    assert saved(form, article) == (
        "<p>First words.</p><h2>On the bus</h2>"
        '<p>They went<small class="footnote">By night.</small> away.</p>'
        '<figure class="pull-quote"><blockquote>We had a day.</blockquote>'
        "<figcaption>Ada Marlow</figcaption></figure>"
        f'<figure data-picture="{picture.pk}" class="wide"><figcaption>At night</figcaption></figure>'
        '<figure class="table"><table><tbody>'
        "<tr><th><p>Town</p></th><th><p>People</p></th><th><p>Hour</p></th></tr>"
        "<tr><td><p>Minsk</p></td><td><p>14</p></td><td><p>6</p></td></tr>"
        "</tbody></table><figcaption>Who came</figcaption></figure>"
        "<ol><li><p>One</p></li></ol>"
    )


def test_a_link_is_chosen_by_typing_and_by_keyboard_alone(form, article):
    person = make_person(name="Ada Marlow", slug="ada-marlow")
    form.keyboard.press("Enter")
    form.keyboard.press("Control+K")
    dialog = form.get_by_role("dialog", name="Link")
    form.keyboard.type("marlow")
    expect(dialog.get_by_role("button", name="Ada Marlow person")).to_be_visible()
    assert_no_axe_violations(form)
    form.keyboard.press("Tab")
    form.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    form.keyboard.type(" spoke.")

    link = f'<a href="person:{person.pk}">Ada Marlow</a>'
    assert saved(form, article) == f"<p>First words.</p><p>{link} spoke.</p>"
    body_of(form).get_by_role("link").click()
    tool(form, "Link")
    expect(dialog).to_contain_text("Leads to Ada Marlow (person)")
    press(form, "Remove the link")
    assert saved(form, article) == "<p>First words.</p><p>Ada Marlow spoke.</p>"


def test_what_is_no_address_is_refused_with_an_example(form):
    form.keyboard.press("Control+A")
    tool(form, "Link")
    dialog = form.get_by_role("dialog", name="Link")
    dialog.get_by_label("Name, headline or address").fill("htp://example.org")
    press(form, "Set the link")
    expect(dialog.get_by_role("alert")).to_contain_text("begins with https://")
    assert_no_axe_violations(form)

    dialog.get_by_label("Name, headline or address").fill("www.example.org/a")
    form.keyboard.press("Enter")

    expect(form.locator("#id_body")).to_have_value(
        '<p><a href="https://www.example.org/a">First words.</a></p>'
    )


def test_the_buttons_are_one_stop_and_arrows_move_among_them(form):
    form.keyboard.press("Alt+F10")
    expect(form.get_by_role("button", name="Subhead", exact=True)).to_be_focused()
    form.keyboard.press("End")
    expect(form.get_by_role("button", name="Redo")).to_be_focused()
    form.keyboard.press("ArrowRight")
    form.keyboard.press("Enter")

    expect(form.locator("#id_body")).to_have_value("<h2>First words.</h2>")
    expect(body_of(form)).to_be_focused()
    stops = form.locator(".prose-menubar [data-name]").evaluate_all(
        "buttons => buttons.filter(button => button.tabIndex === 0).length"
    )
    assert stops == 1


def test_each_thing_is_taken_out_again_by_its_button(form, article, picture):
    tool(form, "Table")
    tool(form, "Add a row")
    tool(form, "Add a column")
    tool(form, "Head column")
    expect(body_of(form).locator("tr")).to_have_count(4)
    expect(body_of(form).locator("th")).to_have_count(7)
    tool(form, "Delete the column")
    tool(form, "Head row")
    tool(form, "Remove the table")
    tool(form, "Picture")
    form.get_by_role("button", name="A bus").click()
    tool(form, "Remove the picture")
    tool(form, "Pull quote")
    tool(form, "Remove the pull quote")

    expect(form.locator("#id_body")).to_have_value("<p>First words.</p>")


def test_what_was_done_is_undone_and_done_again(form):
    form.keyboard.type(" And more.")
    tool(form, "Undo")
    expect(form.locator("#id_body")).to_have_value("<p>First words.</p>")
    tool(form, "Redo")
    expect(form.locator("#id_body")).to_have_value("<p>First words. And more.</p>")
