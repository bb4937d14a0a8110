"""Requests with a body go on to the site when the body is there, and wait for it apart from all others.

granian hands a request over as soon as it has the headers; the thread that asks for the body then waits
without an end. Behind the gates, a few clients that send a form byte by byte would hold all places. So
bodies are received before them, in threads that the server has for this alone. Each part has its time;
what does not come is answered with 408. A client that stays although it was told holds its thread until
it goes, for granian can't end a wait that has begun; so there are more of these threads than one client
easily keeps busy, and they start only when they are needed.
"""

import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import Any, Protocol

PART = 16 * 1024  # bytes, which have to come within
SECONDS = 10.0
SMALL = 128 * 1024  # bytes: a form without a file
SMALL_AT_ONCE = 512
LARGE_AT_ONCE = 8
LARGEST = 32 * 1024 * 1024
# What the server has beside those that the gates need.
THREADS = SMALL_AT_ONCE + LARGE_AT_ONCE
LOOK_EVERY = 0.5  # seconds

type Scope = dict[str, Any]


class Answer(Protocol):
    """granian's way to answer a request, once; what comes later is dropped."""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Answer in one piece."""


type Runner = Callable[[Any, Scope], object]


class Reception:
    """The receiving of one body; `due` is when its next part has to be there."""

    def __init__(self, answer: Answer, scope: Scope, length: int) -> None:
        self.due = time.monotonic() + SECONDS
        self._answer = answer
        self._source = scope["wsgi.input"]
        self._left = length
        self._lock = threading.Lock()
        self._has_ended = False

    def receive(self) -> SpooledTemporaryFile[bytes] | None:
        """The body; None where it did not come, and the client has been told."""
        body: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(SMALL)  # noqa: SIM115 - its reader closes it
        while self._left and (part := bytes(self._source.read(min(PART, self._left)))):
            body.write(part)
            self._left -= len(part)
            self.due = time.monotonic() + SECONDS
        if self._left:
            self.give_up()
        if self._left or not self._end():
            body.close()
            return None
        body.seek(0)
        return body

    def give_up(self) -> None:
        """Tell the client that its body did not come."""
        if self._end():
            refuse(self._answer, HTTPStatus.REQUEST_TIMEOUT)

    def _end(self) -> bool:
        """Whether this call is the one that ends it."""
        with self._lock:
            is_first = not self._has_ended
            self._has_ended = True
            return is_first


class Receiver:
    """Runs requests without a body at once, and others when the body is there."""

    def __init__(self, run: Runner) -> None:
        self._run = run
        self._small = threading.Semaphore(SMALL_AT_ONCE)
        self._large = threading.Semaphore(LARGE_AT_ONCE)
        self._open: set[Reception] = set()
        threading.Thread(target=self._watch, name="slow-bodies", daemon=True).start()

    def __call__(self, answer: Answer, scope: Scope) -> object:
        """granian calls this in one of its threads."""
        length = scope.get("CONTENT_LENGTH")
        if not length and "HTTP_TRANSFER_ENCODING" not in scope:
            return self._run(answer, scope)
        size = int(length or 0)
        places = self._small if size <= SMALL else self._large
        if not length:
            refuse(answer, HTTPStatus.LENGTH_REQUIRED)
        elif size > LARGEST:
            refuse(answer, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        elif not places.acquire(blocking=False):
            refuse(answer, HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self._run_with_body(answer, scope, size, places)
        return None

    def _run_with_body(
        self, answer: Answer, scope: Scope, size: int, places: threading.Semaphore
    ) -> None:
        try:
            body = self._receive(Reception(answer, scope, size))
        finally:
            places.release()
        if body is not None:
            with body:
                self._run(answer, scope | {"wsgi.input": body})

    def _receive(self, reception: Reception) -> SpooledTemporaryFile[bytes] | None:
        self._open.add(reception)
        try:
            return reception.receive()
        finally:
            self._open.discard(reception)

    def _watch(self) -> None:
        never = threading.Event()
        while not never.wait(LOOK_EVERY):
            now = time.monotonic()
            for reception in self._open.copy():
                if reception.due < now:
                    reception.give_up()


def refuse(answer: Answer, status: HTTPStatus) -> None:
    """Answer with a status and its name; whoever gets this wrote no form of ours."""
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Cache-Control", "private, no-store"),
        ("Connection", "close"),
    ]
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append(("Retry-After", str(int(SECONDS))))
    answer.response_bytes(status, headers, f"{status.value} {status.phrase}\n".encode())
