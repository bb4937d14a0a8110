from datetime import UTC, datetime

from lxml import etree

from articles.feeds import feed, tag_of
from articles.models import Edition, Publication, Section

ATOM = {"a": "http://www.w3.org/2005/Atom"}
PUBLISHED_AT = datetime(2025, 11, 22, 23, 30, tzinfo=UTC)


def make_unsaved(**fields):
    fields = {
        "article_id": 7,
        "headline": "A headline",
        "path": "/world/2025/11/22/a/",
        "section": Section(name="World"),
        "body_html": "<p>Text</p>",
        "published_at": PUBLISHED_AT,
    } | fields
    return Edition(**fields)


def test_what_is_unknown_is_left_out():
    guest = {"role": "by", "people": [{"name": "Guest", "url": ""}]}
    edition = make_unsaved(summary="", bylines=[guest])

    text = feed(Publication(), [edition], title="All", page="/", address="/feed.xml")

    (entry,) = etree.fromstring(text.encode()).findall("a:entry", ATOM)
    assert entry.find("a:summary", ATOM) is None
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Guest"
    assert entry.find("a:author/a:uri", ATOM) is None


def test_the_day_in_an_id_is_of_universal_time_whatever_the_newsroom_has(settings):
    settings.SITE_URL = "https://news.example.org"
    settings.TIME_ZONE = "Asia/Tokyo"

    assert tag_of(make_unsaved()) == "tag:news.example.org,2025-11-22:/articles/7"


def test_text_before_the_first_element_stays():
    edition = make_unsaved(body_html="Bare <em>text</em>")

    text = feed(Publication(), [edition], title="All", page="/", address="/feed.xml")

    content = etree.fromstring(text.encode()).findtext("a:entry/a:content", namespaces=ATOM)
    assert content == "Bare <em>text</em>"
