"""How many requests may be in Django at once, and how many may wait for their turn.

Python runs one of them at a time, so a few keep it and the database busy and more only take turns. What
comes beyond the queue is refused at once: a reader with a clear answer after a millisecond is served
better than one who waits for what will be too late.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Overloaded(Exception):
    """No place is free, and the queue is full or did not move in time."""


class Gate:
    """Places for requests at work and a bounded queue before them, served in the order of arrival.

    A place that is left goes to who has waited longest. A semaphore would give it to whoever comes by,
    and under load some would wait until they are refused while others pass them.
    """

    def __init__(self, *, places: int, queue: int, patience: float) -> None:
        """`patience`: seconds that a request waits in the queue at most."""
        self._free = places
        self._queue = queue
        self._patience = patience
        # A lock for each that waits; it is released when the place is theirs.
        self._line: deque[threading.Lock] = deque()
        self._guard = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many stand in the queue."""
        return len(self._line)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place while the block runs. Raises Overloaded instead of running it."""
        turn = self._take_or_queue()
        if turn is not None and not turn.acquire(timeout=self._patience):
            self._leave_queue(turn)
        try:
            yield
        finally:
            self._pass_on()

    def _take_or_queue(self) -> threading.Lock | None:
        with self._guard:
            if self._free:
                self._free -= 1
                return None
            if len(self._line) >= self._queue:
                raise Overloaded
            turn = threading.Lock()
            turn.acquire()
            self._line.append(turn)
            return turn

    def _leave_queue(self, turn: threading.Lock) -> None:
        with self._guard:
            # The place may have come at the last moment; then it is taken.
            if turn in self._line:
                self._line.remove(turn)
                raise Overloaded

    def _pass_on(self) -> None:
        with self._guard:
            if self._line:
                self._line.popleft().release()
            else:
                self._free += 1
