"""Who may look inside, and what stands before the site's other rules."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from newsportal.http.operational import may_look_inside, operational
from newsportal.http.page_classes import personal

TOKEN = "a-token-for-the-collector"

urlpatterns = [
    path("pulse", operational(lambda request: HttpResponse("beats"))),
    path("pulse/", personal(lambda request: HttpResponse("another page"))),
]


def asks(**meta):
    return RequestFactory().get(
        "/metrics", **{"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"} | meta
    )


@pytest.mark.parametrize(
    ("meta", "allowed"),
    [
        ({}, True),
        ({"REMOTE_ADDR": "::1", "HTTP_HOST": "[::1]:8000"}, True),
        ({"HTTP_HOST": "localhost"}, True),
        ({"REMOTE_ADDR": "192.0.2.7"}, False),
        ({"REMOTE_ADDR": ""}, False),
        ({"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False),
        ({"HTTP_FORWARDED": "for=127.0.0.1"}, False),
        ({"HTTP_X_REAL_IP": "127.0.0.1"}, False),
        ({"HTTP_VIA": "1.1 proxy"}, False),
        ({"HTTP_HOST": "rebound.example"}, False),
        ({"HTTP_AUTHORIZATION": "Bearer "}, True),
    ],
)
def test_without_a_token_only_the_machine_itself_looks_inside(settings, meta, allowed):
    settings.METRICS_TOKEN = ""
    assert may_look_inside(asks(**meta)) is allowed


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        (f"Bearer {TOKEN}", True),
        (f"bearer {TOKEN}", True),
        (f"Bearer {TOKEN}x", False),
        ("Bearer ", False),
        ("Bearer \xe4\xf6", False),
        (f"Basic {TOKEN}", False),
        ("", False),
    ],
)
def test_with_a_token_one_looks_inside_from_elsewhere(settings, said, allowed):
    settings.METRICS_TOKEN = TOKEN
    elsewhere = {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}
    assert may_look_inside(asks(HTTP_AUTHORIZATION=said, **elsewhere)) is allowed


def test_a_wrong_token_is_refused_at_the_machine_too(settings):
    settings.METRICS_TOKEN = TOKEN
    assert not may_look_inside(asks(HTTP_AUTHORIZATION="Bearer guessed"))


@override_settings(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["news.example.org"], SECURE_SSL_REDIRECT=True
)
def test_an_operational_page_is_asked_for_by_address_and_without_tls(client):
    answer = client.get("/pulse", headers={"Host": "10.0.0.7:8000"})

    assert (answer.status_code, answer.text) == (200, "beats")
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get("/pulse/", headers={"Host": "10.0.0.7:8000"}).status_code == 400


@override_settings(ROOT_URLCONF=__name__)
def test_an_operational_page_is_only_read(client):
    answer = client.post("/pulse")

    assert answer.status_code == 405
    assert answer["Cache-Control"] == "private, no-store"
