"""The wrapper around Django: which way a request takes."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from newsportal.http_cache import marks
from newsportal.http_cache.answers import CACHE, Answer, Wish, answer_from
from newsportal.http_cache.counters import Counters, Outcome
from newsportal.http_cache.entries import CONNECTION, Age, Entry, Response
from newsportal.http_cache.express import Express, Words
from newsportal.http_cache.fetching import FAILURES, Fetching
from newsportal.http_cache.flights import Landed
from newsportal.http_cache.gate import Gate
from newsportal.http_cache.keys import Key, Unreadable, key_of
from newsportal.http_cache.passing import Passing
from newsportal.http_cache.routes import route_of
from newsportal.http_cache.store import Store

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

READING = frozenset({"GET", "HEAD"})
# Longer addresses than any page has are not remembered anywhere.
LONGEST_ADDRESS = 2048
MARKED = f"{marks.NAME}="


class SharedCache:
    """A WSGI application that answers from memory what it may, and asks Django for the rest."""

    def __init__(
        self,
        application: "WSGIApplication",
        *,
        capacity: int,
        reading: Gate,
        personal: Gate,
        refusal: Callable[[], Response],
        refreshers: Executor,
        is_down: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`capacity` in bytes; 0 keeps nothing. `refusal` is the answer where no place is free;
        `refreshers` fetch what was answered stale; `is_down` tells that asking Django is in vain."""
        self.counters = Counters()
        self.store = Store(capacity)
        self._express = Express()
        self._fetching = Fetching(
            application, self.store, reading, clock=clock, refreshers=refreshers
        )
        self._passing = Passing(application, personal, refusal, self._written)
        self._unkept = Passing(application, reading, refusal, self._written)
        self._refusal = refusal
        self._is_down = is_down
        self._clock = clock

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        """Answer; the first lines are the way of nearly every request of a busy moment."""
        words = Express.words(environ)
        found = self._express.ready.get(words)
        if (
            found is not None
            and self._clock() < found[0]
            and MARKED not in environ.get("HTTP_COOKIE", "")
        ):
            self.counters.outcomes["hit"] += 1
            answer = found[1]
            start_response(answer.status_line, answer.headers)
            return answer.body
        return self._answer(environ, start_response, words)

    def close(self) -> None:
        """Fetch nothing more in the background; returns when nothing is being fetched."""
        self._fetching.close()

    def _answer(
        self, environ: dict[str, Any], start_response: "StartResponse", words: Words
    ) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        is_long = len(path) + len(environ.get("QUERY_STRING", "")) > LONGEST_ADDRESS
        route = (route_of.__wrapped__ if is_long else route_of)(path)
        key = None
        is_page = route.is_public and environ["REQUEST_METHOD"] in READING
        if is_page and self.store.capacity and not is_long:
            with suppress(Unreadable):
                key = key_of(environ, route)
        if key is None:
            self.counters.count("pass")
            way = self._unkept if is_page else self._passing
            return way.answer(environ, start_response, route)
        answer = self._read(environ, key, words)
        start_response(answer.status_line, answer.headers)
        return answer.body

    def _read(self, environ: dict[str, Any], key: Key, words: Words) -> Answer:
        """A public page: from the store as long as that is right, else by way of Django."""
        now, wish = self._clock(), Wish.of(environ)
        since = self._since(environ, now)
        entry = self.store.get(key)
        if entry and entry.validated_at > since:
            age = entry.age(now)
            if age is Age.FRESH:
                return self._fresh(key, entry, wish, words, now)
            if age is Age.REVALIDATING:
                answer = self._kept(key, entry, wish, outcome="stale")
                self._fetching.refresh(key)
                return answer
            if age is Age.STALE and (now < entry.retry_at or self._is_down()):
                return self._kept(key, entry, wish, outcome="error", detail="stale-if-error")
        landed, is_shared = self._fetching.fetch(key, since=since)
        forwarded = f"fwd={'stale' if entry else 'miss'}{'; collapsed' if is_shared else ''}"
        return self._landed(key, landed, wish, forwarded)

    def _since(self, environ: dict[str, Any], now: float) -> float:
        """The client's last write, by our clock: older pages than that are not for its author."""
        cookies = environ.get("HTTP_COOKIE", "")
        if MARKED not in cookies:
            return float("-inf")
        wall = time.time()
        written = marks.written_at(cookies, now=wall)
        return float("-inf") if written is None else now - (wall - written)

    def _fresh(self, key: Key, entry: Entry, wish: Wish, words: Words, now: float) -> Answer:
        answer = self._kept(key, entry, wish, outcome="hit")
        # Right until the page is no longer fresh, or a second older.
        seconds = min(entry.lifetime.fresh, int(entry.seconds_old(now)) + 1)
        self._express.keep(words, answer, until=entry.validated_at + seconds)
        return answer

    def _kept(
        self, key: Key, entry: Entry, wish: Wish, *, outcome: Outcome, detail: str = ""
    ) -> Answer:
        """An answer for which Django was not asked."""
        self.counters.count(outcome)
        remaining = int(entry.lifetime.fresh - entry.seconds_old(self._clock()))
        said = f"hit; ttl={remaining}{f'; detail={detail}' if detail else ''}"
        return self._form(key, entry, wish, said)

    def _landed(self, key: Key, landed: Landed, wish: Wish, forwarded: str) -> Answer:
        """An answer for which Django was asked."""
        if landed.status:
            forwarded += f"; fwd-status={landed.status}"
        if landed.response:
            self.counters.count("error" if landed.response.status in FAILURES else "miss")
            return _not_kept(landed.response, wish, forwarded)
        if landed.entry is None:
            self.counters.count("shed")
            return _not_kept(self._refusal(), wish, f"{forwarded}; detail=overload")
        if landed.has_failed:
            self.counters.count("error")
            return self._form(key, landed.entry, wish, f"{forwarded}; detail=stale-if-error")
        self.counters.count("revalidated" if landed.status == 304 else "miss")
        stored = "" if landed.status == 304 else "; stored"
        return self._form(key, landed.entry, wish, f"{forwarded}{stored}")

    def _form(self, key: Key, entry: Entry, wish: Wish, said: str) -> Answer:
        answer = answer_from(entry, wish, now=self._clock(), cache_status=said)
        self.store.measure(key, entry)
        return answer

    def _written(self, environ: dict[str, Any], response: Response) -> None:
        """Distrust what is kept of the addresses that a successful write names (RFC 9111 §4.4)."""
        for path in {environ["PATH_INFO"], _path_on(environ, response.header("location"))} - {None}:
            route = route_of(path)
            if route.is_public:
                aimed = key_of({**environ, "PATH_INFO": path, "QUERY_STRING": ""}, route)
                if entry := self.store.peek(aimed):
                    entry.distrust(self._clock())
        self._express.clear()


def _not_kept(response: Response, wish: Wish, said: str) -> Answer:
    headers = [(name, value) for name, value in response.headers if name.lower() not in CONNECTION]
    headers.append(("Cache-Status", f"{CACHE}; {said}"))
    return Answer(response.status_line, headers, [] if wish.is_head else [response.body])


def _path_on(environ: dict[str, Any], location: str | None) -> str | None:
    """The path of a `Location` on the same host; of others we know nothing."""
    parts = urlsplit(location or "")
    same = parts.netloc.lower() in {"", environ.get("HTTP_HOST", "").lower()}
    return parts.path if same and parts.path.startswith("/") else None
