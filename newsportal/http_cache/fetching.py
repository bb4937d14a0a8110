"""Getting a page from Django into the cache: one request at a time for a page, and never too many.

Whatever fails, the last good page stands in for as long as its `stale-if-error` allows.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from newsportal.http_cache.entries import Age, Entry, Response
from newsportal.http_cache.flights import Flight, Flights, Landed
from newsportal.http_cache.gate import Gate, Overloaded
from newsportal.http_cache.keys import Key
from newsportal.http_cache.origin import clean_request, fetch
from newsportal.http_cache.store import Store

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

FAILURES = frozenset({500, 502, 503, 504})
RETRY_SECONDS = 1.0  # after a failure, before the origin is asked for that page again
WAIT_SECONDS = 10.0  # for a fetch that somebody else started
MOST_REFRESHES = 32  # under way or waiting for a thread; beyond it a reader fetches when it matters

logger = logging.getLogger(__name__)


class Fetching:
    """Fetches pages for a store. Safe for threads."""

    def __init__(
        self,
        application: "WSGIApplication",
        store: Store,
        gate: Gate,
        *,
        clock: Callable[[], float],
        refreshers: Executor,
    ) -> None:
        self._application = application
        self._store = store
        self._gate = gate
        self._clock = clock
        self._flights = Flights()
        self._refreshers = refreshers
        self._refreshes = threading.BoundedSemaphore(MOST_REFRESHES)

    def fetch(self, key: Key, *, since: float) -> tuple[Landed, bool]:
        """The page as Django gave it later than `since`, and whether somebody else fetched it."""
        while True:
            flight, is_mine = self._flights.board(key, now=self._clock())
            if is_mine:
                return self._fly(key, flight), False
            if not flight.done.wait(WAIT_SECONDS):
                return Landed(entry=self._stand_in(key), has_failed=True), True
            if flight.landed is None:
                return self._ask(key), False
            if flight.started_at > since:
                return flight.landed, True

    def refresh(self, key: Key) -> None:
        """Fetch the page in the background, unless that is being done."""
        if self._flights.is_flying(key) or not self._refreshes.acquire(blocking=False):
            return
        flight, is_mine = self._flights.board(key, now=self._clock())
        if is_mine:
            self._refreshers.submit(self._fly_and_release, key, flight)
        else:
            self._refreshes.release()

    def close(self) -> None:
        """Refresh nothing more; returns when nothing is being fetched in the background."""
        self._refreshers.shutdown(cancel_futures=True)

    def _fly_and_release(self, key: Key, flight: Flight) -> None:
        try:
            self._fly(key, flight)
        except Exception:
            logger.exception("A page could not be fetched anew: %s", key.path)
        finally:
            self._refreshes.release()

    def _fly(self, key: Key, flight: Flight) -> Landed:
        landed = None
        try:
            landed = self._ask(key)
        finally:
            # Words that nobody may keep were for one client, but for failures: these are the same for
            # all, and asking once more for each who waits would make them last.
            is_shared = landed and (landed.response is None or landed.response.status in FAILURES)
            self._flights.land(key, flight, landed if is_shared else None)
        return landed

    def _ask(self, key: Key) -> Landed:
        known = self._store.peek(key)
        asked_at = self._clock()
        try:
            with self._gate.place():
                response = fetch(self._application, clean_request(key, known.etag if known else ""))
        except Overloaded:
            return Landed(entry=self._stand_in(key), has_failed=True)
        if response.status == 304 and known:
            known.freshen(response, validated_at=asked_at)
            return Landed(entry=known, status=304)
        if response.status in FAILURES and (standing_in := self._stand_in(key)):
            standing_in.retry_at = self._clock() + RETRY_SECONDS
            return Landed(entry=standing_in, has_failed=True, status=response.status)
        return self._keep(key, known, response, asked_at)

    def _keep(self, key: Key, known: Entry | None, response: Response, asked_at: float) -> Landed:
        entry = Entry.of(response, validated_at=asked_at)
        if entry is None:
            if response.status not in FAILURES:
                self._store.drop(key)
            return Landed(response=response, status=response.status)
        if known:
            entry.distrust(known.distrusted_at)
        self._store.put(key, entry)
        return Landed(entry=entry, status=response.status)

    def _stand_in(self, key: Key) -> Entry | None:
        """The last good page, where it may be used because the origin fails."""
        known = self._store.peek(key)
        return known if known and known.age(self._clock()) is not Age.EXPIRED else None
