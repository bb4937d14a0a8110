import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.lasting_links import by_identity, path_within, paths_of
from articles.publishing import update
from tests.articles.admin.stepping import change
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_edition,
    make_organisation,
    make_person,
    make_section,
)


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("/world/", "/world/"),
        ("http://127.0.0.1:8000/world/?page=2#top", "/world/"),
        ("/people/caf%C3%A9/", "/people/café/"),
        ("other-story/", "/section/2000/01/01/article/other-story/"),
        ("https://example.org/world/", None),
        ("//example.org/world/", None),
        ("mailto:ann@example.org", None),
        ("#home", None),
        ("", None),
        ("http://[broken/", None),
    ],
)
def test_a_link_stays_within_or_leads_out(href, path, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"

    assert path_within(href) == path


@pytest.fixture
def person(db):
    return make_person(slug="ann")


def test_a_path_is_kept_by_what_has_it(person, settings):
    settings.SITE_URL = "https://news.example.org"
    section, body = make_section(slug="world"), make_organisation(slug="viasna")
    edition = make_edition(section=section, slug="story")
    hrefs = [
        "/people/ann/",
        "https://news.example.org/organisations/viasna/",
        "/world/",
        edition.path,
        "/people/nobody/",
        "/people/ann/?page=2",
        "https://example.org/world/",
        "/search/",
    ]

    kept = by_identity("".join(f'<p><a href="{href}">x</a></p>' for href in hrefs))

    assert re.findall(r'href="([^"]*)"', kept) == [
        f"person:{person.pk}",
        f"organisation:{body.pk}",
        f"section:{section.pk}",
        f"article:{edition.article_id}",
        *hrefs[4:],
    ]


def test_an_address_that_an_article_had_before_is_the_articles(db):
    article = make_edition(slug="before").article
    old = article.editions.get().path
    change(article, slug="after")
    update(article, by=None)

    assert by_identity(f'<a href="{old}">x</a>') == f'<a href="article:{article.pk}">x</a>'


def test_a_text_without_links_to_the_portal_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert by_identity('<a href="https://example.org/">x</a>')
        assert paths_of([], at=PUBLISHED_AT) == {}


def test_many_links_ask_as_often_as_one_of_each_kind(person, django_assert_num_queries):
    editions = [make_edition() for _ in range(3)]
    people = [person, make_person()]
    body = "".join(
        f'<a href="{path}">x</a>'
        for path in [*(one.path for one in editions), *(p.url for p in people)]
    )
    with django_assert_num_queries(2):
        kept = by_identity(body)

    with django_assert_num_queries(2):
        paths = paths_of(re.findall(r'href="([^"]*)"', kept), at=timezone.now())

    assert set(paths.values()) == {*(one.path for one in editions), *(one.url for one in people)}


def test_what_has_no_public_page_has_no_address(person):
    draft = make_article()
    later = make_edition(at=timezone.now() + timedelta(days=1)).article

    asked = [f"article:{draft.pk}", f"article:{later.pk}", "section:999999999", "nonsense"]

    assert paths_of(asked, at=timezone.now()) == {}
