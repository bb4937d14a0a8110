"""Creating an account: only with an address that is one's own, and nobody learns who has one."""

from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from newsportal.accounts.models import User
from tests.newsportal.accounts.journeys import (
    PASS_PHRASE,
    code_in,
    confirm,
    deliver,
    is_signed_in,
    new_account,
    sign_in,
    sign_up,
    without_token,
)

pytestmark = pytest.mark.django_db
ARGON2 = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_an_account_is_open_once_the_code_from_the_email_is_typed(client):
    page = sign_up(client, "Nadia@Example.org")

    assert "Confirm your email address" in page.content.decode()
    assert not is_signed_in(client)
    (email,) = deliver()
    assert email.to == ["nadia@example.org"]
    confirm(client, code_in(email))
    assert is_signed_in(client)
    user = User.objects.get(email="nadia@example.org")
    assert EmailAddress.objects.get(user=user).verified
    assert user.check_password(PASS_PHRASE)
    assert not user.is_staff


def test_a_password_is_kept_as_argon2(client, settings):
    settings.PASSWORD_HASHERS = ARGON2

    sign_up(client)

    assert User.objects.get().password.startswith("argon2$argon2id$")


def test_without_the_code_the_account_stays_closed(client):
    sign_up(client)
    deliver()

    for wrong in ("", "AAAAAA", "BBBBBB"):
        confirm(client, wrong)
    assert not is_signed_in(client)
    sign_in(client, "nadia@example.org")
    assert not is_signed_in(client)


def test_an_address_that_has_an_account_is_answered_like_any_other():
    new_account("taken@example.org")
    pages = {}
    for email in ("taken@example.org", "nadia@example.org"):
        browser = Client()
        pages[email] = without_token(sign_up(browser, email)).replace(email, "…")

    assert pages["taken@example.org"] == pages["nadia@example.org"]
    told, invited = deliver()
    assert told.to == ["taken@example.org"]
    assert "There is one already, so nothing was changed." in told.body
    assert code_in(invited)
    assert User.objects.filter(email="taken@example.org").count() == 1


def test_the_answer_takes_as_long_for_an_address_that_has_an_account(settings):
    settings.PASSWORD_HASHERS = ARGON2
    settings.ACCOUNT_RATE_LIMITS = False
    new_account("taken@example.org")

    def seconds(email):
        browser = Client()
        began = perf_counter()
        sign_up(browser, email)
        return perf_counter() - began

    seconds("warm@example.org")
    # In turns, so that both meet the same machine.
    times = [(seconds(f"new-{n}@example.org"), seconds("taken@example.org")) for n in range(9)]
    new, taken = (median(one) for one in zip(*times, strict=True))
    # Without the hash it would take less than a third.
    assert 0.5 < taken / new < 2


@pytest.mark.parametrize("password", ["short", "password1234", "nadia@example.org"])
def test_a_password_that_is_guessed_first_is_refused(client, password):
    page = client.post("/account/signup/", {"email": "nadia@example.org", "password1": password})

    assert "field--invalid" in page.content.decode()
    assert "must contain at least 12 characters" in page.content.decode()
    assert "&lt;" not in page.content.decode()
    assert "nadia@example.org" in page.content.decode()
    assert not User.objects.exists()


def test_another_code_is_sent_on_request_after_some_seconds(client, time_machine):
    sign_up(client)
    deliver()
    assert client.post("/account/confirm-email/", {"action": "resend"}).status_code == 429
    time_machine.move_to(timezone.now() + timedelta(seconds=11))
    client.post("/account/confirm-email/", {"action": "resend"})

    first, second = deliver()

    assert code_in(first) != code_in(second)
    confirm(client, code_in(second))
    assert is_signed_in(client)


def test_too_many_new_accounts_from_one_address_are_refused(client):
    answers = [
        client.post("/account/signup/", {"email": f"n{n}@example.org", "password1": PASS_PHRASE})
        for n in range(22)
    ]

    refused = answers[-1]
    assert refused.status_code == 429
    assert "Too many attempts" in refused.content.decode()
    assert refused["Cache-Control"] == "private, no-store"
    assert answers[0].status_code == 302
