"""A scheduled story is on every page from its second on, and on none before. No worker runs."""

from datetime import timedelta

import pytest
import time_machine

from articles.publishing import withdraw
from tests.articles.views.paper import headers_of, make_paper
from tests.makers import PUBLISHED_AT

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
# What each page shows of the story once it is there; the pages of people exist from then on.
SIGNS = {
    "front": "{headline}",
    "section": "{headline}",
    "article": "{headline}",
    "history": "{headline}",
    "person": "{headline}",
    "person with disputed stories": "{headline}",
    "organisation": "{headline}",
    "people": "Ada Lovelace",
    "organisations": "Royal Society",
    "archive": "/archive/2025/11/22/",
    "day": "{headline}",
    "empty search": "{headline}",
    "search": "{headline}",
    "feed": "{headline}",
    "section feed": "{headline}",
    "person feed": "{headline}",
    "organisation feed": "{headline}",
    "sitemap": "{path}",
    "sitemap of people": "/people/ada-lovelace/",
    "sitemap of stories": "{path}",
}


def pages_with_it(client, paper):
    """The kinds of pages on which a reader finds the story."""
    signs = {
        kind: sign.format(headline=paper.edition.headline, path=paper.edition.path)
        for kind, sign in SIGNS.items()
    }
    addresses = paper.addresses
    return {kind for kind in SIGNS if signs[kind] in client.get(addresses[kind]).content.decode()}


def test_a_scheduled_story_appears_on_its_second_everywhere(client):
    with time_machine.travel(PUBLISHED_AT - timedelta(hours=1), tick=False) as clock:
        paper = make_paper()

        clock.move_to(PUBLISHED_AT - SECOND)
        assert pages_with_it(client, paper) == set()

        clock.move_to(PUBLISHED_AT)
        assert pages_with_it(client, paper) == set(SIGNS)

        clock.move_to(PUBLISHED_AT + SECOND)
        assert pages_with_it(client, paper) == set(SIGNS)


def test_a_withdrawn_story_is_gone_on_its_second_everywhere(client):
    with time_machine.travel(PUBLISHED_AT, tick=False) as clock:
        paper = make_paper()
        withdraw(paper.edition.article, by=None, reason="Not true.", at=PUBLISHED_AT + SECOND)
        assert pages_with_it(client, paper) == set(SIGNS)

        clock.move_to(PUBLISHED_AT + SECOND)
        # The pages of its address say that it was withdrawn, and name it.
        assert pages_with_it(client, paper) == {"article", "history"}
        assert client.get(paper.addresses["article"]).status_code == 410


def test_before_its_second_a_story_can_not_be_told_from_one_that_never_was(client):
    with time_machine.travel(PUBLISHED_AT, tick=False):
        paper = make_paper(at=PUBLISHED_AT + timedelta(hours=1))
        pairs = [
            (paper.edition.path, "/science/2025/11/22/nothing/"),
            (paper.edition.path.rstrip("/"), "/science/2025/11/22/nothing"),
            (f"{paper.edition.path}history/", "/science/2025/11/22/nothing/history/"),
            (paper.person.get_absolute_url(), "/people/nobody/"),
            (f"{paper.person.get_absolute_url()}feed.xml", "/people/nobody/feed.xml"),
        ]
        for planned, unknown in pairs:
            answers = [client.get(planned), client.get(unknown)]
            assert [answer.status_code for answer in answers] == [404, 404]
            assert answers[0].content == answers[1].content
            assert headers_of(answers[0]) == headers_of(answers[1])
