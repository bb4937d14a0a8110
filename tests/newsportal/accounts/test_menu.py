"""The menu of the masthead: personal, and the page that it stands on is not."""

import pytest
from django.test import Client

from newsportal.accounts.roles import Role
from tests.makers import make_staff
from tests.newsportal.accounts.journeys import new_account

pytestmark = pytest.mark.django_db


def test_strangers_are_offered_to_sign_in_and_to_come_back(client):
    menu = client.get("/account/menu/", {"next": "/world/?at=1"}).content.decode()

    assert 'href="/account/login/?next=/world/%3Fat%3D1"' in menu.replace("%2F", "/")
    assert "Create an account" in menu


def test_a_reader_finds_the_account_and_the_way_out(client):
    client.force_login(new_account("nadia@example.org", name="Nadia"))

    answer = client.get("/account/menu/", {"next": "/world/"})

    menu = answer.content.decode()
    assert "Nadia" in menu
    assert "csrfmiddlewaretoken" in menu
    assert '<input type="hidden" name="next" value="/world/">' in menu
    assert "Newsroom" not in menu
    assert answer["Cache-Control"] == "private, no-store"


def test_a_colleague_finds_the_newsroom(client):
    client.force_login(make_staff(Role.REPORTER))

    assert 'href="/admin/"' in client.get("/account/menu/").content.decode()


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "https://evil.example/"])
def test_the_menu_leads_to_no_other_site(client, elsewhere):
    assert "evil" not in client.get("/account/menu/", {"next": elsewhere}).content.decode()


def test_a_public_page_asks_nothing_that_accounts_keep(django_assert_max_num_queries, client):
    reader = Client()
    reader.force_login(new_account("nadia@example.org"))
    client.get("/")
    with django_assert_max_num_queries(20) as asked:
        page = reader.get("/")

    assert page.content == client.get("/").content
    statements = " ".join(query["sql"] for query in asked.captured_queries)
    for table in ("accounts_sharedentry", "django_session", "accounts_user", "usersessions"):
        assert table not in statements
