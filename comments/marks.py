"""Which comments on an article come from the same browser, without knowing whose browser it is.

The form's page gives a browser a random, signed cookie that is sent to `/comments/` and nowhere else.
A comment keeps only keyed hashes of it, with no way back: a mark, the same within one article and
unrelated on every other, which readers profit from; and a key, the same on the whole site, for
moderation alone. A signed-in reader's account takes the place of the browser.
"""

import secrets

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

from comments.models import Reader

COOKIE = "commenter"
FURTHER_COOKIE = "commenter-codes"
SEEN_COOKIE = "commenter-seen"
MOST_FURTHER = 5
COOKIE_PATH = "/comments/"
COOKIE_DAYS = 365
MARK_LENGTH = 32


def browser_of(request: HttpRequest) -> str:
    """What the browser's cookie says, or "" where it has none that we signed."""
    return request.get_signed_cookie(COOKIE, default="", salt=COOKIE) or ""


def new_browser() -> str:
    """A name for a browser that has none: 128 random bits."""
    return secrets.token_urlsafe(16)


def further_browsers_of(request: HttpRequest) -> tuple[str, ...]:
    """The names of other browsers whose private codes were typed into this one."""
    kept = request.get_signed_cookie(FURTHER_COOKIE, default="", salt=FURTHER_COOKIE) or ""
    return tuple(kept.split())


def remember_browser(response: HttpResponseBase, browser: str) -> None:
    """Let the browser keep its name, out of the reach of scripts and of other pages."""
    _remember(response, COOKIE, browser)


def remember_further(response: HttpResponseBase, known: tuple[str, ...], browser: str) -> None:
    """Let a browser act as another one, too, whose code it was given; of many, the last ones."""
    kept = [*(one for one in known if one != browser), browser][-MOST_FURTHER:]
    _remember(response, FURTHER_COOKIE, " ".join(kept))


def has_seen_code(request: HttpRequest, browser: str) -> bool:
    """Whether the browser was shown its own private code already."""
    seen = request.get_signed_cookie(SEEN_COOKIE, default="", salt=SEEN_COOKIE)
    return seen == _hash(SEEN_COOKIE, browser)


def remember_code_seen(response: HttpResponseBase, browser: str) -> None:
    """Show the browser its private code no more."""
    _remember(response, SEEN_COOKIE, _hash(SEEN_COOKIE, browser))


def _remember(response: HttpResponseBase, cookie: str, value: str) -> None:
    response.set_signed_cookie(
        cookie,
        value,
        salt=cookie,
        max_age=COOKIE_DAYS * 24 * 3600,
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def author_mark(*, article_id: int, browser: str, reader: Reader | None) -> str:
    """The mark of one author on one article; "" where nothing is known of the author."""
    who = _who(browser, reader)
    return _hash("comments.marks", f"{article_id} {who}") if who else ""


def author_key(*, browser: str, reader: Reader | None) -> str:
    """The key of one author on the whole site; "" where nothing is known of the author."""
    who = _who(browser, reader)
    return _hash("comments.marks.author_key", who) if who else ""


def _who(browser: str, reader: Reader | None) -> str:
    return f"reader {reader.pk}" if reader else browser and f"browser {browser}"


def _hash(salt: str, value: str) -> str:
    return salted_hmac(salt, value, algorithm="sha256").hexdigest()[:MARK_LENGTH]
