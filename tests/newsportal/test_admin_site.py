"""Every page of the admin: its policy, its class, its name, and who gets in."""

import re

import pytest
from django.test import Client

from articles.models import Publication
from tests.makers import make_user

PAGES = ["/admin/", "/admin/articles/article/", "/admin/articles/article/add/"]


@pytest.fixture
def chief(db) -> Client:
    client = Client()
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def policy_of(response):
    directives = response.headers["Content-Security-Policy"].split("; ")
    return {
        name: set(sources.split())
        for name, _, sources in (one.partition(" ") for one in directives)
    }


@pytest.mark.parametrize("address", [*PAGES, "/admin/jsi18n/", "/admin/autocomplete/"])
def test_pages_are_personal_and_strict(chief, address):
    response = chief.get(address)

    assert response.headers["Cache-Control"] == "private, no-store"
    policy = policy_of(response)
    assert policy["default-src"] == {"'none'"}
    for sources in policy.values():
        assert not sources & {"'unsafe-inline'", "'unsafe-eval'", "*", "data:", "https:"}


def test_a_nonce_is_good_for_one_answer(chief):
    nonces = [policy_of(chief.get(PAGES[2]))["script-src"] - {"'self'"} for _ in range(2)]

    assert all(len(nonce) == 1 for nonce in nonces)
    assert nonces[0] != nonces[1]


@pytest.mark.parametrize("address", PAGES)
def test_what_stands_in_the_page_itself_carries_the_nonce(chief, address):
    response = chief.get(address)
    nonces = {source[7:-1] for source in policy_of(response)["script-src"] if "nonce" in source}

    inline = re.findall(r"<(?:script|style)\b(?![^>]*\ssrc=)[^>]*>", response.content.decode())

    assert all(any(f'nonce="{nonce}"' in tag for nonce in nonces) for tag in inline)
    assert not re.search(r"\s(?:style|on[a-z]+)=", response.content.decode())


def test_public_pages_get_no_nonce(client, db):
    assert "nonce" not in client.get("/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_the_papers_name_heads_every_page(chief, address):
    Publication.objects.create(pk=1, name="The Minsk Courier")

    response = chief.get(address)

    assert response.content.decode().count("The Minsk Courier") == 2


def test_daily_work_comes_before_logins(chief):
    page = chief.get("/admin/").content.decode()

    assert page.index("app-articles") < page.index("app-comments") < page.index("app-accounts")
