"""What readers are told of mistakes: below the story, on the page of corrections, and in its feed."""

import json
import re
from datetime import datetime, timedelta

import pytest
import time_machine
from lxml import etree, html

from articles.models import Article
from articles.publishing import publish, update, withdraw
from articles.rewording import reword
from tests.articles.views.paper import make_correction
from tests.makers import PUBLISHED_AT, make_edition

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(PUBLISHED_AT + 5 * DAY, tick=False) as traveller:
        yield traveller


def tell(edition, *, at=None, note="It was 1833.", kind="correction", is_grave=False):
    """A correction of the story of an edition; nothing else of it changes."""
    article = Article.objects.get(pk=edition.article_id)
    return update(article, by=None, kind=kind, note=note, is_grave=is_grave, at=at)


def listed(client, address="/corrections/"):
    days = client.get(address).context["days"]
    return [one.correction.note for day in days for one in day.corrections]


def entries_of(client):
    return etree.fromstring(client.get("/corrections/feed.xml").content).findall("a:entry", ATOM)


def words_of(response, path):
    found = html.fromstring(response.text).xpath(path)[0]
    return " ".join(found.text_content().split())


def data_of(response):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', response.text, re.S)
    return json.loads(found[1])


def test_a_paper_without_mistakes_says_so(client):
    assert "Nothing has been corrected yet." in client.get("/corrections/").text
    assert entries_of(client) == []


def test_corrections_stand_below_their_day_newest_first(client):
    first, second = make_edition(headline="First"), make_edition(headline="Second")
    tell(first, at=PUBLISHED_AT + HOUR, note="It was 1833.")
    tell(second, at=PUBLISHED_AT + 2 * HOUR, note="It was June.", kind="clarification")
    tell(first, at=PUBLISHED_AT + 2 * DAY, note="It was Ada.")
    tell(second, at=PUBLISHED_AT + 9 * DAY, note="Not yet.")

    page = client.get("/corrections/")

    assert [day.date.isoformat() for day in page.context["days"]] == ["2025-11-24", "2025-11-22"]
    assert listed(client) == ["It was Ada.", "It was June.", "It was 1833."]
    assert "Not yet." not in page.text
    entry = words_of(page, "//ul[@class='corrections']/li[h3/a='Second']")
    assert entry == (
        "Second Clarification, Nov. 22, 2025, 8 p.m. UTC: It was June. "
        "See what changed on Nov. 22, 2025, 8 p.m. UTC"
    )
    assert f'href="{second.path}#correction-2"' in page.text


def test_a_correction_leads_to_where_its_story_is_now(client):
    edition = make_edition(slug="first", headline="Before")
    tell(edition, at=PUBLISHED_AT + HOUR)
    Article.objects.filter(pk=edition.article_id).update(slug="second", headline="After")
    moved = update(Article.objects.get(pk=edition.article_id), by=None)

    page = client.get("/corrections/").text

    assert f'<a href="{moved.path}#correction-2">After</a>' in page
    assert "Before" not in page


