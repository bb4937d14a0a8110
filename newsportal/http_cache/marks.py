"""An author sees at once what was just written, though everybody else may see it seconds later.

The answer to a successful write sets a cookie with the time. For a few seconds a request that brings it
is not content with a page that was fetched before that time. The page is the same for everybody, as
ever; only its age differs. It works over any number of processes and machines whose clocks agree within
a second.
"""

from http.cookies import CookieError, SimpleCookie

NAME = "wrote-at"
SECONDS = 10  # longer than any cache of ours keeps a page without asking
CLOCKS_DIFFER = 1.0  # seconds, at most, between two machines


def cookie(*, now: float, secure: bool) -> str:
    """The `Set-Cookie` value of the answer to a write; `now` in seconds since the epoch."""
    attributes = f"Path=/; Max-Age={SECONDS}; HttpOnly; SameSite=Lax"
    return f"{NAME}={now:.3f}; {attributes}{'; Secure' if secure else ''}"


def written_at(cookies: str, *, now: float) -> float | None:
    """When the client last wrote, in seconds since the epoch and never later than `now`.

    None without a mark, with one that no answer of ours looks like, or with one that is too old.
    """
    try:
        mark = SimpleCookie(cookies).get(NAME)
        written = float(mark.value) if mark else None
    except (CookieError, ValueError):
        return None
    if written is None or not now - SECONDS <= written:
        return None
    return min(written + CLOCKS_DIFFER, now)
