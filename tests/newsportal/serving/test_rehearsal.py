"""What a worker does before it listens: pages are asked for nobody, and their statements are planned."""

import logging
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils import timezone
from prometheus_client import REGISTRY

from articles.models import Section
from newsportal.database.availability import availability
from newsportal.http.page_classes import personal
from newsportal.serving import rehearsal
from newsportal.serving.connections import KEPT_CONNECTIONS, pool_connections
from newsportal.serving.rehearsal import addresses, rehearse
from newsportal.urls import handler404, handler500  # noqa: F401
from tests.makers import (
    make_article,
    make_comment,
    make_edition,
    make_mention,
    make_person,
    make_section,
    make_thread,
)

pytestmark = pytest.mark.django_db(transaction=True)

PLANNED = "SELECT count(*) FROM pg_prepared_statements WHERE generic_plans > 0"


def write(request):
    make_section()
    return HttpResponse("written")


urlpatterns = [path("", personal(write), name="front")]


@pytest.fixture
def newspaper():
    """A story about somebody, with a comment."""
    article = make_article(headline="Königin trifft König")
    person = make_person()
    with transaction.atomic():
        make_mention(article, person)
    edition = make_edition(article)
    return edition, person, make_comment(make_thread(article=article))


@pytest.fixture
def pooled():
    """This thread's connection, as a worker's."""
    usual: Any = connections[DEFAULT_DB_ALIAS]
    made = usual.copy()
    pool_connections(made.settings_dict)
    connections[DEFAULT_DB_ALIAS] = made
    yield made
    made.close()
    made.close_pool()
    connections[DEFAULT_DB_ALIAS] = usual


def counted():
    """All that is told of requests and queries."""
    return {
        (sample.name, *sample.labels.items()): sample.value
        for metric in REGISTRY.collect()
        for sample in metric.samples
        if sample.name.startswith(("newsportal_http_", "newsportal_page_", "newsportal_database_q"))
    }


def test_there_is_a_page_of_each_busy_kind(newspaper, client):
    edition, person, comment = newspaper

    found = list(addresses(timezone.now()))

    assert found == [
        "/",
        edition.path,
        f"/{edition.section.slug}/",
        f"/comments/on/{edition.article_id}/",
        f"/comments/new/{edition.article_id}/",
        "/search/?q=K%C3%B6nigin",
        f"/people/{person.slug}/",
        f"/comments/{comment.pk}/",
    ]
    for each in found:
        assert client.get(each).status_code == 200


def test_nobody_was_there(newspaper, caplog):
    caplog.set_level(logging.INFO)
    before = counted()

    rehearse(WSGIHandler())

    assert counted() == before
    assert caplog.records == []


def test_every_kept_connection_has_planned_the_statements(newspaper, pooled, monkeypatch):
    monkeypatch.setattr(rehearsal, "SECONDS", 60.0)

    rehearse(WSGIHandler())

    kept: list[Any] = [connection.copy() for _ in range(KEPT_CONNECTIONS)]
    try:
        found = [one.rows_of(PLANNED, []) for one in kept]
    finally:
        for one in kept:
            one.close()
    assert all(names for ((names,),) in found)


def test_a_newspaper_without_a_story_has_a_front_page(caplog):
    assert list(addresses(timezone.now())) == ["/"]

    rehearse(WSGIHandler())

    assert caplog.records == []


def test_nothing_is_written_whatever_a_page_does(caplog):
    with override_settings(ROOT_URLCONF=__name__):
        rehearse(WSGIHandler())

    assert not Section.objects.exists()
    assert "read-only transaction" in caplog.text


def test_without_a_database_a_worker_starts_all_the_same(monkeypatch, caplog):
    connection.close()
    monkeypatch.setattr(availability, "is_down", True)

    rehearse(WSGIHandler())

    assert [record.getMessage() for record in caplog.records] == [
        "The site starts unrehearsed: The database does not answer."
    ]


class Broken(WSGIHandler):
    """Django whose own page about faults has one."""

    def get_response(self, request):
        raise ValueError("broken")


def test_a_page_that_breaks_everything_does_not_keep_a_worker_from_starting(caplog):
    rehearse(Broken())

    assert "The site starts unrehearsed." in caplog.text
    assert "ValueError: broken" in caplog.text
