import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from lxml import etree

from articles.publishing import withdraw
from articles.sitemaps import KEYS_IN_A_FILE
from tests.articles.views.paper import make_correction, make_paper
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_edition,
    make_mention,
    make_organisation,
    make_person,
)

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(PUBLISHED_AT + HOUR, tick=False):
        yield


def read(client, address):
    """The kind of file, and its addresses with their moments of change."""
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    root = etree.fromstring(response.content)
    entries = {
        entry.findtext("s:loc", namespaces=NAMES): entry.findtext("s:lastmod", namespaces=NAMES)
        for entry in root
    }
    assert len(entries) == len(root)
    return etree.QName(root).localname, entries


def cut_after(keys, monkeypatch):
    """A paper with more rows than that is large, and its files are ranges of so many keys."""
    monkeypatch.setattr("articles.sitemaps.MOST_IN_ONE_FILE", keys)
    for kind in KEYS_IN_A_FILE:
        monkeypatch.setitem(KEYS_IN_A_FILE, kind, keys)


def files_of(client, kind):
    """The numbers of the files that the index names."""
    found = (re.search(rf"-{kind}-(\d+)\.xml$", name) for name in read(client, "/sitemap.xml")[1])
    return [int(match[1]) for match in found if match]


def test_a_small_paper_has_one_file_with_everything(client, settings):
    paper = make_paper()
    site = settings.SITE_URL

    kind, entries = read(client, "/sitemap.xml")

    assert kind == "urlset"
    expected = {
        "/",
        "/people/",
        "/organisations/",
        "/archive/",
        "/science/",
        "/people/ada-lovelace/",
        "/people/charles-babbage/",
        "/organisations/royal-society/",
        paper.edition.path,
    }
    assert {f"{site}{path}" for path in expected} <= set(entries)
    assert datetime.fromisoformat(entries[site + paper.edition.path]) == PUBLISHED_AT


def test_every_address_in_it_is_there(client, settings):
    make_paper(stories=2)

    _, entries = read(client, "/sitemap.xml")

    for address in entries:
        assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200


def test_a_change_that_matters_moves_the_moment(client, settings):
    edition = make_edition()
    make_correction(edition, at=PUBLISHED_AT + HOUR)

    _, entries = read(client, "/sitemap.xml")

    changed = entries[settings.SITE_URL + edition.path]
    assert datetime.fromisoformat(changed) == PUBLISHED_AT + HOUR


def test_what_is_not_public_or_not_to_be_indexed_is_left_out(client, settings):
    paper = make_paper()
    planned = make_edition(at=PUBLISHED_AT + 2 * HOUR)
    withdrawn = make_edition()
    withdraw(withdrawn.article, by=None, reason="Not true.")
    for row in (paper.person, paper.organisation):
        row.is_indexed = False
        row.save()

    _, entries = read(client, "/sitemap.xml")

    for path in (
        planned.path,
        withdrawn.path,
        "/people/ada-lovelace/",
        "/organisations/royal-society/",
    ):
        assert settings.SITE_URL + path not in entries


