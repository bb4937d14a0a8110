"""Readers with a confirmed address, and what they are told, for tests of emails."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from comments.models import Notice, Reader
from comments.notifying import notify
from tests.comments.readers import account_of
from tests.makers import make_comment, make_thread

MINUTE = timedelta(minutes=1)
SENT = {"sent": 1, "refused": 0, "put off": 0}
NOTHING = {"sent": 0, "refused": 0, "put off": 0}


def confirm(reader: Reader, **fields: Any) -> None:
    """Let the address of the reader's account be confirmed."""
    user = account_of(reader)
    values = {"verified": True, "primary": True, "email": user.email}
    EmailAddress.objects.create(user=user, **values | fields)


def tell(
    reader: Reader, kind: str = "pick", *, ago: timedelta = 10 * MINUTE, **fields: Any
) -> Notice:
    """A notice about a comment of the reader, some time ago."""
    comment = make_comment(make_thread(), reader=reader)
    notify(reader, kind, comment, now=timezone.now() - ago, **fields)
    return Notice.objects.latest("pk")
