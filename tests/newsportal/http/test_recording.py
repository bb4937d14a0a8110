"""Every rendered request has a number, a line and its counts, and no line names a reader."""

import io
import json
import logging
import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from prometheus_client import REGISTRY

from newsportal.http.page_classes import personal
from newsportal.logs.formats import AddRequest, JsonLines
from newsportal.urls import handler404, handler500  # noqa: F401

NUMBER = re.compile(r"[0-9a-f]{16}")


def ask_twice(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.execute("SELECT pg_sleep(0.02)")
    return HttpResponse("done")


def fail(request):
    logging.getLogger("newsportal.tests").warning("on the way")
    raise ValueError


urlpatterns = [
    path("asks/", personal(ask_twice), name="asks"),
    path("fails/", personal(fail), name="fails"),
]


@pytest.fixture(autouse=True)
def _addresses():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def lines(caplog):
    """The lines about requests."""
    caplog.set_level(logging.INFO, logger="newsportal.requests")
    return lambda: [line for line in caplog.records if line.name == "newsportal.requests"]


def counted(name, **labels):
    return REGISTRY.get_sample_value(name, labels) or 0


@pytest.mark.django_db
def test_a_request_leaves_a_line_with_what_it_cost_and_nothing_of_the_reader(client, lines):
    answer = client.post(
        "/asks/?email=reader@example.org",
        {"text": "a secret"},
        headers={"X-Forwarded-For": "198.51.100.1", "User-Agent": "a browser"},
    )

    (line,) = lines()
    assert line.getMessage() == "POST /asks/"
    assert (line.status, line.queries, line.view) == (200, 2, "asks")
    assert 20 <= line.query_milliseconds <= line.milliseconds
    assert NUMBER.fullmatch(answer["X-Request-ID"])
    said = str(line.__dict__)
    for personal_thing in ("reader@", "secret", "198.51", "browser"):
        assert personal_thing not in said


def test_no_line_has_what_opens_a_draft(client, lines):
    client.get("/preview/a-key.and-its-signature/")

    (line,) = lines()
    assert line.getMessage() == "GET /preview/…/"
    assert "a-key" not in str(line.__dict__)


@pytest.mark.django_db
def test_a_request_is_counted_by_its_route(client):
    labels = {"view": "asks", "method": "GET", "status": "2xx"}
    before = counted("newsportal_http_requests_total", **labels)
    renders = counted("newsportal_page_renders_total", view="asks")
    queries = counted("newsportal_database_queries_total")
    waited = counted("newsportal_database_query_seconds_total")
    timed = counted("newsportal_http_request_seconds_count", view="asks")

    client.get("/asks/")

    assert counted("newsportal_http_requests_total", **labels) == before + 1
    assert counted("newsportal_page_renders_total", view="asks") == renders + 1
    assert counted("newsportal_database_queries_total") == queries + 2
    assert counted("newsportal_database_query_seconds_total") >= waited + 0.02
    assert counted("newsportal_http_request_seconds_count", view="asks") == timed + 1


def test_what_has_no_route_and_odd_methods_make_no_labels_of_their_own(client):
    labels = {"view": "none", "method": "other", "status": "4xx"}
    before = counted("newsportal_http_requests_total", **labels)

    client.generic("INVENTED", "/no/such/page")

    assert counted("newsportal_http_requests_total", **labels) == before + 1


def test_all_lines_of_a_request_have_its_number_and_so_has_its_error_page(client):
    client.raise_request_exception = False
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(AddRequest())
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    try:
        answer = client.get("/fails/?q=secret")
        logging.getLogger("newsportal.tests").warning("after it")
    finally:
        logging.getLogger().removeHandler(handler)

    number = answer["X-Request-ID"]
    assert answer.status_code == 500
    assert f"<code>{number}</code>" in answer.text
    assert "secret" not in written.getvalue()
    *during, after = map(json.loads, written.getvalue().splitlines())
    assert [line["logger"] for line in during] == ["newsportal.tests", "django.request"]
    for line in during:
        assert (line["request_id"], line["method"], line["path"]) == (number, "GET", "/fails/")
    assert "ValueError" in during[-1]["exception"]
    assert "request_id" not in after


@pytest.mark.parametrize(
    ("proxies", "sent", "kept"),
    [
        (1, "trace-01.AB_c", True),
        (1, "x" * 64, True),
        (1, "x" * 65, False),
        (1, "two words", False),
        (1, "line\nend", False),
        (1, "number\u0661", False),
        (1, "", False),
        (0, "trace-01", False),
    ],
)
def test_only_a_trusted_server_in_front_numbers_our_requests(client, settings, proxies, sent, kept):
    settings.TRUSTED_PROXIES = proxies
    number = client.get("/none/", HTTP_X_REQUEST_ID=sent)["X-Request-ID"]

    assert (number == sent) is kept
    assert kept or NUMBER.fullmatch(number)


def test_two_requests_have_two_numbers(client):
    assert client.get("/none/")["X-Request-ID"] != client.get("/none/")["X-Request-ID"]
