"""What load balancers and collectors are told."""

import pytest
from django.db import OperationalError, connection

from newsportal.operations import health

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture(autouse=True)
def _nothing_is_known(monkeypatch):
    monkeypatch.setattr(health, "_has_been_migrated", False)


def no_database(execute, sql, params, many, context):
    raise OperationalError("the connection is closed")


def test_a_process_that_answers_is_alive_whatever_else_is_not(client):
    # The test has no leave to use the database.
    answer = client.get("/healthz", headers={"Host": "10.0.0.7"}, **ELSEWHERE)

    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.django_db
def test_a_site_that_lacks_nothing_is_ready(client, django_assert_max_num_queries):
    assert client.get("/readyz", **ELSEWHERE).text == "ready\n"
    # What was found once is not looked for again.
    with django_assert_max_num_queries(1):
        answer = client.get("/readyz", headers={"Host": "127.0.0.1"})
    assert answer.status_code == 200
    inside = answer.json()
    assert (inside["ready"], inside["missing"]) == (True, {})
    assert inside["database"]["down"] is False


@pytest.mark.django_db
def test_a_site_without_its_database_is_not_ready(client):
    with connection.execute_wrapper(no_database):
        inside = client.get("/readyz", headers={"Host": "127.0.0.1"})
        outside = client.get("/readyz", **ELSEWHERE)
    assert inside.status_code == outside.status_code == 503
    assert inside.json()["missing"] == {"database": "does not answer"}
    assert outside.text == "not ready\n"


@pytest.mark.django_db
def test_a_site_that_is_newer_than_its_database_is_not_ready(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    answer = client.get("/readyz", headers={"Host": "127.0.0.1"})
    assert answer.status_code == 503
    assert answer.json()["missing"] == {"migrations": "1 not applied, first sessions.0001_initial"}


@pytest.mark.django_db
def test_a_site_without_its_static_files_is_not_ready(client, settings, tmp_path):
    storage = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": storage}}
    answer = client.get("/readyz", headers={"Host": "127.0.0.1"})
    assert answer.json()["missing"] == {"static_files": "not collected"}


@pytest.mark.django_db
def test_the_counts_are_for_those_who_may_look_inside(client, settings):
    settings.METRICS_TOKEN = "a-token"
    hidden = client.get("/metrics", **ELSEWHERE)
    shown = client.get("/metrics", headers={"Authorization": "Bearer a-token"}, **ELSEWHERE)

    assert hidden.status_code == 404
    assert hidden["Cache-Control"] == "private, no-store"
    assert "There is no such page" in hidden.text
    assert shown.status_code == 200
    assert shown["Content-Type"].startswith("text/plain; version=")
    assert "newsportal_build_info{" in shown.text
    assert "newsportal_http_requests_total" in shown.text
