from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.checklist import check
from articles.checklist.portal_links import (
    NEWSROOM,
    NO_PAGE,
    NOT_PUBLIC,
    WITHDRAWN,
    unreachable,
)
from articles.models import Article, Redirect
from articles.publishing import update, withdraw
from tests.makers import (
    PUBLISHED_AT,
    make_article,
    make_edition,
    make_mention,
    make_organisation,
    make_person,
    make_section,
)

pytestmark = pytest.mark.django_db

NOW = PUBLISHED_AT + timedelta(days=2)
HOUR = timedelta(hours=1)


def verdict(path, at=NOW):
    return unreachable([path], at=at).get(path)


@pytest.mark.parametrize(
    "path", ["/", "/search/", "/archive/2025/11/22/", "/people/", "/feed.xml", "/robots.txt"]
)
def test_what_is_always_there_opens(path):
    assert verdict(path) is None


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/admin/articles/article/1/change/", NEWSROOM),
        ("/no/such/page/", NO_PAGE),
        ("/people/nobody/", NO_PAGE),
        ("/organisations/nothing/", NO_PAGE),
        ("/organisations/nothing/feed.xml", NO_PAGE),
        ("/nowhere/", NO_PAGE),
        ("/nowhere/2025/11/22/nothing/", NO_PAGE),
        ("/section/2000/01/01/article/other-story/", NO_PAGE),
        ("/\x00/", NO_PAGE),
    ],
)
def test_what_is_not_there_is_said(path, said):
    assert verdict(path) == said


def test_a_story_opens_while_it_is_public():
    edition = make_edition(at=PUBLISHED_AT)

    assert verdict(edition.path) is None
    assert verdict(edition.path.rstrip("/")) is None
    assert verdict(edition.path, at=PUBLISHED_AT - HOUR) == NOT_PUBLIC


def test_a_withdrawn_story_does_not_open():
    edition = make_edition(at=PUBLISHED_AT)
    withdraw(edition.article, by=None, reason="Wrong", at=PUBLISHED_AT + HOUR)

    assert verdict(edition.path) == WITHDRAWN


def test_an_earlier_address_of_a_story_leads_to_it():
    edition = make_edition(at=PUBLISHED_AT)
    Article.objects.filter(pk=edition.article_id).update(slug="another-slug")
    update(edition.article, by=None, at=PUBLISHED_AT + HOUR)

    assert verdict(edition.path) is None


def test_a_person_has_a_page_once_a_public_story_names_them():
    person, article = make_person(slug="ann"), make_article()
    make_mention(article, person)

    assert verdict("/people/ann/") == NO_PAGE

    make_edition(article, at=PUBLISHED_AT)
    assert verdict("/people/ann/") is None
    assert verdict("/people/ann/feed.xml") is None
    assert verdict("/people/ann") is None
    assert verdict("/people/ann/", at=PUBLISHED_AT - HOUR) == NO_PAGE


def test_whoever_signs_a_public_story_has_a_page():
    person, article = make_person(slug="ann"), make_article()
    article.bylines.create(person=person)
    make_edition(article, at=PUBLISHED_AT)

    assert verdict("/people/ann/") is None


def test_sections_and_organisations_open():
    make_section(slug="world"), make_organisation(slug="belavia")

    assert (
        unreachable(["/world/", "/world", "/world/feed.xml", "/organisations/belavia/"], at=NOW)
        == {}
    )


def test_an_old_address_opens_if_its_new_one_does():
    public, hidden = make_organisation(), make_person()
    Redirect.objects.create(path="/organisations/old/", organisation=public)
    Redirect.objects.create(path="/people/old/", person=hidden)
    Redirect.objects.create(path="/old-story/", article=make_edition(at=PUBLISHED_AT).article)

    assert verdict("/organisations/old/") is None
    assert verdict("/people/old/") == NO_PAGE
    assert verdict("/old-story/") is None


def test_many_links_cost_as_many_queries_as_a_few():
    def ask(number):
        paths = [f"/world/2025/11/22/story-{n}/" for n in range(number)]
        paths += [
            f"/{kind}/one-{n}/" for n in range(number) for kind in ("people", "organisations")
        ]
        paths += [f"/section-{n}/" for n in range(number)]
        with CaptureQueriesContext(connection) as queries:
            unreachable(paths, at=NOW)
        return len(queries)

    assert ask(1) == ask(50) <= 11


def dead(article):
    return [(one.words, one.where) for one in check(article).findings if one.check == "dead-link"]


def test_a_dead_link_of_a_text_is_found_where_it_stands():
    body = '<p>One</p><h2><a href="/nowhere/">two</a></h2><p><a href="/nothing/"><em>th</em>ree</a></p>'

    assert dead(make_article(body=body)) == [("two", "Subhead “two”"), ("three", "Paragraph 2")]


def test_a_link_to_somebody_whom_the_article_itself_makes_public_is_no_dead_end():
    person = make_person()
    article = make_article(body=f'<p><a href="{person.url}">She</a></p>')

    assert dead(article) == [("She", "Paragraph 1")]

    make_mention(article, person)
    assert dead(article) == []


def test_a_link_that_says_what_it_leads_to_is_judged_by_its_page_of_the_time():
    live, draft = make_edition().article, make_article()
    nobody = make_person()
    body = "".join(
        f'<p><a href="{href}">{words}</a></p>'
        for href, words in (
            (f"article:{live.pk}", "live"),
            (f"section:{live.section_id}", "its section"),
            (f"article:{draft.pk}", "draft"),
            (f"person:{nobody.pk}", "somebody"),
            ("organisation:999999999", "gone"),
        )
    )

    found = check(make_article(body=body)).errors

    assert {finding.words: finding.problem for finding in found} == {
        "draft": f"The link on “draft” {NOT_PUBLIC}.",
        "somebody": f"The link on “somebody” {NO_PAGE}.",
        "gone": f"The link on “gone” {NOT_PUBLIC}.",
    }
