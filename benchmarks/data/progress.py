"""How far a long piece of work is, and how long the rest will take."""

import sys
from datetime import timedelta
from time import monotonic

WIDTH = 30
# Where nobody watches, a line now and then.
SECONDS_BETWEEN_LINES = 30.0


class Progress:
    """A bar on a terminal, a line twice a minute in a log."""

    def __init__(self, name: str, total: int) -> None:
        self._name, self._total = name, max(total, 1)
        self._done = self._before = 0
        self._started = self._written = monotonic()
        self._draw(end="\n" if not sys.stderr.isatty() else "")

    def begin_at(self, done: int) -> None:
        """Count what an earlier run did; it says nothing of this run's speed."""
        self._done = self._before = done

    def advance(self, steps: int) -> None:
        """Count some steps and draw the bar anew."""
        self._done += steps
        if sys.stderr.isatty():
            self._draw(end="")
        elif monotonic() - self._written > SECONDS_BETWEEN_LINES:
            self._written = monotonic()
            self._draw(end="\n")

    def close(self) -> None:
        """Say how long it took."""
        took = timedelta(seconds=round(monotonic() - self._started))
        start = "\r" if sys.stderr.isatty() else ""
        sys.stderr.write(f"{start}{self._name}: {self._done:,} in {took}\033[K\n")

    def _draw(self, *, end: str) -> None:
        filled = WIDTH * self._done // self._total
        bar = "█" * filled + "░" * (WIDTH - filled)
        start = "\r" if sys.stderr.isatty() else ""
        rest = f", {self._rest()} to go" if self._done > self._before else ""
        text = f"{start}{bar} {self._name}: {self._done:,} of {self._total:,}{rest}"
        sys.stderr.write(text + end)
        sys.stderr.flush()

    def _rest(self) -> timedelta:
        done, passed = self._done - self._before, monotonic() - self._started
        return timedelta(seconds=round(passed / done * (self._total - self._done)))
