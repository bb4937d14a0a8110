"""A cache before an origin that does as it is told, with a clock that moves when it is told."""

import io
import threading
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.urls import path

from newsportal.http.page_classes import (
    CACHE_CONTROL,
    immutable,
    personal,
    public,
    query_parameters,
)
from newsportal.http_cache.cache import SharedCache
from newsportal.http_cache.entries import Response
from newsportal.http_cache.gate import Gate


def _view(request, **_):
    return HttpResponse()


urlpatterns = [
    path("page/", public(_view)),
    path("other/", public(_view)),
    path("search/", public(query_parameters("q", "page")(_view))),
    path("desk/", personal(_view)),
    path("picture/", immutable(_view)),
]

BODY = b"It was a quiet day in the capital, and nobody wrote it down. " * 30
PUBLIC = CACHE_CONTROL["public"]
BUSY = Response(503, "Service Unavailable", [("Retry-After", "5")], b"busy")


class AtOnce(Executor):
    """Does in the foreground what a thread would do."""

    def submit(self, task, /, *args, **kwargs):
        future = Future()
        future.set_result(task(*args, **kwargs))
        return future


class Later(Executor):
    """Keeps what a thread would do until the test wants it done."""

    def __init__(self):
        self.tasks = []

    def submit(self, task, /, *args, **kwargs):
        self.tasks.append((task, args))
        return Future()

    def do(self):
        tasks, self.tasks = self.tasks, []
        for task, args in tasks:
            task(*args)


@dataclass
class Origin:
    """A WSGI application: what it answers with, and what it was asked."""

    status: str = "200 OK"
    cache_control: str = PUBLIC
    body: bytes = BODY
    version: int = 1
    headers: list[tuple[str, str]] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    held: threading.Event | None = None
    entered: threading.Event = field(default_factory=threading.Event)
    closed: int = 0

    def __call__(self, environ, start_response):
        self.requests.append(environ)
        tag = f'"v{self.version}"'
        said = [("Cache-Control", self.cache_control), ("Content-Type", "text/html; charset=utf-8")]
        if self.status.startswith("200"):
            said.append(("ETag", tag))
        answer = self.body + str(self.version).encode(), self.status
        if self.held:
            self.entered.set()
            assert self.held.wait(10)
        if environ.get("HTTP_IF_NONE_MATCH") == tag and self.status.startswith("200"):
            start_response("304 Not Modified", said)
            return _Body([], self)
        start_response(answer[1], said + self.headers)
        return _Body([answer[0]], self)


class _Body(list[bytes]):
    def __init__(self, parts, origin):
        super().__init__(parts)
        self.origin = origin

    def close(self):
        self.origin.closed += 1


@dataclass
class Got:
    """What a client got."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name):
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        assert len(values) < 2, f"{name} stands there {len(values)} times"
        return values[0] if values else None

    @property
    def version(self):
        """Which version of the page it is; the origin's bodies end in it."""
        return int(self.body.removeprefix(BODY))


def send(application: SharedCache, environ: dict[str, Any]) -> Got:
    """What a WSGI server would send."""
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        started.append((status, headers))

    content = b"".join(application(environ, start_response))
    status, headers = started[0]
    return Got(int(status[:3]), headers, content)


class Site:
    """A cache with an origin and a clock."""

    def __init__(self, *, capacity=10**7, refreshers=None, places=4, queue=100):
        self.now = 1000.0
        self.down = False
        self.origin = Origin()
        self.refreshers = refreshers or AtOnce()
        self.cache = SharedCache(
            self.origin,
            capacity=capacity,
            reading=Gate(places=places, queue=queue, patience=10),
            personal=Gate(places=places, queue=queue, patience=10),
            refusal=lambda: BUSY,
            refreshers=self.refreshers,
            is_down=lambda: self.down,
            clock=lambda: self.now,
        )

    def ask(self, address="/page/", *, method="GET", body=b"", **headers):
        """A request; header names as keyword arguments."""
        path_info, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path_info,
            "QUERY_STRING": query,
            "SERVER_NAME": "example.org",
            "SERVER_PORT": "80",
            "HTTP_HOST": "example.org",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        return send(self.cache, environ)
