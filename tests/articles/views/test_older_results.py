"""A search of a word that many stories have goes on before the oldest that was ranked."""

from datetime import timedelta

import pytest
import time_machine

from articles import search
from tests.articles.views.searching import WEEK, ask, found, keys, make_story
from tests.makers import PUBLISHED_AT

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(PUBLISHED_AT + HOUR, tick=False):
        yield


@pytest.mark.parametrize("candidates", [2, 3, 5])
def test_the_search_goes_on_before_the_oldest_that_was_ranked(client, monkeypatch, candidates):
    monkeypatch.setattr(search, "CANDIDATES", candidates)
    # Two of one instant; one of long ago, and one from before the days are numbered.
    ages = [3_000 * WEEK, 700 * WEEK, 9, 4, 4, 2, 1]
    stories = [make_story("treaty", age=age) for age in ages]

    seen, labels, response = [], [], ask(client, "treaty")
    while True:
        seen += found(response)
        labels.append(response.context["total_label"])
        if not response.context["older"]:
            break
        assert response.text.count(">Older stories</a>") == 2
        response = client.get(response.context["older"])
        assert response.context["first_page"] == "/search/?q=treaty"

    assert seen == keys(reversed(stories))
    rest = len(ages) % candidates
    assert labels[1] == (
        f"At least {candidates} older stories; these are the best of the newest {candidates}"
        if len(ages) >= 2 * candidates
        else f"{rest} older stories"
    )
    assert labels[-1] == f"{rest} older {'story' if rest == 1 else 'stories'}"


def test_older_results_have_pages_too(client, monkeypatch):
    monkeypatch.setattr(search, "CANDIDATES", 4)
    monkeypatch.setattr(search, "RESULTS_ON_A_PAGE", 2)
    stories = [make_story("treaty", age=age) for age in range(8)]

    older = client.get(ask(client, "treaty").context["older"])
    last = client.get(older.context["next_page"])

    assert found(older) + found(last) == keys(stories[4:])
    assert last.context["next_page"] is None
    assert older.context["older"] == last.context["older"] != ask(client, "treaty").context["older"]


def test_where_nothing_is_older_the_page_says_so(client, monkeypatch):
    monkeypatch.setattr(search, "CANDIDATES", 2)
    for age in (1, 2):
        make_story("treaty", age=age)

    response = client.get(ask(client, "treaty").context["older"])

    assert response.context["total_label"] == "No older story has these words"
    assert 'href="/search/?q=treaty">Back to the newest<' in response.text


@pytest.mark.parametrize("before", ["0001-01-01T00:00:00Z~1", "9999-12-31T23:59:59Z~1"])
def test_any_place_in_the_past_or_future_can_be_asked_for(client, before):
    story = make_story("treaty")

    response = ask(client, "treaty", before=before)

    assert found(response) == ([story.pk] if before > "2025" else [])


@pytest.mark.parametrize("before", ["", "x", "2025-11-22", "2025-11-22T18:00:00Z~-1"])
def test_what_is_no_place_is_not_found(client, before):
    assert ask(client, "treaty", before=before).status_code == 404
