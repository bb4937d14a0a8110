"""What somebody does on the pages of an account, and what the emails to them say."""

import re
import time
from base64 import b32decode
from hmac import digest
from typing import Any

from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from newsportal.accounts.addresses import trust_address
from newsportal.accounts.mailing import send_email
from newsportal.accounts.models import OutgoingEmail, User
from tests.makers import make_user

PASS_PHRASE = "seven sparrows over Minsk"


def deliver() -> list[Any]:
    """Do what the task worker would do with emails that wait; all that were sent in this test."""
    for key in OutgoingEmail.objects.order_by("pk").values_list("pk", flat=True):
        send_email.call(key)
    DBTaskResult.objects.all().delete()
    return mail.outbox


def code_in(email: Any) -> str:
    """The code that stands in an email by itself."""
    return re.search(r"^ {4}(\S+)$", email.body, re.MULTILINE)[1]


def link_in(email: Any) -> str:
    """The path of the first link in an email to a page of accounts."""
    return re.search(r"https?://[^/\s]+(/account/\S+)", email.body)[1]


def without_token(page: Any) -> str:
    """A page without what differs in every answer."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", page.content.decode())


def sign_up(client: Client, email: str = "nadia@example.org") -> Any:
    """Create an account, as far as the page that asks for the code."""
    data = {"email": email, "password1": PASS_PHRASE}
    return client.post("/account/signup/", data, follow=True)


def confirm(client: Client, code: str) -> Any:
    return client.post("/account/confirm-email/", {"code": code}, follow=True)


def sign_in(client: Client, email: str, password: str = PASS_PHRASE, **more: Any) -> Any:
    return client.post(
        "/account/login/", {"login": email, "password": password} | more, follow=True
    )


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def code_of_app(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238, with the steps and lengths that all apps take)."""
    sum_ = digest(b32decode(secret), int(time.time() // 30).to_bytes(8), "sha1")
    start = sum_[-1] & 15
    number = int.from_bytes(sum_[start : start + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def prove(client: Client) -> None:
    """Type the password once more, which opens what needs it for some minutes."""
    client.post("/account/reauthenticate/", {"password": PASS_PHRASE})


def set_up_app(client: Client) -> str:
    """Set up an authenticator app; the key that is in it."""
    prove(client)
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    client.post("/account/2fa/totp/activate/", {"code": code_of_app(secret)})
    return secret


def new_account(email: str, **fields: Any) -> User:
    """A login with a confirmed address and the pass phrase of these tests."""
    user = make_user(email=email, password=PASS_PHRASE, **fields)
    trust_address(user)
    return user
