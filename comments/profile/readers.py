"""The reader that belongs to an account: made when the account first comments or opens its profile."""

import secrets
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from comments.models import Reader
from newsportal.accounts.models import User
from newsportal.http.page_classes import personal


def reader_of(user: User) -> Reader:
    """The account's reader, who is called by a number until they choose a name.

    Neither the email address nor the name of the login is shown to others unless its owner types it.
    """
    found = Reader.objects.filter(user=user).first()
    while found is None:
        try:
            with transaction.atomic():
                found = Reader.objects.create(user=user, display_name=_provisional_name())
        except IntegrityError:
            # Another request of theirs was first, or the number is taken: look again.
            found = Reader.objects.filter(user=user).first()
    return found


def for_readers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A personal page of somebody who is signed in; the view gets their reader after the request."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        assert isinstance(request.user, User)  # noqa: S101 -- `login_required` lets nobody else in
        return view(request, reader_of(request.user), *args, **kwargs)

    return personal(login_required(wrapped))


def _provisional_name() -> str:
    return f"Reader {secrets.randbelow(900_000) + 100_000}"
