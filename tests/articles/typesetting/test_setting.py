"""What readers get of everything that a text may hold."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html
from PIL import Image as Pillow

from articles.models import Image
from articles.pictures import add_picture
from articles.rendering import render
from tests.makers import make_article, make_edition, make_image, make_mention, make_person

pytestmark = pytest.mark.django_db

TABLE = """<table><caption>Who came</caption><tr><th>Town</th><th>People</th></tr>
<tr><th>Minsk</th><td>14<p>or 15</p></td></tr></table>"""


def tree_of(body, **fields):
    rendered = render(make_article(body=body, **fields))
    return html.fragment_fromstring(rendered.body_html, create_parent="div"), rendered


@pytest.fixture
def picture():
    written = BytesIO()
    Pillow.new("RGB", (1000, 600), "darkred").save(written, "JPEG")
    return add_picture(
        BytesIO(written.getvalue()),
        alt_text="A bus at the border",
        credit="Ann Author",
        caption="The bus",
    )


def test_a_picture_of_the_library_is_printed_with_its_words(picture):
    body, rendered = tree_of(f'<p>x</p><figure data-picture="{picture.pk}"></figure>')

    figure = body.find("figure")
    image = figure.find(".//img")
    assert figure.get("class") == "figure figure--in-text"
    assert (image.get("alt"), image.get("width"), image.get("height")) == (
        "A bus at the border",
        "1000",
        "600",
    )
    assert "640w" in image.get("srcset")
    assert image.get("loading") == "lazy"
    assert figure.find("figcaption").text_content() == "The busAnn Author"
    assert rendered.plain_text == "x\nThe bus"


def test_a_caption_of_its_own_replaces_the_librarys(picture):
    body, rendered = tree_of(
        f'<p>x</p><figure class="wide" data-picture="{picture.pk}">'
        "<figcaption>At &lt;night&gt;</figcaption></figure>"
    )

    assert body.find("figure").get("class") == "figure figure--in-text figure--column"
    assert body.xpath("string(.//span[@class='figure__caption'])") == "At <night>"
    assert rendered.plain_text == "x\nAt <night>"


def test_a_picture_that_the_library_lost_is_left_out():
    _body, rendered = tree_of('<p>x</p><figure data-picture="9999"></figure><p>y</p>')

    assert (rendered.body_html, rendered.plain_text) == ("<p>x</p><p>y</p>", "x\ny")


def test_a_table_says_what_its_headings_head():
    body, rendered = tree_of(f"<p>x</p>{TABLE}")

    box = body.find("div")
    assert (box.get("role"), box.get("tabindex")) == ("region", "0")
    assert body.get_element_by_id(box.get("aria-labelledby")).text == "Who came"
    assert [cell.get("scope") for cell in box.iter("th")] == ["col", "col", "row"]
    assert [row.getparent().tag for row in box.iter("tr")] == ["thead", "tbody"]
    assert rendered.plain_text == "x\nWho came\nTown, People\nMinsk, 14 or 15"


def test_footnotes_are_numbered_and_lead_there_and_back():
    body, rendered = tree_of(
        '<h2>Footnote 1</h2><p>One <small class="footnote">First <em>note</em>.</small> goes.</p>'
        '<ul><li>Two<small class="footnote">Second.</small></li></ul>'
    )

    places = body.xpath("//sup/a")
    notes = body.xpath("//section[@role='doc-endnotes']//li")
    assert [place.get("href") for place in places] == [f"#{note.get('id')}" for note in notes]
    backs = [note.find("a").get("href") for note in notes]
    assert backs == [f"#{place.get('id')}" for place in places]
    assert [note.text_content() for note in notes] == ["First note. ↩", "Second. ↩"]
    assert body.find("p").text_content() == "One1 goes."
    assert rendered.subheads == [{"id": "footnote-1-2", "text": "Footnote 1"}]
    assert rendered.plain_text == "Footnote 1\nOne goes.\nTwo\nFirst note.\nSecond."
    assert rendered.summary == "One goes."


def test_a_pull_quote_names_who_said_it_and_is_not_read_twice():
    quote = (
        '<figure class="pull-quote"><blockquote>We had a day.</blockquote>'
        "<figcaption>Ada Marlow</figcaption></figure>"
    )
    body, rendered = tree_of(f"{quote}<p>She said: We had a day.</p>")

    assert body.xpath("string(//figure/figcaption/cite)") == "Ada Marlow"
    assert rendered.plain_text == "She said: We had a day."
    _, alone = tree_of(f"{quote.replace('Ada Marlow', '')}<p>She spoke.</p>")
    assert alone.plain_text == "We had a day.\nShe spoke."
    assert "figcaption" not in alone.body_html


def test_a_name_in_a_pull_quote_or_caption_is_not_the_place_of_its_link():
    article = make_article(
        body='<figure class="pull-quote"><blockquote>Ann Lee won.</blockquote></figure>'
        "<p>Ann Lee ran.</p>"
    )
    make_mention(article, make_person(name="Ann Lee"))

    assert '<p><a class="mention"' in render(article).body_html


def test_a_link_to_a_page_has_the_address_of_the_day():
    person, section = make_person(slug="ann"), make_edition().section
    draft = make_article()
    body, _ = tree_of(
        f'<p><a href="person:{person.pk}">a</a> <a href="section:{section.pk}">b</a> '
        f'<a href="article:{draft.pk}">c</a></p>'
    )

    assert [link.get("href") for link in body.iter("a")] == ["/people/ann/", f"/{section.slug}/"]
    assert body.text_content() == "a b c"


def queries_of(body):
    article = make_article(body=body)
    with CaptureQueriesContext(connection) as queries:
        render(article)
    return len(queries)


def test_many_pictures_and_links_ask_as_often_as_one_of_each():
    def text(pictures, editions):
        figures = (f'<figure data-picture="{one.pk}"></figure>' for one in pictures)
        links = (f'<p><a href="article:{one.article_id}">x</a></p>' for one in editions)
        return "".join([*figures, *links])

    one = queries_of(text([make_image()], [make_edition()]))
    many = queries_of(text([make_image() for _ in range(30)], [make_edition() for _ in range(30)]))

    assert Image.objects.count() == 31
    assert many == one <= 10
