"""What a response allows a shared cache to do with it (RFC 9111 §3 and §4, RFC 5861)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# One directive: a token, and perhaps a value that is a token or a quoted string (RFC 9110 §5.6).
DIRECTIVE = re.compile(
    r"""[\s,]*(?P<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+)
    (?:=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<token>[!#$%&'*+.^_`|~0-9A-Za-z-]*)))?\s*(?=,|$)""",
    re.VERBOSE,
)
STORED_STATUSES = frozenset({200, 301, 404, 410, 451})
# A number of seconds beyond this is that many (RFC 9111 §1.2.2).
MOST_SECONDS = 2**31


@dataclass(frozen=True, slots=True)
class Lifetime:
    """For how many seconds after its origin spoke for it a response may be used, and how.

    Fresh until `fresh`; for `while_revalidate` more while a newer one is fetched; for `if_error` more
    (counted from the end of freshness as well) where the origin fails.
    """

    fresh: int
    while_revalidate: int = 0
    if_error: int = 0


def parse(value: str) -> dict[str, str | None]:
    """The directives of a `Cache-Control` field by lower-case name; of doubles the first counts."""
    directives: dict[str, str | None] = {}
    position = 0
    while found := DIRECTIVE.match(value, position):
        quoted, token = found["quoted"], found["token"]
        text = token if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
        directives.setdefault(found["name"].lower(), text)
        position = found.end()
    # What can't be read may have been a prohibition.
    if value[position:].strip(" \t,"):
        directives.setdefault("no-store", None)
    return directives


def lifetime_of(status: int, headers: Iterable[tuple[str, str]]) -> Lifetime | None:
    """How long a response may be kept and used; None where it may not be stored at all.

    Only what says so itself is stored: there is no guessing of lifetimes. A cookie, a `Vary` that names
    more than the encoding, or a status that a page can't have, forbid it whatever else is said.
    """
    fields: dict[str, list[str]] = {}
    for name, value in headers:
        fields.setdefault(name.lower(), []).append(value)
    if status not in STORED_STATUSES or "set-cookie" in fields or not _varies_little(fields):
        return None
    directives = parse(", ".join(fields.get("cache-control", ())))
    if "no-store" in directives or "private" in directives:
        return None
    stated = "s-maxage" if "s-maxage" in directives else "max-age"
    if stated not in directives:
        return None
    if "no-cache" in directives:
        return Lifetime(fresh=0)
    fresh = _seconds(directives, stated)
    # s-maxage alone forbids stale use (RFC 9111 §5.2.2.10); beside it, the permissions of RFC 5861 are
    # the exception that the origin made. A prohibition that is written out stays one.
    if "must-revalidate" in directives or "proxy-revalidate" in directives:
        return Lifetime(fresh)
    return Lifetime(
        fresh,
        while_revalidate=_seconds(directives, "stale-while-revalidate"),
        if_error=_seconds(directives, "stale-if-error"),
    )


def _varies_little(fields: Mapping[str, list[str]]) -> bool:
    names = ",".join(fields.get("vary", ())).split(",")
    return {name.strip().lower() for name in names} <= {"", "accept-encoding"}


def _seconds(directives: Mapping[str, str | None], name: str) -> int:
    """A number of seconds; anything else counts as 0, which is the careful reading."""
    text = directives.get(name) or ""
    if not (text.isascii() and text.isdecimal()):
        return 0
    # Longer texts than this are numbers beyond the bound, and reading them could take long.
    return MOST_SECONDS if len(text) > 12 else min(int(text), MOST_SECONDS)
