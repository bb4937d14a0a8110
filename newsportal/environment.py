"""Reading the environment for `newsportal.settings`: typed, and with errors that say what to set."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

EMAIL_SECONDS = 20  # for each answer of the mail server


def whole_number(name: str, default: int) -> int:
    """The number that a variable has."""
    text = str(env.str(name, default=str(default)))
    try:
        return int(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is {text!r}; it must be a whole number.") from error


def public_address() -> SplitResult:
    """SITE_URL in its parts; the host in lower case, as browsers write it."""
    here = f"http://127.0.0.1:{whole_number('PORT', 8000)}"
    text = str(env.str("SITE_URL", default=here))
    try:
        site = urlsplit(text.strip().rstrip("/").lower())
        is_address = (
            site.port != 0 and site.hostname and f"{site.scheme}://{site.netloc}" == site.geturl()
        )
    except ValueError:
        is_address = False
    if not is_address or "@" in site.netloc or site.scheme not in {"http", "https"}:
        raise ImproperlyConfigured(
            f"SITE_URL is {text!r}; it must be the public address without a path, "
            "such as https://news.example.org."
        )
    return site


def secret_key(folder: Path, *, may_be_made: bool) -> str:
    """The signing key: from SECRET_KEY, else made once and kept in the data folder.

    Only a site on the loopback address may make its own: a public one with a key that nobody chose
    would log everybody out whenever the folder is replaced, and nobody would know why.
    """
    if key := str(env.str("SECRET_KEY", default="")):
        return key
    if not may_be_made:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Make one with\n"
            "  python -c 'import secrets; print(secrets.token_urlsafe(64))'\n"
            "and put it into the environment of the service."
        )
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"secret-key-{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        # Two processes may start at once: the first whole file is the key of both.
        try:
            path.hardlink_to(fresh)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text()


def mailer(address: str) -> dict[str, Any]:
    """How emails are sent, as Django's MAILERS has it, from an address such as that of EMAIL_URL."""
    try:
        said = env.email_url_config(address)
    except (ImproperlyConfigured, ValueError) as error:
        raise ImproperlyConfigured(
            "EMAIL_URL can't be read; it must be an address such as "
            "smtp+tls://user:password@mail.example.org:587, or consolemail:// for development."
        ) from error
    backend = said["EMAIL_BACKEND"]
    if backend.endswith(".filebased.EmailBackend"):
        return {"BACKEND": backend, "OPTIONS": {"file_path": f"/{said['EMAIL_FILE_PATH']}"}}
    if not backend.endswith(".smtp.EmailBackend"):
        return {"BACKEND": backend}
    options = {
        "host": said["EMAIL_HOST"] or "localhost",
        "port": said["EMAIL_PORT"] or 25,
        "username": said["EMAIL_HOST_USER"] or "",
        "password": said["EMAIL_HOST_PASSWORD"] or "",
        "use_tls": said.get("EMAIL_USE_TLS", False),
        "use_ssl": said.get("EMAIL_USE_SSL", False),
        "timeout": EMAIL_SECONDS,
    }
    return {"BACKEND": backend, "OPTIONS": options}
