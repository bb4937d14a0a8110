"""Taking a copy and being erased: for the reader alone, who has proved of late who they are."""

import json

import pytest
from django.test import Client

from comments.models import Comment, Erasure, Reader
from newsportal.accounts.models import User
from tests.comments.posting import post
from tests.comments.readers import account_of, make_reader
from tests.comments.views.forms import open_form, send
from tests.makers import PASSWORD

pytestmark = pytest.mark.django_db
EXPORT, ERASE = "/comments/profile/export/", "/comments/profile/erase/"


@pytest.fixture
def reader(db):
    return make_reader("Anna", email="anna@example.org")


@pytest.fixture
def browser(reader):
    """Somebody who has typed the password a moment ago."""
    client = Client()
    client.force_login(account_of(reader))
    response = client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert response.status_code == 302
    return client


@pytest.mark.parametrize("address", [EXPORT, ERASE])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_password_is_asked_for_first(reader, article, address, method):
    post(article, reader=reader)
    client = Client()
    client.force_login(account_of(reader))

    response = getattr(client, method)(address, {"extent": "text", "is_meant": "on"})

    assert response.status_code == 302
    assert response["Location"].startswith("/account/reauthenticate/")
    assert response["Cache-Control"] == "private, no-store"
    assert Comment.objects.get().state == "published"


@pytest.mark.parametrize("address", [EXPORT, ERASE])
def test_a_stranger_is_asked_to_sign_in(address):
    assert Client().get(address)["Location"].startswith("/account/login/")


def test_a_copy_is_a_file(browser, reader, article):
    post(article, reader=reader, text="My own words")
    assert "Save the file" in browser.get(EXPORT).content.decode()

    response = browser.post(EXPORT)

    assert response.streaming
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["Cache-Control"] == "private, no-store"
    copy = json.loads(b"".join(response.streaming_content))
    assert copy["comments"][0]["text"] == "My own words"


def test_what_is_erased_is_said_before(browser, reader, article):
    post(article, reader=reader)
    post(article, reader=reader)

    page = browser.get(ERASE).content.decode()

    assert "You have written 2 comments" in page
    assert "What stays" in page
    assert Comment.objects.filter(state="published").count() == 2


@pytest.mark.parametrize("sent", [{}, {"extent": "text"}, {"is_meant": "on"}, {"extent": "x"}])
def test_nothing_is_erased_by_mistake(browser, reader, sent):
    response = browser.post(ERASE, sent)

    assert response.status_code == 422
    assert Reader.objects.get() == reader
    assert not Erasure.objects.exists()


def test_erasing_ends_the_account_and_every_session(browser, reader, article):
    post(article, reader=reader, text="My own words")
    elsewhere = Client()
    elsewhere.force_login(account_of(reader))
    elsewhere.get("/comments/profile/")

    response = browser.post(ERASE, {"extent": "text", "is_meant": "on"})

    assert response.status_code == 303
    assert response["Location"] == f"/comments/erasures/{Erasure.objects.get().pk}/"
    page = Client().get(response["Location"]).content.decode()
    assert "Your account is erased" in page
    assert "1 comment was erased" in page
    assert not User.objects.filter(email="anna@example.org").exists()
    assert Comment.objects.get().state == "erased"
    for client in (browser, elsewhere):
        assert client.get("/comments/profile/").status_code == 302


def test_a_large_erasure_says_how_far_it_is(browser, reader, article, monkeypatch):
    monkeypatch.setattr("comments.views.erasing.AT_ONCE", 1)
    monkeypatch.setattr("comments.profile.erasing.BATCH", 1)
    for _ in range(3):
        post(article, reader=reader)

    response = browser.post(ERASE, {"extent": "name", "is_meant": "on"})

    page = Client().get(response["Location"]).content.decode()
    assert "1 of 3 are done" in page


def test_what_was_written_in_this_browser_goes_by_its_cookie(reader, article):
    client = Client()
    send(client, open_form(client, article.pk), nickname="Incognita", text="My own words")
    client.force_login(account_of(reader))
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert Comment.objects.get().reader is None

    client.post(ERASE, {"extent": "nicknames", "is_meant": "on"})

    assert Erasure.objects.get().finished_at
    assert Comment.objects.get().state == "erased"
    assert Comment.objects.get().nickname == "Former reader"


def test_a_colleague_is_told_what_to_do():
    reader = make_reader("Edith", is_staff=True)
    client = Client()
    client.force_login(account_of(reader))
    client.post("/account/reauthenticate/", {"password": PASSWORD})

    response = client.post(ERASE, {"extent": "text", "is_meant": "on"})

    assert response.status_code == 422
    assert "Ask a superuser" in response.content.decode()
    assert Reader.objects.get() == reader
