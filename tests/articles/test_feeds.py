from datetime import UTC, datetime
from typing import Any

from lxml import etree, html

from articles.feeds import Entry, feed, tag_of
from articles.models import Publication

ATOM = {"a": "http://www.w3.org/2005/Atom"}
PUBLISHED_AT = datetime(2025, 11, 22, 23, 30, tzinfo=UTC)


def make_entry(**fields):
    written: dict[str, Any] = {
        "article_id": 7,
        "path": "/world/2025/11/22/a/",
        "headline": "A headline",
        "summary": "",
        "body_html": "<p>Text</p>",
        "bylines": [],
        "published_at": PUBLISHED_AT,
        "updated_at": None,
        "section_name": "World",
    }
    return Entry(**(written | fields))


def test_what_is_unknown_is_left_out():
    guest = {"role": "by", "people": [{"name": "Guest", "url": ""}]}
    story = make_entry(summary="", bylines=[guest])

    text = feed(Publication(), [story], [], title="All", page="/", address="/feed.xml")

    (entry,) = etree.fromstring(text.encode()).findall("a:entry", ATOM)
    assert entry.find("a:summary", ATOM) is None
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Guest"
    assert entry.find("a:author/a:uri", ATOM) is None


def test_the_day_in_an_id_is_of_universal_time_whatever_the_newsroom_has(settings):
    settings.SITE_URL = "https://news.example.org"
    settings.TIME_ZONE = "Asia/Tokyo"

    assert tag_of(make_entry()) == "tag:news.example.org,2025-11-22:/articles/7"


def test_text_before_the_first_element_stays():
    story = make_entry(body_html="Bare <em>text</em>")

    text = feed(Publication(), [story], [], title="All", page="/", address="/feed.xml")

    content = etree.fromstring(text.encode()).findtext("a:entry/a:content", namespaces=ATOM)
    assert content == "Bare <em>text</em>"


def test_one_text_at_two_addresses_leads_to_two_places(settings):
    settings.SITE_URL = "https://news.example.org"
    text = '<a href="#note">Note</a>'
    stories = [make_entry(path=path, body_html=text) for path in ("/a/", "/b/", "/a/")]

    xml = feed(Publication(), stories, [], title="All", page="/", address="/feed.xml")

    contents = etree.fromstring(xml.encode()).findall("a:entry/a:content", ATOM)
    assert [html.fromstring(content.text or "").get("href") for content in contents] == [
        "https://news.example.org/a/#note",
        "https://news.example.org/b/#note",
        "https://news.example.org/a/#note",
    ]


def test_a_picture_in_a_text_is_named_by_one_address(settings):
    settings.SITE_URL = "https://news.example.org"
    picture = '<img src="/media/a.webp" srcset="/media/b.webp 320w" sizes="100vw" alt="A bus">'
    story = make_entry(body_html=f"<figure>{picture}</figure>")

    xml = feed(Publication(), [story], [], title="All", page="/", address="/feed.xml")

    content = etree.fromstring(xml.encode()).findtext("a:entry/a:content", namespaces=ATOM)
    shown = '<figure><img src="https://news.example.org/media/a.webp" alt="A bus"></figure>'
    assert content == shown
