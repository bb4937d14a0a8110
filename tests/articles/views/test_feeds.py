from datetime import datetime, timedelta

import pytest
import time_machine
from lxml import etree

from articles.atom import TOMBSTONES
from articles.feeds import ENTRIES
from articles.models import Article, Byline, Edition, Publication
from articles.publishing import publish, update, withdraw
from tests.articles.views.paper import make_correction, make_paper
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_edition,
    make_mention,
    make_person,
    make_section,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(PUBLISHED_AT + HOUR, tick=False) as traveller:
        yield traveller


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def texts(feed, path):
    return [str(found) for found in feed.xpath(path, namespaces=ATOM)]


def test_every_feed_is_atom(client, settings):
    Publication.objects.create(pk=1, name="The Fair Copy", motto="Set down plainly.")
    paper = make_paper(stories=2)

    for kind in ("feed", "section feed", "person feed", "organisation feed"):
        address = paper.addresses[kind]
        feed = read(client, address)
        assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
        for required in ("id", "title", "updated"):
            assert len(texts(feed, f"a:{required}/text()")) == 1, (kind, required)
        own = settings.SITE_URL + address
        assert texts(feed, "a:link[@rel='self']/@href") == [own]
        page = own.removesuffix("feed.xml")
        assert texts(feed, "a:link[@rel='alternate']/@href") == [page]
        assert texts(feed, "a:author/a:name/text()") == ["The Fair Copy"]
        assert len(texts(feed, "a:entry")) == 2
        assert len(set(texts(feed, "a:entry/a:id/text()"))) == 2


def test_an_entry_has_its_story(client, settings):
    article = make_article(
        headline="Ada & <Charles>", standfirst="Two met.", section=make_section(name="Science")
    )
    for position, name in enumerate(["Zoë", "Ali"]):
        person = make_person(name=name, slug=name[:2].lower().replace("ë", "e") + str(position))
        Byline.objects.create(article=article, person=person, position=position)
    Byline.objects.create(article=article, person=make_person(), role="photos_by")
    publish(article, by=None, at=PUBLISHED_AT)
    article.body = "<p>They <em>met</em> &amp; spoke.</p>"
    article.save()
    edition = update(article, by=None, at=PUBLISHED_AT + HOUR)

    (entry,) = read(client, "/feed.xml").findall("a:entry", ATOM)

    assert texts(entry, "a:title/text()") == ["Ada & <Charles>"]
    assert texts(entry, "a:id/text()") == [
        f"tag:127.0.0.1,2025-11-22:/articles/{edition.article_id}"
    ]
    assert texts(entry, "a:link[@rel='alternate']/@href") == [settings.SITE_URL + edition.path]
    assert [datetime.fromisoformat(text) for text in texts(entry, "a:published/text()")] == [
        PUBLISHED_AT
    ]
    assert [datetime.fromisoformat(text) for text in texts(entry, "a:updated/text()")] == [
        PUBLISHED_AT + HOUR
    ]
    assert texts(entry, "a:author/a:name/text()") == ["Zoë", "Ali"]
    assert texts(entry, "a:author/a:uri/text()")[0].startswith(f"{settings.SITE_URL}/people/")
    assert texts(entry, "a:category/@term") == ["Science"]
    assert texts(entry, "a:summary[@type='text']/text()") == ["Two met."]
    assert texts(entry, "a:content[@type='html']/text()") == [
        "<p>They <em>met</em> &amp; spoke.</p>"
    ]


def test_links_in_the_text_lead_home_from_wherever_it_is_read(client, settings):
    article = make_article(body='<p>Ada Lovelace wrote href="/x" to Jo or Joe.</p>')
    ada = make_person(name="Ada Lovelace", slug="ada")
    make_mention(article, ada)
    make_mention(article, make_person(), make_person(), phrase="Jo or Joe", certainty="disputed")
    edition = make_edition(article)

    (content,) = texts(read(client, "/feed.xml"), "a:entry/a:content/text()")

    assert f'href="{settings.SITE_URL}/people/ada/"' in content
    assert f'href="{settings.SITE_URL}{edition.path}#subject-2"' in content
    assert 'wrote href="/x" to' in content


def test_the_id_stays_when_everything_else_changes(client):
    edition = make_edition(slug="first")
    before = texts(read(client, "/feed.xml"), "a:entry/a:id/text()")
    Article.objects.filter(pk=edition.article_id).update(slug="second", headline="New")
    update(Article.objects.get(pk=edition.article_id), by=None)

    assert texts(read(client, "/feed.xml"), "a:entry/a:id/text()") == before


