"""One request and its answer, with the time that it took."""

import http.client
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus

ANSWER_SECONDS = 60.0


@dataclass(frozen=True)
class Answer:
    """What came back; `seconds` counts from before the connection to the last byte."""

    status: int
    headers: Message
    body: bytes
    seconds: float

    @property
    def size(self) -> int:
        """Bytes on the wire, the status line and the headers included."""
        lines = [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}", ""]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return sum(len(line) + len("\r\n") for line in lines) + len(self.body)

    @property
    def cache_status(self) -> str:
        """What the shared cache says of this answer (RFC 9211); "" where none was asked."""
        return self.headers.get("Cache-Status", "")

    @property
    def is_hit(self) -> bool:
        """Whether a shared cache answered by itself."""
        return "hit" in [part.strip() for part in self.cache_status.split(";")]

    @property
    def is_stale(self) -> bool:
        """Whether a shared cache says that this was longer in it than it should: `ttl` is negative."""
        return "ttl=-" in self.cache_status or "fwd=stale" in self.cache_status

    @property
    def is_kept(self) -> bool:
        """Whether any cache may keep it."""
        return "no-store" not in self.headers.get("Cache-Control", "")

    @property
    def age(self) -> int | None:
        """Seconds since the answer was made; None where no cache kept it."""
        age = self.headers.get("Age")
        return None if age is None else int(age)


def ask(
    port: int,
    path: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    seconds: float = ANSWER_SECONDS,
) -> Answer:
    """Send one request over a connection of its own; OSError where nobody answers in time."""
    began = time.perf_counter()
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)) as client:
        client.request(method, path, body=body, headers=dict(headers or {}))
        response = client.getresponse()
        content = response.read()
        took = time.perf_counter() - began
        return Answer(response.status, response.headers, content, took)
