"""Asking the search page of a small newspaper."""

from datetime import timedelta

from tests.makers import PUBLISHED_AT, make_edition

WEEK = 7 * 24 * 60  # minutes


def ask(client, query, **parameters):
    return client.get("/search/", {"q": query} | parameters)


def found(response):
    return keys(result.edition for result in response.context["results"])


def keys(stories):
    """Which stories these are, be they editions or cards."""
    return [story.pk for story in stories]


def make_story(words, *, age=0, headline="A headline"):
    return make_edition(
        headline=headline, body=f"<p>{words}</p>", at=PUBLISHED_AT - timedelta(minutes=age)
    )
