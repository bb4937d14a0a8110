"""What `manage.py check` says about settings that are each right and don't fit together.

A setting that is wrong by itself is refused where it is read, in `newsportal.settings`.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.http.request import split_domain_port, validate_host

from newsportal.audit.web_role import can_change_record


def register_all() -> None:
    """Called once, when the app is ready."""
    checks.register(checks.Tags.security)(check_surroundings)
    checks.register(checks.Tags.database)(check_record)


def check_surroundings(**_: Any) -> list[checks.CheckMessage]:
    """Whether the site is set up for the place where SITE_URL says that it is."""
    messages = list(_wrong_anywhere())
    if not settings.ON_LOOPBACK:
        messages += _wrong_in_public()
    return messages


def check_record(databases: Sequence[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """Whether the record of acts is safe from the role that serves the site.

    Django asks it when it migrates, and by `manage.py check --database default`.
    """
    if not databases or not can_change_record(settings.DATABASE_WEB_ROLE):
        return []
    who = settings.DATABASE_WEB_ROLE or "the role of DATABASE_URL"
    return [
        checks.Warning(
            f"The database lets {who} change the record of acts.",
            hint="Serve the site as a role of its own: docs/operating.md, 'Two roles'.",
            id="newsportal.W004",
        )
    ]


def _wrong_anywhere() -> Iterator[checks.CheckMessage]:
    if settings.TRUSTED_PROXIES < 0:
        yield checks.Error(
            f"TRUSTED_PROXIES is {settings.TRUSTED_PROXIES}.",
            hint="Set it to the number of web servers in front of this one, 0 for none.",
            id="newsportal.E001",
        )
    host, _ = split_domain_port(urlsplit(settings.SITE_URL).netloc)
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield checks.Error(
            f"ALLOWED_HOSTS lacks {host}, the host of SITE_URL.",
            hint="Add it, or every reader is told that the request is bad.",
            id="newsportal.E002",
        )
    if settings.ON_HTTPS and settings.SECURE_PROXY_SSL_HEADER is None:
        yield checks.Warning(
            "SITE_URL is https, but no web server in front is trusted to say so.",
            hint="Set BEHIND_TLS_PROXY=true, or every request is redirected to itself.",
            id="newsportal.W001",
        )
    if settings.SECURE_PROXY_SSL_HEADER is not None and settings.TRUSTED_PROXIES == 0:
        yield checks.Warning(
            "A web server is in front, but TRUSTED_PROXIES is 0.",
            hint="Set it to 1, or all readers share one address and one limit of comments.",
            id="newsportal.W002",
        )


def _wrong_in_public() -> Iterator[checks.CheckMessage]:
    if settings.DEBUG:
        yield checks.Error(
            "DEBUG is on at a public address.",
            hint="Clear DEBUG: it shows the inside of the site to everybody.",
            id="newsportal.E003",
        )
    if not settings.ON_HTTPS:
        yield checks.Warning(
            f"SITE_URL is {settings.SITE_URL}, without TLS.",
            hint="Put a web server with TLS in front: passwords are sent in clear.",
            id="newsportal.W003",
        )
    if not settings.EMAIL_URL:
        yield checks.Warning(
            "EMAIL_URL is not set.",
            hint="Set it to your mail server, or nobody can confirm an address or set a new password.",
            id="newsportal.W005",
        )
    if not settings.STAFF_SECOND_FACTOR:
        yield checks.Warning(
            "Colleagues sign in to a public site by their password alone.",
            hint="Leave STAFF_SECOND_FACTOR unset: one password that leaks would open the newsroom.",
            id="newsportal.W006",
        )
    if not settings.DATABASE_URL:
        yield checks.Info(
            "A public site runs on the embedded database.",
            hint="Set DATABASE_URL to a PostgreSQL server, or back the data folder up yourself.",
            id="newsportal.I001",
        )
