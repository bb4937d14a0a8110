"""The page that started it all: imported, read as a reader gets it, and answered by an eighth comment."""

import json

import pytest
from django.core.management import call_command
from django.test import Client
from lxml import html

from newsportal.demo.loading import FOLDER, read_manifest
from newsportal.demo.subjects import load_organisations, load_people
from tests.makers import make_section

pytestmark = pytest.mark.django_db

SEED = FOLDER / "articles" / "belarusian-president-pardons-31-ukrainians.txt"
ADDRESS = "/politics/2025/11/22/belarusian-president-pardons-31-ukrainians/"
LINES = SEED.read_text(encoding="utf-8").splitlines()
BODY, THREAD = LINES[1 : LINES.index("7 Comments")], LINES[LINES.index("7 Comments") + 1 :]
SUBHEADS = [
    "Diplomatic Context and US Involvement",
    "Nature of Offenses and Broader Prisoner Releases",
    "Ongoing Concerns Regarding Political Prisoners",
]


@pytest.fixture
def page():
    """The article's page as a tree, read anew at each call."""
    manifest = read_manifest()
    make_section(slug="politics", name="Politics")
    load_organisations(manifest["organisations"])
    load_people(manifest["people"])
    when = ["--published-at", "2025-11-22T18:00+00:00"]
    call_command(
        "import_articles", str(SEED), "--section", "politics", "--publish", *when, verbosity=0
    )
    return lambda: html.document_fromstring(Client().get(ADDRESS).content.decode())


def words(element):
    return " ".join(element.text_content().split())


def test_every_sentence_is_shown_once(page):
    (main,) = page().cssselect("main")
    shown = words(main)
    for paragraph in [LINES[0], *BODY, *THREAD[1::2]]:
        if paragraph not in SUBHEADS:
            assert shown.count(paragraph) == 1, paragraph


def test_subheads_are_anchors_in_order(page):
    headings = page().cssselect(".story h2")
    assert [words(heading) for heading in headings] == SUBHEADS
    assert [heading.get("id") for heading in headings] == [
        "diplomatic-context-and-us-involvement",
        "nature-of-offenses-and-broader-prisoner-releases",
        "ongoing-concerns-regarding-political-prisoners",
    ]


def test_the_dateline_is_a_field_of_its_own(page):
    assert [words(place) for place in page().cssselect(".dateline")] == ["Minsk, Belarus"]


def test_eleven_names_are_linked_at_their_first_mention(page):
    links = page().cssselect(".story a.mention")
    assert [(words(link), link.get("href")) for link in links] == [
        ("Alexander Lukashenko", "/people/alexander-lukashenko/"),
        ("Natalia Eismont", "/people/natalia-eismont/"),
        ("Donald Trump", "/people/donald-trump/"),
        ("Belavia", "/organisations/belavia/"),
        ("Boeing", "/organisations/boeing/"),
        ("Andrey Yukhnevich", "/people/andrey-yukhnevich/"),
        ("Heinrich Okolovich", "/people/heinrich-okolovich/"),
        ("Pope Francis (or Pope Leo, depending on the source)", "#subject-8"),
        ("Viasna Human Rights Centre", "/organisations/viasna/"),
        ("Ales Bialiatski", "/people/ales-bialiatski/"),
        ("Maria Kalesnikava", "/people/maria-kalesnikava/"),
    ]


def test_the_note_on_the_disputed_name_offers_both_candidates(page):
    (note,) = page().cssselect("#subject-8")
    assert [link.get("href") for link in note.cssselect("a")] == [
        "/people/pope-francis/",
        "/people/pope-leo-xiv/",
    ]
    assert "Sources differ" in words(note)


def test_the_seven_comments_stand_in_order_below_their_number(page):
    document = page()
    assert words(document.cssselect("#comments-heading")[0]) == "7 Comments"
    names = [
        words(name) for name in document.cssselect("#comments .comment h3, #comments .comment h4")
    ]
    texts = [words(text) for text in document.cssselect("#comments .comment__text")]
    assert names == THREAD[0::2]
    assert texts == THREAD[1::2]


def test_machines_read_the_same_story(page):
    (script,) = page().cssselect('script[type="application/ld+json"]')
    data = json.loads(script.text)
    graph = data.get("@graph", [data])
    article = next(node for node in graph if node["@type"] == "NewsArticle")
    assert article["headline"] == LINES[0]
    assert article["dateline"] == "Minsk, Belarus"
    assert article["commentCount"] == 7
    named = {one["name"] for one in [*article["about"], *article["mentions"]]}
    assert "Ales Bialiatski" in named
    assert not {"Pope Francis", "Pope Leo XIV"} & named


def test_an_eighth_comment_makes_it_eight(page):
    reader = Client()
    (link,) = page().cssselect("#comments a.button--primary")
    form_page: html.HtmlElement = html.document_fromstring(reader.get(link.get("href")).content)
    (form,) = [form for form in form_page.forms if "text" in form.fields]
    form.fields["nickname"] = "An eighth voice"
    form.fields["text"] = "Let us see what follows."
    address = form.action or link.get("href")
    typed = {name: value or "" for name, value in form.fields.items()}
    assert reader.post(address, typed).status_code == 303
    document = page()
    assert words(document.cssselect("#comments-heading")[0]) == "8 Comments"
    assert words(document.cssselect("#comments .comment__text")[-1]) == "Let us see what follows."
