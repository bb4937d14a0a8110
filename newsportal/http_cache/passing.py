"""Requests that are not for a cache: writes, forms, the desk, files."""

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from newsportal.http_cache import marks
from newsportal.http_cache.entries import Headers, Response
from newsportal.http_cache.gate import Gate, Overloaded
from newsportal.http_cache.keys import scheme_of
from newsportal.http_cache.routes import Route

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})  # RFC 9110 §9.2.1


class Passing:
    """Hands a request to Django as it is, when there is a place for it."""

    def __init__(
        self,
        application: "WSGIApplication",
        gate: Gate,
        refusal: Callable[[], Response],
        written: Callable[[dict[str, Any], Response], None],
    ) -> None:
        """`written` is told of each write that succeeded, before its author is."""
        self._application = application
        self._gate = gate
        self._refusal = refusal
        self._written = written

    def answer(
        self, environ: dict[str, Any], start_response: "StartResponse", route: Route
    ) -> Iterable[bytes]:
        """Django's answer, or the refusal where too many wait already."""
        if not route.is_limited:
            return self._application(environ, start_response)
        try:
            with self._gate.place():
                return self._passed(environ, start_response)
        except Overloaded:
            refused = self._refusal()
            start_response(refused.status_line, refused.headers)
            return [refused.body]

    def _passed(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        started: list[tuple[str, Headers]] = []

        def remember(status: str, headers: Headers, exc_info: object = None) -> Any:
            started[:] = [(status, headers)]
            return None

        parts = self._application(environ, remember)
        status, headers = started[0]
        if environ["REQUEST_METHOD"] not in SAFE and int(status[:3]) < 400:
            self._written(environ, Response(int(status[:3]), status[4:], headers, b""))
            secure = scheme_of(environ) == "https"
            headers = [*headers, ("Set-Cookie", marks.cookie(now=time.time(), secure=secure))]
        start_response(status, headers)
        return parts
