"""Readers with an account for tests, and browsers that are signed in as them."""

from typing import Any

from django.test import Client

from comments.models import Reader
from newsportal.accounts.models import User
from tests.makers import make_user


def make_reader(name: str = "Anna", /, **overrides: Any) -> Reader:
    """A reader whose account has an address."""
    return Reader.objects.create(display_name=name, user=make_user(**overrides))


def account_of(reader: Reader) -> User:
    """The login of a reader."""
    return User.objects.get(reader=reader)


def signed_in(reader: Reader) -> Client:
    """A browser in which the reader is signed in."""
    browser = Client()
    browser.force_login(account_of(reader))
    return browser
