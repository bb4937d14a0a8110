"""The second factor of signing in: an authenticator app, or a passkey.

The newsroom can ask it of everybody who works there (STAFF_SECOND_FACTOR). What a colleague does with
theirs is in the record of acts.
"""

from base64 import b32encode, urlsafe_b64encode
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import qrcode
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.encoding import force_bytes
from qrcode.image.svg import SvgPathImage

from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record

# Codes for an emergency are no factor by themselves: they come with one.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What allauth asks about second factors.

    The secrets of apps are encrypted with a key made of SECRET_KEY, so a copy of the database alone gives
    nobody a code. SECRET_KEY_FALLBACKS read what was written with a key before.
    """

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; one that nobody knows where it was written with a key that is gone."""
        try:
            text = _cipher().decrypt(encrypted_text.encode())
        except InvalidToken:
            text = b32encode(token_bytes(20))
        return text.decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - as allauth calls it
        """The name that a new passkey gets unless its owner knows a better one."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    def build_totp_svg(self, url: str) -> str:
        """The picture that an app reads, as an element that may stand in a page."""
        drawn: str = qrcode.make(url, image_factory=SvgPathImage).to_string(encoding="unicode")
        return drawn


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [sha256(b"newsportal.accounts.second_factor:" + force_bytes(key)) for key in keys]
    return MultiFernet([Fernet(urlsafe_b64encode(one.digest())) for one in digests])


def has_second_factor(user: User) -> bool:
    """Whether somebody can't sign in by a password alone."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


@transaction.atomic
def remove_second_factor(user: User) -> int:
    """Take all factors from somebody who has lost them, and end their sessions; the number of factors.

    They sign in by their password alone and are asked to set up another.
    """
    factors = list(Authenticator.objects.filter(user=user))
    for factor in factors:
        factor.delete()
    _end_sessions(user, but=None)
    return len(factors)


@transaction.atomic
def on_saved(instance: Authenticator, created: bool, **_: Any) -> None:
    """Record a colleague's new factor; sessions from before it, in other browsers, end."""
    if not created:
        return
    if instance.user.is_staff:
        facts = {"kind": instance.type}
        record(act=Act.USER_SECOND_FACTOR_ADDED, about=instance.user, by=_asking(), after=facts)
    if instance.type in FACTORS:
        _end_sessions(instance.user, but=current.request)


@transaction.atomic
def on_deleted(instance: Authenticator, **_: Any) -> None:
    """Record that a colleague has one factor less."""
    if instance.user.is_staff:
        facts = {"kind": instance.type}
        record(act=Act.USER_SECOND_FACTOR_REMOVED, about=instance.user, by=_asking(), before=facts)


def _asking() -> User | None:
    """Whose request is answered; None for a program."""
    user = getattr(current.request, "user", None)
    return user if isinstance(user, User) else None


def _end_sessions(user: User, *, but: HttpRequest | None) -> None:
    kept = but.session.session_key if but and hasattr(but, "session") else None
    for session in UserSession.objects.filter(user=user).exclude(session_key=kept or ""):
        session.end()