def test_a_long_list_has_pages(client, monkeypatch):
    monkeypatch.setattr("articles.corrections.CORRECTIONS_ON_A_PAGE", 2)
    for number in range(5):
        tell(make_edition(), at=PUBLISHED_AT + HOUR * number + HOUR, note=f"Number {number}.")

    found, address = [], "/corrections/"
    while address:
        found += listed(client, address)
        address = client.get(address).context["next_page"]

    assert found == [f"Number {number}." for number in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize("before", ["x", "2000-01-01T00:00:00Z~1", "2025-11-22T18:00:00Z"])
def test_a_broken_or_empty_further_page_is_none(client, before):
    tell(make_edition())

    assert client.get(f"/corrections/?before={before}").status_code == 404


def test_a_withdrawn_story_tells_of_its_corrections_at_its_own_address(client, clock):
    edition = make_edition(headline="Too early")
    tell(edition, at=PUBLISHED_AT + HOUR)
    withdraw(edition.article, by=None, reason="It was wrong from the start.")

    assert listed(client) == []
    assert entries_of(client) == []
    page = client.get(edition.path)
    assert page.status_code == 410
    assert "Correction, Nov. 22, 2025, 7 p.m. UTC: It was 1833." in words_of(page, "//main")

    clock.shift(HOUR)
    publish(Article.objects.get(pk=edition.article_id), by=None)
    assert listed(client) == ["It was 1833."]


def test_other_words_take_the_place_of_the_first_ones_and_say_so(client, clock):
    edition = make_edition()
    tell(edition, at=PUBLISHED_AT + HOUR, note="It was 31.")
    article = Article.objects.get(pk=edition.article_id)
    reword(article, by=None, correction=2, note="It was 32.")
    clock.shift(HOUR)
    reword(article, by=None, correction=2, note="It was 31, not 13.")

    assert listed(client) == ["It was 31, not 13."]
    page = client.get(edition.path)
    words = words_of(page, "//*[@id='correction-2']")
    assert words == (
        "Correction, Nov. 22, 2025, 7 p.m. UTC: It was 31, not 13. These words have stood here since "
        "Nov. 27, 2025, 7 p.m. UTC; before, they were others. "
        "See what changed on Nov. 22, 2025, 7 p.m. UTC"
    )
    (told,) = data_of(page)["correction"]
    assert datetime.fromisoformat(told["datePublished"]) == PUBLISHED_AT + HOUR
    assert datetime.fromisoformat(told["dateModified"]) == PUBLISHED_AT + 5 * DAY + HOUR
    clock.move_to(PUBLISHED_AT + 2 * HOUR)
    assert listed(client) == ["It was 31."]


def test_a_grave_correction_stands_above_the_text_too(client):
    edition = make_edition()
    tell(edition, at=PUBLISHED_AT + HOUR, note="It was 1833.")
    tell(edition, at=PUBLISHED_AT + 2 * HOUR, note="Nobody was there.", is_grave=True)

    page = client.get(edition.path)

    head = words_of(page, "//header[@class='article__head']")
    assert "Correction: Nobody was there. More below the story" in head
    assert "It was 1833." not in head
    foot = words_of(page, "//section[@id='corrections']")
    assert foot.index("Nobody was there.") < foot.index("It was 1833.")


def test_machines_are_told_of_corrections_and_clarifications(client, settings):
    edition = make_edition()
    tell(edition, at=PUBLISHED_AT + HOUR, kind="clarification", note="Both are of 1833.")

    (told,) = data_of(client.get(edition.path))["correction"]

    assert told == {
        "@type": "CorrectionComment",
        "name": "Clarification",
        "text": "Both are of 1833.",
        "url": f"{settings.SITE_URL}{edition.path}#correction-2",
        "datePublished": "2025-11-22T19:00:00+00:00",
    }


def test_the_feed_has_an_entry_for_each_that_stays_the_same(client, clock, settings):
    edition = make_edition(headline="Ada & Charles")
    tell(edition, at=PUBLISHED_AT + HOUR, note="It was <1833>.")
    feed = client.get("/corrections/feed.xml")
    assert feed.headers["Content-Type"] == "application/atom+xml; charset=utf-8"

    (entry,) = entries_of(client)
    text = {name: entry.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "content")}
    assert text == {
        "id": f"tag:127.0.0.1,2025-11-22:/articles/{edition.article_id}/corrections/2",
        "content": "It was <1833>.",
    }
    assert entry.findtext("a:title", namespaces=ATOM) == "Correction: Ada & Charles"
    address = f"{settings.SITE_URL}{edition.path}#correction-2"
    assert entry.find("a:link", ATOM).get("href") == address

    reword(Article.objects.get(pk=edition.article_id), by=None, correction=2, note="In 1833.")
    (again,) = entries_of(client)
    assert again.findtext("a:id", namespaces=ATOM) == text["id"]
    assert again.findtext("a:published", namespaces=ATOM) == "2025-11-22T19:00:00+00:00"
    assert again.findtext("a:updated", namespaces=ATOM) == "2025-11-27T18:00:00+00:00"


def test_every_page_leads_to_the_corrections(client):
    edition = make_edition()
    make_correction(edition, at=PUBLISHED_AT + HOUR)

    for address in ("/", edition.path, "/search/"):
        page = html.fromstring(client.get(address).text)
        assert page.xpath("//footer//a[@href='/corrections/']")
