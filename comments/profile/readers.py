"""The reader that belongs to an account: made when the account first comments or opens its profile."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from comments.models import Reader
from comments.nicknames import nickname_key
from comments.profile.naming import take_name
from comments.text import TextRefused
from newsportal.accounts.models import User
from newsportal.http.page_classes import personal


def reader_of(user: User, *, signed: str = "") -> Reader:
    """The account's reader, made on first need under the name that they sign with, or else a number.

    Neither the email address nor the name of the login is shown to others unless its owner types it.
    """
    found = Reader.objects.filter(user=user).first()
    while found is None:
        try:
            with transaction.atomic():
                found = _named(Reader(user=user), signed)
                found.save(force_insert=True)
        except IntegrityError:
            # Another request of theirs was first, or the name was taken at this moment: look again.
            found = Reader.objects.filter(user=user).first()
    return found


def reader_who_signs(request: HttpRequest, name: str) -> Reader | None:
    """The reader of whoever is signed in and sends a comment; None where nobody is."""
    return reader_of(request.user, signed=name) if isinstance(request.user, User) else None


def for_readers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A personal page of somebody who is signed in; the view gets their reader after the request."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        assert isinstance(request.user, User)  # noqa: S101 -- `login_required` lets nobody else in
        return view(request, reader_of(request.user), *args, **kwargs)

    return personal(login_required(wrapped))


def _named(reader: Reader, name: str) -> Reader:
    """The row with the name, if it can be theirs, or with a number until they choose one."""
    with suppress(TextRefused):
        take_name(reader, name)
        return reader
    reader.display_name = f"Reader {secrets.randbelow(900_000) + 100_000}"
    reader.name_key = nickname_key(reader.display_name)
    return reader
