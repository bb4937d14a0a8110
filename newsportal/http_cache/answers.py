"""An entry as one client asked for it: compressed or not, whole, without its body, or as 304."""

import re
from dataclasses import dataclass
from typing import Any

from newsportal.http_cache.encodings import chosen_encoding
from newsportal.http_cache.entries import Entry, Headers

CACHE = "newsportal"  # our name in Cache-Status
TAG = re.compile(r'(?:W/)?("[^"]*")')
# What a 304 repeats of the headers of the page (RFC 9110 §15.4.5).
IN_NOT_MODIFIED = frozenset({"cache-control", "content-location", "date", "expires"})


@dataclass(slots=True)
class Answer:
    """What a WSGI server is given: ready, and given to as many clients as ask the same way."""

    status_line: str
    headers: Headers
    body: list[bytes]


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a request chooses the form of its answer."""

    is_head: bool = False
    accepted: str | None = None
    none_match: str | None = None

    @classmethod
    def of(cls, environ: dict[str, Any]) -> "Wish":
        return cls(
            is_head=environ["REQUEST_METHOD"] == "HEAD",
            accepted=environ.get("HTTP_ACCEPT_ENCODING"),
            none_match=environ.get("HTTP_IF_NONE_MATCH"),
        )


def answer_from(entry: Entry, wish: Wish, *, now: float, cache_status: str) -> Answer:
    """The entry in the form that was wished for; `cache_status` without the cache's name."""
    encoding = chosen_encoding(wish.accepted) if entry.is_compressible else "identity"
    tag = entry.tag(encoding)
    common = [
        ("Age", str(int(entry.seconds_old(now)))),
        ("Cache-Status", f"{CACHE}; {cache_status}"),
    ]
    if tag:
        common.append(("ETag", tag))
    if entry.is_compressible:
        common.append(("Vary", "Accept-Encoding"))
    if tag and entry.status_line.startswith("200 ") and _is_known(tag, wish.none_match):
        kept = [pair for pair in entry.headers if pair[0].lower() in IN_NOT_MODIFIED]
        return Answer("304 Not Modified", kept + common, [])
    body = entry.body(encoding)
    headers = [*entry.headers, *common, ("Content-Length", str(len(body)))]
    if encoding != "identity":
        headers.append(("Content-Encoding", encoding))
    return Answer(entry.status_line, headers, [] if wish.is_head else [body])


def _is_known(tag: str, none_match: str | None) -> bool:
    """Whether the client has this variant (RFC 9110 §13.1.2: the weak comparison)."""
    if none_match is None:
        return False
    return none_match.strip() == "*" or tag in TAG.findall(none_match)
