"""What accounts leave behind and nobody needs any more; removed once a day."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet

from newsportal.accounts.models import SharedEntry, User

UNCONFIRMED_FOR = timedelta(days=7)


def unconfirmed(now: datetime) -> QuerySet[User]:
    """Accounts that somebody has begun with an address, and whose owner never confirmed it."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    begun = User.objects.filter(
        is_staff=False, last_login=None, date_joined__lt=now - UNCONFIRMED_FOR
    )
    return begun.filter(~Exists(confirmed))


def past_entries(now: datetime) -> QuerySet[SharedEntry]:
    """Attempts that no longer count."""
    return SharedEntry.objects.filter(expires__lt=now)


def ended_sessions() -> QuerySet[Any]:
    """What the list of sessions knows of those that are over: an address and a browser."""
    going_on = Session.objects.filter(session_key=OuterRef("session_key"))
    rows: QuerySet[Any] = UserSession.objects.filter(~Exists(going_on))
    return rows