def test_a_large_paper_has_an_index_and_files_by_the_keys_of_stories(client, settings, monkeypatch):
    cut_after(3, monkeypatch)
    # A story moves to no other file, whenever it is published, and planned ones have no file yet.
    stories = [make_edition(at=PUBLISHED_AT - timedelta(days=age)) for age in (0, 340, 1, 30, 2)]
    planned = [make_edition(at=PUBLISHED_AT + 2 * HOUR) for _ in range(6)]
    site = settings.SITE_URL

    kind, files = read(client, "/sitemap.xml")

    numbers = sorted({story.article_id // 3 + 1 for story in stories})
    assert kind == "sitemapindex"
    assert list(files) == [
        f"{site}/sitemap-pages.xml",
        *(f"{site}/sitemap-stories-{number}.xml" for number in numbers),
    ]
    found = [read(client, f"/sitemap-stories-{number}.xml")[1] for number in numbers]
    assert [list(paths) for paths in found] == [
        [site + story.path for story in stories if story.article_id // 3 + 1 == number]
        for number in numbers
    ]
    unseen = planned[-1].article_id // 3 + 1
    for number in (unseen, 0, "01", 999_999_999):
        assert client.get(f"/sitemap-stories-{number}.xml").status_code == 404


@pytest.mark.parametrize(
    ("address", "make"), [("people", make_person), ("organisations", make_organisation)]
)
def test_names_of_a_large_paper_are_in_files_by_their_keys(
    client, settings, monkeypatch, address, make
):
    cut_after(10, monkeypatch)
    last = make().pk
    make_unseen = [make() for _ in range(20 - last % 10)]
    listed = [make() for _ in range(11)]
    hidden = make(is_indexed=False)
    article = make_article()
    for one in (*listed, hidden):
        make_mention(article, one)
    make_edition(article)
    site = settings.SITE_URL

    files = [name for name in read(client, "/sitemap.xml")[1] if address in name]

    assert make_unseen[0].pk < listed[0].pk
    assert files == [
        f"{site}/sitemap-{address}-{number}.xml"
        for number in sorted({one.pk // 10 + 1 for one in listed})
    ]
    found = [read(client, name.removeprefix(site))[1] for name in files]
    assert [list(names) for names in found] == [
        [
            site + one.get_absolute_url()
            for one in listed
            if one.pk // 10 == listed[0].pk // 10 + more
        ]
        for more in range(len(files))
    ]
    assert client.get(f"/sitemap-{address}-{last // 10 + 1}.xml").status_code == 404
    for number in ("0", "01", "999999999"):
        assert client.get(f"/sitemap-{address}-{number}.xml").status_code == 404


def make_rows(make):
    """Rows that fill two ranges of three keys and more: those of each range, in order."""
    rows = [make() for _ in range(9)]
    first = -rows[0].pk % 3
    return rows[first : first + 3], rows[first + 3 : first + 6], rows[:first] + rows[first + 6 :]


@pytest.mark.parametrize("listed", [0, 1, 2])
def test_a_file_of_stories_is_named_for_whichever_of_its_keys_is_listed(
    client, monkeypatch, listed
):
    cut_after(3, monkeypatch)
    full, empty, others = make_rows(make_article)
    for article in (full[listed], *others):
        make_edition(article)
    for article in empty:
        make_edition(article, at=PUBLISHED_AT + 2 * HOUR)

    expected = {article.pk // 3 + 1 for article in (full[0], *others)}

    assert files_of(client, "stories") == sorted(expected)
    assert client.get(f"/sitemap-stories-{full[0].pk // 3 + 1}.xml").status_code == 200
    assert client.get(f"/sitemap-stories-{empty[0].pk // 3 + 1}.xml").status_code == 404


@pytest.mark.parametrize("listed", [0, 1, 2])
@pytest.mark.parametrize(
    ("kind", "make"), [("people", make_person), ("organisations", make_organisation)]
)
def test_a_file_of_names_is_named_for_whichever_of_its_keys_is_listed(
    client, monkeypatch, kind, make, listed
):
    cut_after(3, monkeypatch)
    full, empty, _ = make_rows(make)
    article, hidden = make_article(), empty[0]
    hidden.is_indexed = False
    hidden.save()
    for one in (full[listed], hidden):
        make_mention(article, one)
    make_edition(article)

    assert files_of(client, kind) == [full[0].pk // 3 + 1]
    assert client.get(f"/sitemap-{kind}-{full[0].pk // 3 + 1}.xml").status_code == 200
    assert client.get(f"/sitemap-{kind}-{empty[0].pk // 3 + 1}.xml").status_code == 404


def test_times_are_those_of_utc_to_the_second(client, settings):
    edition = make_edition(at=PUBLISHED_AT.replace(microsecond=654_321))

    _, entries = read(client, "/sitemap.xml")

    written = PUBLISHED_AT.astimezone(UTC).isoformat(timespec="seconds")
    assert entries[settings.SITE_URL + edition.path] == written


def test_robots_may_read_what_is_public(client, settings):
    lines = client.get("/robots.txt").text.splitlines()

    assert lines == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        "Disallow: /comments/new/",
        "Disallow: /preview/",
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
