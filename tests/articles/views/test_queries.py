"""Every public page asks a fixed number of questions, however much there is to show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.articles.views.paper import make_correction, make_paper
from tests.makers import PUBLISHED_AT

pytestmark = pytest.mark.django_db

# The first of every page reads the site's state. The paper's name and its sections are kept under it.
# Wherever cards stand, one more asks how many comments their stories have.
QUERIES = {
    "front": 6,
    "section": 5,
    "article": 6,
    "history": 3,
    "corrections": 2,
    "person": 5,
    "person with disputed stories": 5,
    "organisation": 5,
    "people": 2,
    "organisations": 2,
    "archive": 2,
    "day": 5,
    "empty search": 3,
    "search": 5,
    "feed": 3,
    "corrections feed": 2,
    "section feed": 3,
    "person feed": 4,
    "organisation feed": 4,
    "sitemap": 6,
    "sitemap of pages": 2,
    "sitemap of people": 2,
    "sitemap of organisations": 2,
    "sitemap of stories": 2,
    "robots": 0,
}


# The same pages as they were: without comments and further reading, but with the question what was
# withdrawn since.
OF_THE_PAST = {"front": 5, "section": 4, "article": 3}


def queries_of(client, address):
    """How many questions a page asks; the marks of a transaction are none."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


@pytest.mark.parametrize("stories", [1, 12])
def test_a_page_asks_as_often_with_one_story_as_with_many(client, stories):
    paper = make_paper(stories=stories, at=PUBLISHED_AT)
    make_correction(paper.edition, at=PUBLISHED_AT.replace(hour=19))
    client.get("/archive/")

    asked = {kind: queries_of(client, address) for kind, address in paper.addresses.items()}

    assert asked == QUERIES


@pytest.mark.parametrize("stories", [1, 12])
def test_the_past_asks_as_often_with_one_story_as_with_many(client, stories):
    paper = make_paper(stories=stories, at=PUBLISHED_AT)
    make_correction(paper.edition, at=PUBLISHED_AT.replace(hour=19))
    client.get("/archive/")
    at = "?at=2025-11-22T18:30:00Z"

    asked = {kind: queries_of(client, f"{paper.addresses[kind]}{at}") for kind in OF_THE_PAST}

    assert asked == OF_THE_PAST


def test_a_further_page_asks_no_more_than_the_first(client, monkeypatch):
    monkeypatch.setattr("articles.coverage.STORIES_ON_A_PAGE", 2)
    monkeypatch.setattr("articles.views.section.STORIES_ON_A_PAGE", 2)
    paper = make_paper(stories=4)
    client.get("/archive/")

    for kind in ("section", "person", "organisation"):
        response = client.get(paper.addresses[kind])
        following = response.context["next_page"]
        assert queries_of(client, following) <= QUERIES[kind]


def test_an_empty_paper_asks_no_more(client):
    for address in ("/", "/people/", "/organisations/", "/archive/", "/search/", "/feed.xml"):
        assert queries_of(client, address) <= 8
