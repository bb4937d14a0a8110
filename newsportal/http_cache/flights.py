"""One fetch at a time for a page: whoever comes meanwhile waits for it and takes what it brought."""

import threading
from dataclasses import dataclass, field

from newsportal.http_cache.entries import Entry, Response
from newsportal.http_cache.keys import Key


@dataclass(frozen=True, slots=True)
class Landed:
    """What a fetch brought.

    `entry`: what to answer with; new, vouched for, or (where `has_failed`) the last one that was good.
    `response`: the origin's own words, of which nothing may be kept. Neither: there was no place for
    the request. `status` is the origin's, 0 where it was not asked.
    """

    entry: Entry | None = None
    response: Response | None = None
    has_failed: bool = False
    status: int = 0


@dataclass(slots=True)
class Flight:
    """A fetch under way; at `started_at` the origin was yet to be asked."""

    started_at: float
    landed: Landed | None = None
    done: threading.Event = field(default_factory=threading.Event)


class Flights:
    """The fetches under way, by key."""

    def __init__(self) -> None:
        self._flights: dict[Key, Flight] = {}
        self._lock = threading.Lock()

    def board(self, key: Key, *, now: float) -> tuple[Flight, bool]:
        """The flight of a key, and whether the caller started it and has to `land` it."""
        with self._lock:
            if (flight := self._flights.get(key)) is not None:
                return flight, False
            flight = self._flights[key] = Flight(started_at=now)
            return flight, True

    def land(self, key: Key, flight: Flight, landed: Landed | None) -> None:
        """Give everybody who waits what the flight brought; None lets each ask for themselves."""
        flight.landed = landed
        with self._lock:
            self._flights.pop(key, None)
        flight.done.set()

    def is_flying(self, key: Key) -> bool:
        """Whether a fetch of this page is under way."""
        return key in self._flights
