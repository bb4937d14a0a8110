"""One kept response: what the origin sent, its compressed variants, and how old it is."""

import threading
from dataclasses import dataclass
from enum import Enum

from newsportal.http_cache.directives import Lifetime, lifetime_of
from newsportal.http_cache.encodings import COMPRESSORS, Encoding, is_compressible

# Of one connection, not of the page (RFC 9110 §7.6.1).
CONNECTION = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authentication-info",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
# Made anew for each answer, or named for one request only.
NOT_KEPT = CONNECTION | {"content-length", "age", "cache-status", "etag", "vary", "x-request-id"}
# What an entry costs beside its bodies and headers: the objects around them.
OVERHEAD = 2048
ENDINGS: dict[Encoding, str] = {"br": "-br", "gzip": "-gz", "identity": ""}

type Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Response:
    """A whole response of the origin."""

    status: int
    reason: str
    headers: Headers
    body: bytes

    @property
    def status_line(self) -> str:
        return f"{self.status} {self.reason}"

    def header(self, name: str) -> str | None:
        """The first value of a header; names are compared without case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Age(Enum):
    """What the clock says of an entry."""

    FRESH = "fresh"
    REVALIDATING = "may be used while a newer one is fetched"
    STALE = "may be used only where the origin fails"
    EXPIRED = "may not be used without the origin's word"


class Entry:
    """A stored response and since when the origin has vouched for it (seconds of a monotonic clock).

    A 304 makes it young again; everything else of it stays as it was stored.
    """

    def __init__(self, response: Response, lifetime: Lifetime, *, validated_at: float) -> None:
        self.status_line = response.status_line
        self.headers = [
            (name, value) for name, value in response.headers if name.lower() not in NOT_KEPT
        ]
        # A weak validator can't tell two bodies apart, and variants need that.
        tag = response.header("etag") or ""
        self.etag = tag if tag.startswith('"') else ""
        self.lifetime = lifetime
        self.validated_at = validated_at
        self.distrusted_at = float("-inf")
        # Before this nobody asks the origin for it again: it has just failed to answer.
        self.retry_at = float("-inf")
        content_type = response.header("content-type") or ""
        plain = response.header("content-encoding") is None
        keep_form = "no-transform" in (response.header("cache-control") or "")
        self.is_compressible = (
            plain and not keep_form and is_compressible(content_type, len(response.body))
        )
        self._bodies: dict[Encoding, bytes] = {"identity": response.body}
        self._compressing = threading.Lock()

    @classmethod
    def of(cls, response: Response, *, validated_at: float) -> "Entry | None":
        """An entry of a response, if it may be kept; the time is that of the request for it."""
        lifetime = lifetime_of(response.status, response.headers)
        return cls(response, lifetime, validated_at=validated_at) if lifetime else None

    @property
    def size(self) -> int:
        """Its bytes in memory, about."""
        headers = sum(len(name) + len(value) for name, value in self.headers)
        return OVERHEAD + headers + sum(len(body) for body in self._bodies.values())

    def seconds_old(self, now: float) -> float:
        """For how long nobody has vouched for it (RFC 9111 §4.2.3: the origin adds no delay)."""
        return max(0.0, now - self.validated_at)

    def age(self, now: float) -> Age:
        """How it may be used at that time."""
        beyond = self.seconds_old(now) - self.lifetime.fresh
        is_trusted = self.validated_at > self.distrusted_at
        if beyond < 0 and is_trusted:
            return Age.FRESH
        if beyond < self.lifetime.while_revalidate and is_trusted:
            return Age.REVALIDATING
        return Age.STALE if beyond < self.lifetime.if_error else Age.EXPIRED

    def freshen(self, response: Response, *, validated_at: float) -> None:
        """Take a 304 as the origin's word that it still holds, for as long as the 304 says."""
        renewed = lifetime_of(200, response.headers)
        if renewed:
            self.lifetime = renewed
        self.validated_at = validated_at

    def distrust(self, since: float) -> None:
        """Use it only after the origin was asked later than that (RFC 9111 §4.4, after a write)."""
        self.distrusted_at = max(self.distrusted_at, since)

    def body(self, encoding: Encoding) -> bytes:
        """The body in an encoding, which is made once."""
        known = self._bodies.get(encoding)
        if known is not None:
            return known
        with self._compressing:
            if encoding not in self._bodies:
                self._bodies[encoding] = COMPRESSORS[encoding](self._bodies["identity"])
        return self._bodies[encoding]

    def tag(self, encoding: Encoding) -> str:
        """The strong validator of one variant: each has its own (RFC 9110 §8.8.3.3)."""
        return f'{self.etag[:-1]}{ENDINGS[encoding]}"' if self.etag else ""
