"""Signing in and out, forgotten passwords, other addresses, and sessions elsewhere."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from newsportal.accounts.models import SharedEntry, User
from newsportal.audit.acts import Act
from tests.newsportal.accounts.journeys import (
    PASS_PHRASE,
    code_in,
    deliver,
    is_signed_in,
    link_in,
    new_account,
    prove,
    sign_in,
    without_token,
)
from tests.records import recorded

pytestmark = pytest.mark.django_db
NEW = "another pass phrase of Nadia's"


@pytest.fixture
def nadia() -> User:
    return new_account("nadia@example.org", name="Nadia")


@pytest.mark.parametrize("email", ["nadia@example.org", "NADIA@example.ORG"])
def test_an_address_is_one_login_however_typed(client, nadia, email):
    sign_in(client, email)

    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_address_are_told_alike(client, nadia):
    wrong = sign_in(client, nadia.email, "wrong")
    unknown = sign_in(client, "nobody@example.org", "wrong")

    assert "are not correct" in wrong.content.decode()
    told = without_token(unknown).replace("nobody@example.org", nadia.email)
    assert without_token(wrong) == told


def test_guessing_is_stopped_over_all_processes(client, nadia):
    for _ in range(5):
        sign_in(client, nadia.email, "wrong")

    page = sign_in(Client(), nadia.email)

    assert "Too many failed login attempts" in page.content.decode()
    assert SharedEntry.objects.filter(cache_key__contains="login_failed").exists()


def test_an_account_that_was_closed_opens_no_more(client, nadia):
    nadia.is_active = False
    nadia.save()

    page = sign_in(client, nadia.email)

    assert "This account is closed" in page.content.decode()
    assert not is_signed_in(client)


def test_signing_in_leads_back_to_the_page_on_which_it_began(client, nadia):
    page = client.get("/account/", headers={"Referer": "http://testserver/world/?at=1"})
    assert page.url == "/account/login/?next=%2Fworld%2F%3Fat%3D1"

    answer = client.post(page.url, {"login": nadia.email, "password": PASS_PHRASE})

    assert answer.url == "/world/?at=1"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"]
)
def test_signing_in_leads_to_no_other_site(client, nadia, elsewhere):
    asked = client.get("/account/", headers={"Referer": elsewhere}).url
    data = {"login": nadia.email, "password": PASS_PHRASE, "next": elsewhere}

    assert asked == "/account/login/?next=%2Faccount%2F"
    assert client.post("/account/login/", data).url == "/account/"


def test_signing_out_takes_a_press(client, nadia):
    sign_in(client, nadia.email)
    client.get("/account/logout/")
    assert is_signed_in(client)

    client.post("/account/logout/")

    assert not is_signed_in(client)


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, nadia):
    elsewhere = Client()
    sign_in(elsewhere, nadia.email)
    client.post("/account/password/reset/", {"email": "Nadia@example.org"})
    (email,) = deliver()
    form = client.get(link_in(email), follow=True)

    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})

    assert not is_signed_in(elsewhere)
    sign_in(client, nadia.email, NEW)
    assert is_signed_in(client)
    again = Client().get(link_in(email), follow=True)
    assert "This link is used or too old" in again.content.decode()


def test_nobody_learns_by_a_forgotten_password_who_has_an_account(client, nadia):
    pages = [
        client.post("/account/password/reset/", {"email": email}, follow=True)
        for email in (nadia.email, "nobody@example.org")
    ]

    assert pages[0].content == pages[1].content
    link, word = deliver()
    assert link_in(link).startswith("/account/password/reset/key/")
    assert "There is no account with it" in word.body


def test_a_new_address_takes_over_when_its_code_is_typed(client, nadia):
    email = ask_for_address(client, nadia, "Nadia@example.com")
    assert User.objects.get().email == "nadia@example.org"
    assert email.to == ["nadia@example.com"]

    client.post("/account/confirm-email/", {"code": code_in(email)})

    assert recorded() == []
    assert User.objects.get().email == "nadia@example.com"
    told = deliver()[-1]
    assert "has been changed" in told.body or "confirmed" in told.body


def ask_for_address(client, user, address):
    """The email with the code for another address."""
    sign_in(client, user.email)
    client.post("/account/email/", {"email": address, "action_add": "1"})
    (email,) = deliver()
    return email


def test_that_a_colleague_has_another_address_is_recorded(client):
    edith = new_account("edith@example.org", is_staff=True)
    email = ask_for_address(client, edith, "edith@example.com")
    assert recorded() == []

    client.post("/account/confirm-email/", {"code": code_in(email)})

    (entry,) = recorded()
    assert (entry.act, entry.actor_key, entry.object_key) == (
        Act.USER_CHANGED,
        edith.pk,
        str(edith.pk),
    )
    assert entry.before == {"email": "edith@example.org"}
    assert entry.after == {"email": "edith@example.com"}


def test_a_changed_password_signs_other_browsers_out(client, nadia):
    other = Client()
    for browser in (other, client):
        sign_in(browser, nadia.email)

    data = {"oldpassword": PASS_PHRASE, "password1": NEW, "password2": NEW}
    client.post("/account/password/change/", data)

    assert is_signed_in(client)
    assert not is_signed_in(other)


def test_a_session_elsewhere_is_seen_and_ended(client, nadia):
    other, third = Client(headers={"User-Agent": "Lynx"}), Client()
    for browser in (other, third, client):
        sign_in(browser, nadia.email)
    page = client.get("/account/sessions/").content.decode()
    assert "Lynx" in page
    assert page.count("Sign out there") == 2

    session = UserSession.objects.get(user_agent="Lynx")
    client.post(f"/account/sessions/{session.pk}/end/")

    assert not is_signed_in(other)
    assert is_signed_in(third)
    client.post("/account/sessions/")
    assert not is_signed_in(third)
    assert is_signed_in(client)


def test_nobody_ends_the_session_of_somebody_else(client, nadia):
    other = Client()
    sign_in(other, new_account("anna@example.org").email)
    session = UserSession.objects.get()
    sign_in(client, nadia.email)
    address = f"/account/sessions/{session.pk}/end/"

    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 405
    assert Client().post(address)["Location"].startswith("/account/login/")
    assert is_signed_in(other)


def test_what_opens_an_account_needs_the_password_once_more(client, nadia):
    client.force_login(nadia)
    assert client.get("/account/2fa/totp/activate/").status_code == 302
    client.post("/account/reauthenticate/", {"password": "wrong"})
    assert client.get("/account/2fa/totp/activate/").status_code == 302

    prove(client)

    assert client.get("/account/2fa/totp/activate/").status_code == 200
