"""The history of a withdrawn story: that it changed and when, and nothing of what it said."""

import pytest
import time_machine
from lxml import html

from articles.models import Edition
from articles.publishing import LegalOrder, publish, withdraw
from tests.articles.views.edited_story import (
    HOUR,
    NOW,
    ask,
    entries_in,
    make_story_of_four_editions,
    path_of,
    words_of,
)
from tests.makers import PUBLISHED_AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def article():
    return make_story_of_four_editions()


@pytest.fixture
def withdrawn(article):
    withdraw(article, by=None, reason="It was not true.", at=PUBLISHED_AT + 4 * HOUR)
    return article


def test_of_a_withdrawn_story_the_times_are_told_and_not_the_text(client, withdrawn):
    page = ask(client, withdrawn)

    first = page.cssselect(".history__entry")[0]
    assert words_of(first.find("h2")) == "Withdrawn"
    assert "It was not true." in words_of(first)
    text = words_of(page)
    assert "Edition 2: Minor change" in text
    assert "It was 1833." in text, "readers were told so"
    assert "Babbage" not in text
    assert "It computed." not in text
    assert not page.cssselect("del, ins, .history__time a")
    assert client.get(f"{path_of(withdrawn)}history/?from=1&to=4").status_code == 410


def test_the_page_of_a_withdrawn_story_leads_to_its_history(client, withdrawn):
    answer = client.get(path_of(withdrawn))

    assert answer.status_code == 410
    assert f'href="{path_of(withdrawn)}history/"' in answer.content.decode()


def test_to_publish_again_does_not_open_what_was_withdrawn(client, withdrawn):
    withdrawn.headline = "The engine, anew"
    withdrawn.save()
    publish(withdrawn, by=None, at=PUBLISHED_AT + 6 * HOUR)

    page = ask(client, withdrawn)

    entries = entries_in(page)
    assert words_of(entries["edition-5"].find("h2")) == "Edition 5: Published again"
    assert not page.cssselect("del, ins")
    assert "1834" not in words_of(page)
    assert client.get(f"{path_of(withdrawn)}history/?from=4&to=5").status_code == 410


def test_of_a_forbidden_story_not_even_the_headline_is_told(client, article):
    order = LegalOrder(authority="District Court", url="https://court.example/7")
    at = PUBLISHED_AT + 4 * HOUR
    withdraw(article, by=None, reason="A court forbids it.", legal_order=order, at=at)

    page = ask(client, article)

    text = html.tostring(page, encoding="unicode")
    assert "By order of District Court." in text
    assert "A court forbids it." in text
    assert "Engine of 1834" not in text
    assert "It was 1833." not in text
    assert "Edition 4: Correction" in text
    assert client.get(f"{path_of(article)}history/?from=1&to=4").status_code == 451


def test_what_was_forbidden_stays_so_after_the_story_is_published_again(client, article):
    withdraw(article, by=None, reason="A court.", legal_order=LegalOrder(), at=NOW - 2 * HOUR)
    article.headline = "What may be said"
    article.save()
    publish(article, by=None, at=NOW - HOUR)

    text = html.tostring(ask(client, article), encoding="unicode")

    assert "What may be said" in text
    assert "It was 1833." not in text
    assert "Engine of 1834" not in text


def test_a_planned_withdrawal_is_not_told(client, article):
    withdraw(article, by=None, reason="Tomorrow it will be wrong.", at=NOW + HOUR)

    page = ask(client, article)

    assert "Tomorrow" not in words_of(page)
    assert len(page.cssselect(".history__entry")) == Edition.objects.count()