def test_a_feed_changes_when_a_story_does(client, clock):
    edition = make_edition()
    make_edition(at=PUBLISHED_AT - HOUR)
    assert datetime.fromisoformat(texts(read(client, "/feed.xml"), "a:updated/text()")[0]) == (
        PUBLISHED_AT
    )
    make_correction(edition, at=PUBLISHED_AT + HOUR)

    updated = texts(read(client, "/feed.xml"), "a:updated/text()")[0]

    assert datetime.fromisoformat(updated) == PUBLISHED_AT + HOUR


def test_an_empty_feed_is_a_feed_and_always_the_same(client, clock):
    first = client.get("/feed.xml").content
    clock.shift(HOUR)

    assert client.get("/feed.xml").content == first
    assert texts(etree.fromstring(first), "a:updated/text()") == ["1970-01-01T00:00:00+00:00"]


def test_characters_that_xml_does_not_know_are_left_out(client):
    edition = make_edition(headline="A\x0bB\x1f", body="<p>C\x0cD\ufffe</p>")
    assert "\x0b" in Edition.objects.get(pk=edition.pk).headline

    feed = read(client, "/feed.xml")

    assert texts(feed, "a:entry/a:title/text()") == ["AB"]
    assert "\ufffe" not in texts(feed, "a:entry/a:content/text()")[0]


def test_only_the_newest_are_in_a_feed(client):
    section = make_section()
    for number in range(ENTRIES + 2):
        make_edition(section=section, at=PUBLISHED_AT - HOUR * number)

    moments = texts(read(client, "/feed.xml"), "a:entry/a:published/text()")

    assert len(moments) == ENTRIES == 30
    assert moments == sorted(moments, reverse=True)


def test_a_feed_has_what_its_page_has(client):
    paper = make_paper()
    make_edition()

    assert len(texts(read(client, "/feed.xml"), "a:entry")) == 2
    for kind in ("section feed", "person feed", "organisation feed"):
        assert len(texts(read(client, paper.addresses[kind]), "a:entry")) == 1
    disputed = f"{paper.disputed.get_absolute_url()}feed.xml"
    assert texts(read(client, disputed), "a:entry") == []


def gone_from(client, address):
    """What a feed says is gone: the entry's id, since when, and why."""
    found = read(client, address).iterfind(f"{{{TOMBSTONES}}}deleted-entry")
    return [(one.get("ref"), one.get("when"), one[0].text) for one in found]


def test_a_feed_says_what_was_withdrawn_and_why(client, clock):
    paper = make_paper(stories=2)
    (first, _) = texts(read(client, "/feed.xml"), "a:entry/a:id/text()")
    withdraw(paper.edition.article, by=None, reason="Nobody <was> there.")

    for kind in ("feed", "section feed", "person feed", "organisation feed"):
        address = paper.addresses[kind]
        when = "2025-11-22T19:00:00+00:00"
        assert gone_from(client, address) == [(first, when, "Nobody <was> there.")], kind
        assert first not in texts(read(client, address), "a:entry/a:id/text()")
        assert texts(read(client, address), "a:updated/text()") == [when]

    clock.shift(HOUR)
    publish(Article.objects.get(pk=paper.edition.article_id), by=None)
    assert gone_from(client, "/feed.xml") == []
    assert first in texts(read(client, "/feed.xml"), "a:entry/a:id/text()")


def test_a_story_that_was_withdrawn_twice_is_gone_once(client, clock):
    edition = make_edition()
    withdraw(edition.article, by=None, reason="Too early.")
    clock.shift(HOUR)
    publish(Article.objects.get(pk=edition.article_id), by=None)
    clock.shift(HOUR)
    withdraw(edition.article, by=None, reason="Not true.")

    assert [reason for _, _, reason in gone_from(client, "/feed.xml")] == ["Not true."]


def test_a_planned_withdrawal_is_not_told_of(client, clock):
    edition = make_edition()
    withdraw(edition.article, by=None, reason="The licence ends.", at=PUBLISHED_AT + 2 * HOUR)

    assert gone_from(client, "/feed.xml") == []
    clock.shift(HOUR)
    assert len(gone_from(client, "/feed.xml")) == 1
