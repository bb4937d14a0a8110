"""Answers leave in one piece, so that a client that takes them slowly holds no thread.

What a WSGI server is handed whole, its event loop sends; the pieces of a longer answer are asked for one
after the other by a thread that waits for the client in between.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

WHOLE = 1024 * 1024  # bytes: a longer answer is sent in pieces
IN_PIECES_AT_ONCE = 16
RETRY_AFTER_SECONDS = 10


class WholeAnswers:
    """A WSGI application whose answers are lists, unless they are long."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application
        self._in_pieces = threading.Semaphore(IN_PIECES_AT_ONCE)

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        """Answer; the pieces of a long answer hold a thread, so only some may be sent at once."""
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def remember(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            started[:] = [(status, headers)]

        parts = self._application(environ, remember)
        status, headers = started[0]
        if isinstance(parts, list):
            start_response(status, headers)
            return parts
        if _length(headers) <= WHOLE:
            start_response(status, headers)
            return [b"".join(_closing(parts))]
        if not self._in_pieces.acquire(blocking=False):
            _close(parts)
            start_response("503 Service Unavailable", [("Retry-After", str(RETRY_AFTER_SECONDS))])
            return [b""]
        start_response(status, headers)
        return Pieces(parts, self._in_pieces.release)


class Pieces:
    """The parts of an answer; `done` is called once, when it was sent or broke off."""

    def __init__(self, parts: Iterable[bytes], done: Callable[[], None]) -> None:
        self._parts = parts
        self._done = done
        self._is_open = True

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._parts)

    def close(self) -> None:
        """The server calls this at the end, whatever the end was."""
        if self._is_open:
            self._is_open = False
            self._done()
            _close(self._parts)


def _length(headers: list[tuple[str, str]]) -> float:
    """As the application says; endless where it does not say."""
    found = (value for name, value in headers if name.lower() == "content-length")
    return float(next(found, "inf"))


def _closing(parts: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from parts
    finally:
        _close(parts)


def _close(parts: Iterable[bytes]) -> None:
    with suppress(AttributeError):
        parts.close()  # type: ignore[attr-defined]
