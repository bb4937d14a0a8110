"""Whom a request comes from."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that the request came from, as far as it can be believed.

    Anybody can write X-Forwarded-For; only what our own proxies added at its right end is true. With
    TRUSTED_PROXIES at n, the client is the n-th entry from the right; at 0 it is the other end of the
    connection.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    entries = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    if not 0 < settings.TRUSTED_PROXIES <= len(entries):
        return direct
    forwarded = entries[-settings.TRUSTED_PROXIES].strip()
    return forwarded if is_address(forwarded) else direct


def is_address(text: str) -> bool:
    """Whether a text is an address of version 4 or 6."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
