"""What is planned for a second is what would have been done at that second, on every public page.

Until then no page differs by a byte from those of a newspaper in which nothing is planned.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.editing import record_revision
from articles.models import Article
from articles.publishing import LegalOrder, publish, update, withdraw
from tests.articles.views.paper import BODY, Paper, make_paper
from tests.makers import PUBLISHED_AT, make_article

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
NOW = PUBLISHED_AT + timedelta(hours=1)
ACTS: dict[str, Callable[..., object]] = {
    "publish": lambda draft, live, at: publish(draft, by=None, at=at),
    "update": lambda draft, live, at: update(live, by=None, at=at),
    "minor": lambda draft, live, at: update(live, by=None, kind="minor", at=at),
    "correct": lambda draft, live, at: update(
        live, by=None, kind="correction", note="It was 1833.", is_grave=True, at=at
    ),
    "withdraw": lambda draft, live, at: withdraw(live, by=None, reason="Not true.", at=at),
    "withdraw by order": lambda draft, live, at: withdraw(
        live, by=None, reason="Ordered.", legal_order=LegalOrder("A court"), at=at
    ),
}
# Every act changes something on these; a minor change and a new story leave others as they are.
CHANGED = {"front", "section", "search", "feed"}


@pytest.fixture
def paper() -> Paper:
    """Two live stories, the newest changed since, and a draft beside them."""
    with time_machine.travel(NOW, tick=False):
        paper = make_paper(stories=2)
        live = Article.objects.get(pk=paper.edition.article_id)
        live.headline = "Lovelace corrected"
        live.save()
        record_revision(live, by=None)
        make_article(headline="Lovelace planned", slug="planned", body=BODY, section=paper.section)
        return paper


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def articles_of(paper):
    return (
        Article.objects.get(slug="planned"),
        Article.objects.get(pk=paper.edition.article_id),
    )


def pages_of(paper):
    """The status and the bytes of every public page, as they are now."""
    answers = {kind: Client().get(address) for kind, address in paper.addresses.items()}
    return {kind: (answer.status_code, answer.content) for kind, answer in answers.items()}


@given(act=st.sampled_from(sorted(ACTS)), seconds=st.integers(2, 90_000))
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_planned_is_done_on_its_second_everywhere(paper, act, seconds):
    at = NOW + seconds * SECOND
    with time_machine.travel(NOW, tick=False) as clock:
        with undone():
            clock.move_to(at - SECOND)
            before = pages_of(paper)
            clock.move_to(at)
            ACTS[act](*articles_of(paper), None)
            clock.move_to(at + SECOND)
            after = pages_of(paper)
        with undone():
            clock.move_to(NOW)
            ACTS[act](*articles_of(paper), at)
            clock.move_to(at - SECOND)
            assert pages_of(paper) == before
            clock.move_to(at + SECOND)
            assert pages_of(paper) == after

    assert {kind for kind in CHANGED if before[kind] != after[kind]} == CHANGED
