"""How many requests may be in Django at once, and how many may wait for their turn.

Python runs one of them at a time, so a few keep it and the database busy and more only take turns. What
comes beyond the queue is refused at once: a reader with a clear answer after a millisecond is served
better than one who waits for what will be too late.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Overloaded(Exception):
    """No place is free, and the queue is full or did not move in time."""


class Gate:
    """Places for requests at work and a bounded queue before them."""

    def __init__(self, *, places: int, queue: int, patience: float) -> None:
        """`patience`: seconds that a request waits in the queue at most."""
        self.queue = queue
        self.patience = patience
        self.waiting = 0
        self._places = threading.Semaphore(places)
        self._counting = threading.Lock()

    @contextmanager
    def place(self, *, may_wait: bool = True) -> Iterator[None]:
        """Hold a place while the block runs. Raises Overloaded instead of running it."""
        if not self._places.acquire(blocking=False):
            if not may_wait:
                raise Overloaded
            self._wait()
        try:
            yield
        finally:
            self._places.release()

    def _wait(self) -> None:
        with self._counting:
            if self.waiting >= self.queue:
                raise Overloaded
            self.waiting += 1
        try:
            if not self._places.acquire(timeout=self.patience):
                raise Overloaded
        finally:
            with self._counting:
                self.waiting -= 1
