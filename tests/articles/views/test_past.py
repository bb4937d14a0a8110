"""Pages as they were: what `?at=` shows, refuses, and keeps from being shown."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from lxml import html

from articles.addresses import remember_address
from articles.models import Article
from articles.publishing import publish, schedule, update
from articles.rescheduling import cancel_scheduled
from newsportal.http_cache.directives import lifetime_of
from newsportal.http_cache.keys import key_of
from newsportal.http_cache.routes import route_of
from tests.articles.views.paper import headers_of, make_correction, make_paper
from tests.makers import PUBLISHED_AT, make_article, make_section

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOW = PUBLISHED_AT + timedelta(days=2)
AT = "2025-11-22T18:30:00Z"
PAGES = ("front", "section", "article")
PUBLIC = "public, s-maxage=1, stale-while-revalidate=2, stale-if-error=86400"
LONG = "public, max-age=0, s-maxage=3600, stale-while-revalidate=60, stale-if-error=86400"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def paper():
    """A story of 18:00 that is corrected at 20:00."""
    made = make_paper()
    make_correction(made.edition, at=PUBLISHED_AT + 2 * HOUR)
    return made


def text_of(client, address, at=AT):
    answer = client.get(address, {"at": at})
    assert answer.status_code == 200
    return answer.content.decode()


def hrefs_in(text):
    return [link.get("href") for link in html.fromstring(text).iter("a")]


def test_a_page_shows_the_edition_of_then(client, paper):
    for kind in PAGES:
        address = paper.addresses[kind]
        assert f"{paper.edition.headline}, corrected" in client.get(address).content.decode()
        assert f"{paper.edition.headline}, corrected" not in text_of(client, address), kind
        assert paper.edition.headline in text_of(client, address), kind
        later = text_of(client, address, "2025-11-22T20:00:00Z")
        assert f"{paper.edition.headline}, corrected" in later, kind


def test_a_page_of_the_past_says_so_and_leads_to_today(client, paper, settings):
    for kind in PAGES:
        address = paper.addresses[kind]
        text = text_of(client, address)
        assert "This page as it was on <time" in text, kind
        assert f'<a href="{address}" rel="original">' in text, kind
        assert '<meta name="robots" content="noindex">' in text, kind
        assert f'<link rel="canonical" href="{settings.SITE_URL}{address}">' in text, kind


def test_links_lead_to_the_same_moment_where_there_is_a_past(client, paper):
    for kind in PAGES:
        links = hrefs_in(text_of(client, paper.addresses[kind]))
        assert f"/?at={AT}" in links, kind
        assert f"{paper.section.get_absolute_url()}?at={AT}" in links, kind
        assert "/archive/" in links, kind
        assert [link for link in links if link == "/"] == (["/"] if kind == "front" else []), kind
    assert f"{paper.edition.path}?at={AT}" in hrefs_in(text_of(client, "/"))


def test_machines_are_told_which_moment_it_is(client, paper, settings):
    """RFC 7089, section 2.1, for an archive without negotiation."""
    answer = client.get("/", {"at": AT})

    assert answer.headers["Memento-Datetime"] == "Sat, 22 Nov 2025 18:30:00 GMT"
    assert answer.headers["Link"] == f'<{settings.SITE_URL}/>; rel="original"'
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_past_is_public_kept_for_an_hour_and_has_a_validator(client, paper):
    for kind in PAGES:
        address = paper.addresses[kind]
        answer = client.get(address, {"at": AT})
        assert answer.headers["Cache-Control"] == LONG, kind
        assert not answer.cookies, kind
        again = client.get(address, {"at": AT}, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), kind
        assert again.headers["Cache-Control"] == LONG, kind
        head = client.head(address, {"at": AT})
        assert headers_of(head) == headers_of(answer), kind


def test_a_cache_keeps_one_page_of_a_moment_for_an_hour(client, paper):
    request = {"PATH_INFO": "/", "HTTP_HOST": "localhost", "wsgi.url_scheme": "http"}
    queries = (f"at={AT}", f"utm_source=x&at={AT.replace(':', '%3A')}&x=1")

    keys = {key_of(request | {"QUERY_STRING": query}, route_of("/")) for query in queries}

    assert len(keys) == 1
    lifetime = lifetime_of(200, client.get("/", {"at": AT}).headers.items())
    assert lifetime is not None
    assert lifetime.fresh == 3600


def test_what_happens_later_leaves_the_tag_of_the_past_as_it_is(client, paper):
    before = {kind: client.get(paper.addresses[kind], {"at": AT})["ETag"] for kind in PAGES}

    publish(make_article(section=paper.section), by=None)

    after = {kind: client.get(paper.addresses[kind], {"at": AT})["ETag"] for kind in PAGES}
    assert after == before


def test_the_last_minutes_are_kept_no_longer_than_today(client, paper):
    recent = (NOW - timedelta(minutes=9)).strftime("%Y-%m-%dT%H:%M:%SZ")

    assert client.get("/", {"at": recent}).headers["Cache-Control"] == PUBLIC


@pytest.mark.parametrize("written", ["2025-11-22T19:30:00+01:00", "2025-11-22T18:30:00.5Z"])
@pytest.mark.parametrize("kind", PAGES)
def test_other_spellings_lead_to_the_one_address_of_the_moment(client, paper, kind, written):
    address = paper.addresses[kind]
    answer = client.get(address, {"at": written})

    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{address}?at={AT}"


def test_what_a_browser_sends_is_on_the_newsrooms_clock(client, paper, settings):
    settings.TIME_ZONE = "Europe/Minsk"

    answer = client.get("/", {"at": "2025-11-22T21:30"})

    assert answer.headers["Location"] == f"/?at={AT}"


def test_the_moment_and_the_page_of_a_section_go_together(client, paper, monkeypatch):
    monkeypatch.setattr("articles.views.section.STORIES_ON_A_PAGE", 1)
    publish(make_article(section=paper.section), by=None, at=PUBLISHED_AT - HOUR)
    first = text_of(client, "/science/")

    (following,) = [link for link in hrefs_in(first) if "before=" in link]

    assert following.endswith(f"&at={AT}")
    assert paper.edition.headline not in client.get(following).content.decode()
    assert client.get(following).status_code == 200


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("", "Which moment do you mean?"),
        ("yesterday", "Which moment do you mean?"),
        ("2025-02-30", "Which moment do you mean?"),
        ("<script>", "Which moment do you mean?"),
        ("2025-11-24T18:00:01Z", "That moment has yet to come"),
        ("3025-01-01", "That moment has yet to come"),
        ("2025-11-22T17:59:59Z", "Nothing"),
    ],
)
def test_a_moment_without_a_page_gets_words_and_ways_on(client, paper, kind, at, words):
    answer = client.get(paper.addresses[kind], {"at": at})

    assert answer.status_code == 404
    assert words in answer.content.decode()
    assert f'href="{paper.addresses[kind]}">Go to today’s page' in answer.content.decode()
    assert b"<script>" not in answer.content
    assert answer.headers["Cache-Control"].startswith("public, max-age=0, s-maxage=1,")


@pytest.mark.parametrize("kind", ["front", "article"])
def test_who_asks_too_early_is_led_to_the_beginning(client, paper, kind):
    answer = client.get(paper.addresses[kind], {"at": "1999-12-31"}, follow=True)

    link = f"{paper.addresses[kind]}?at=2025-11-22T18:00:00Z"
    assert link in hrefs_in(answer.content.decode())
    assert client.get(link).status_code == 200


def test_a_paper_without_stories_has_no_past(client):
    answer = client.get("/", {"at": AT})

    assert answer.status_code == 404
    assert "See how it began" not in answer.content.decode()


def test_nothing_that_is_planned_can_be_told_from_nothing(client, paper):
    """Neither by a moment to come, nor by one that has passed."""
    planned = make_article(section=paper.section, headline="Not for today")
    publish(planned, by=None, at=NOW + HOUR)
    path = planned.editions.get().path
    nothing = path.replace(planned.slug, "nothing-of-that-name")

    for at in (AT, "2025-11-24T18:00:00Z", "2025-11-24T19:00:00Z", "2025-11-24T20:00:00Z"):
        answers = [client.get(one, {"at": at}) for one in (path, nothing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        contents = [answer.content.replace(path.encode(), nothing.encode()) for answer in answers]
        assert contents[0] == contents[1]
        for kind in PAGES:
            answer = client.get(paper.addresses[kind], {"at": at})
            assert b"Not for today" not in answer.content


def test_what_was_planned_and_taken_back_was_never_there(client, paper, clock):
    clock.move_to(PUBLISHED_AT + 3 * HOUR)
    article = Article.objects.get(pk=paper.edition.article_id)
    article.headline = "Never said"
    article.save()
    schedule(article, by=None, at=PUBLISHED_AT + 4 * HOUR)
    cancel_scheduled(article, by=None)
    clock.move_to(NOW)

    for kind in PAGES:
        assert "Never said" not in text_of(client, paper.addresses[kind], "2025-11-22T22:30:00Z")


def test_an_address_leads_to_where_the_story_was(client, paper, settings):
    article = Article.objects.get(pk=paper.edition.article_id)
    article.slug = "a-better-slug"
    article.save()
    moved = update(article, by=None, at=PUBLISHED_AT + 4 * HOUR)
    then, later = AT, "2025-11-22T23:00:00Z"

    assert client.get(moved.path, {"at": then})["Location"] == f"{paper.edition.path}?at={then}"
    assert client.get(paper.edition.path, {"at": later})["Location"] == f"{moved.path}?at={later}"
    text = text_of(client, paper.edition.path, then)
    assert f'<link rel="canonical" href="{settings.SITE_URL}{moved.path}">' in text
    slashless = client.get(paper.edition.path.rstrip("/"), {"at": then})
    assert slashless["Location"] == f"{paper.edition.path}?at={then}"


def test_an_old_address_of_a_section_keeps_the_moment(client, paper):
    old = paper.section.get_absolute_url()
    paper.section.slug = "sciences"
    paper.section.save()
    remember_address(paper.section, old)

    answer = client.get(old, {"at": AT})

    assert (answer.status_code, answer["Location"]) == (301, f"/sciences/?at={AT}")


def test_comments_are_those_of_today_and_left_out(client, paper):
    text = text_of(client, paper.edition.path)

    assert 'id="comments"' not in text
    assert "Comments are left out" in text
    assert f'<a href="{paper.edition.path}" rel="original">' in text


def test_everybody_sees_the_same_past(client, paper, django_user_model):
    editor = Client()
    editor.force_login(django_user_model.objects.create_superuser("chief@example.org", "x"))

    for kind in PAGES:
        answers = [one.get(paper.addresses[kind], {"at": AT}) for one in (client, editor)]
        assert answers[0].content == answers[1].content


def test_an_empty_section_has_no_past(client, paper):
    make_section(name="Empty", slug="empty")

    answer = client.get("/empty/", {"at": AT})

    assert answer.status_code == 404
    assert "nothing had been published" in answer.content.decode()
