"""Error pages stand when the database does not, and are the same for everybody."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection
from django.http import Http404, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from newsportal.http.errors import gone
from newsportal.http.page_classes import ASK_AGAIN, personal, public
from newsportal.urls import handler400, handler403, handler404, handler500  # noqa: F401

PRIVATE = "private, no-store"


def refuse(error):
    def view(request):
        raise error

    return view


def session_that_is_not_stored(get_response):
    def middleware(request):
        get_response(request)
        raise OperationalError("the connection is lost")

    return middleware


urlpatterns = [
    path("public/", public(refuse(Http404()))),
    path("personal/", personal(refuse(Http404()))),
    path("unmarked/", refuse(Http404())),
    path("forbidden/", public(refuse(PermissionDenied()))),
    path("suspicious/", public(refuse(SuspiciousOperation()))),
    path("broken/", public(refuse(ValueError("secret words")))),
    path("gone/", public(lambda request: gone(headline="<Old>", reason="Not & true."))),
    path("fine/", public(lambda request: HttpResponse("fine"))),
]


@pytest.fixture(autouse=True)
def _addresses():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "rule", "words"),
    [
        ("/public/", 404, ASK_AGAIN, "There is no such page"),
        ("/nothing/", 404, ASK_AGAIN, "There is no such page"),
        ("/personal/", 404, PRIVATE, "There is no such page"),
        ("/unmarked/", 404, PRIVATE, "There is no such page"),
        ("/forbidden/", 403, PRIVATE, "This page is not yours to open"),
        ("/suspicious/", 400, PRIVATE, "We could not read this request"),
        ("/broken/", 500, PRIVATE, "Something broke on our side"),
        ("/gone/", 410, ASK_AGAIN, "This story was withdrawn"),
    ],
)
def test_every_error_has_a_page_that_asks_no_database(client, address, status, rule, words):
    # The test has no leave to use the database: a query would be another error.
    response = client.get(address)

    assert response.status_code == status
    assert response.headers["Cache-Control"] == rule
    assert words in response.text
    assert 'href="/"' in response.text
    assert "secret" not in response.text
    assert not response.cookies
    assert "Vary" not in response.headers


def test_a_withdrawn_story_is_named_with_its_reason(client):
    page = client.get("/gone/").text

    assert "“&lt;Old&gt;” stood at this address" in page
    assert "Not &amp; true." in page


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="newsportal.urls")
@pytest.mark.parametrize("address", ["/", "/people/", "/nothing/", "/search/?q=x", "/feed.xml"])
def test_pages_fail_with_words_when_the_database_is_gone(client, address):
    def no_database(execute, sql, params, many, context):
        raise OperationalError("the connection is closed")

    with connection.execute_wrapper(no_database):
        response = client.get(address)

    assert response.status_code == 503
    assert response.headers["Cache-Control"] == PRIVATE
    assert response.headers["Retry-After"] == "5"
    assert "We can't show this page just now" in response.text


def test_an_outage_outside_of_any_view_is_told_alike(client, settings):
    settings.MIDDLEWARE = [f"{__name__}.session_that_is_not_stored"]
    response = client.get("/fine/")

    assert response.status_code == 503
    assert "We can't show this page just now" in response.text


@override_settings(ROOT_URLCONF="newsportal.urls")
def test_what_needs_no_database_outlasts_it(client):
    assert client.get("/robots.txt").status_code == 200


@override_settings(ROOT_URLCONF="newsportal.urls")
def test_an_unknown_host_is_refused_with_words(client):
    response = client.get("/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert "We could not read this request" in response.text
