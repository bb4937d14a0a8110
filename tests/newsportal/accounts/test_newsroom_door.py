"""Everybody signs in at one place; the newsroom's pages lead there and back."""

from urllib.parse import quote

import pytest
from django.test import Client

from newsportal.accounts.models import User
from newsportal.accounts.roles import Role
from tests.makers import PASSWORD, make_staff, make_user
from tests.newsportal.accounts.journeys import sign_in

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture
def edith() -> User:
    return make_staff(Role.CHIEF_EDITOR, email="edith@example.org")


def test_a_page_of_the_newsroom_leads_to_signing_in_and_back(client, edith):
    page = client.get(LIST, follow=True)

    assert page.redirect_chain[-1][0] == f"/account/login/?next={quote(LIST, safe='')}"
    assert page["Cache-Control"] == "private, no-store"
    answer = sign_in(client, "Edith@Example.org", PASSWORD, next=LIST)
    assert answer.request["PATH_INFO"] == LIST
    assert answer.status_code == 200


def test_the_door_leads_somebody_who_is_in_on(client, edith):
    client.force_login(edith)

    assert client.get(f"/admin/login/?next={LIST}").url == LIST
    assert client.get("/admin/login/").url == "/admin/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example"]
)
def test_the_door_leads_to_no_other_site(client, edith, elsewhere):
    assert (
        client.get("/admin/login/", {"next": elsewhere}).url == "/account/login/?next=%2Fadmin%2F"
    )
    client.force_login(edith)
    assert client.get("/admin/login/", {"next": elsewhere}).url == "/admin/"


def test_a_reader_is_told_that_the_page_is_not_theirs():
    client = Client()
    client.force_login(make_user(email="reader@example.org"))

    page = client.get(LIST, follow=True)

    assert page.status_code == 403
    assert page["Cache-Control"] == "private, no-store"
    assert "reader@example.org" in page.content.decode()
    assert "account doesn’t belong to the newsroom" in page.content.decode()


def test_a_password_sent_to_the_old_form_signs_nobody_in(client, edith):
    answer = client.post("/admin/login/", {"username": edith.email, "password": PASSWORD})

    assert answer.url == "/account/login/?next=%2Fadmin%2F"
    assert client.get("/admin/").status_code == 302
