"""An open loop: requests are due at their times, whatever the server does.

Readers don't wait for each other. A load generator that sends only when it has been answered asks a
server less while it stalls, and misses just the requests that would have waited: coordinated omission
(Gil Tene, "How NOT to Measure Latency", 2013). Here a request's time counts from the moment when it
was due, also where the generator itself was late; how late that was is reported.
"""

import asyncio
import gc
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.connections import Connections, Reply, allow_many_files
from benchmarks.cores import running_on, shares
from benchmarks.looping import run_loop

PERCENTILES = (50.0, 90.0, 99.0, 99.9)
# The loop's timers are a millisecond coarse; the rest of the way to the due time is spun.
COARSE = 0.002
GIVE_UP_SECONDS = 30.0


@dataclass(frozen=True)
class Due:
    """A request: what kind it is, and its bytes."""

    kind: str
    request: bytes


@dataclass(frozen=True)
class Outcome:
    """What became of a request; without an answer `reply` is None. Times are in seconds."""

    kind: str
    reply: Reply | None
    latency: float
    lateness: float

    @property
    def status(self) -> int:
        """The answer's status; 0 without one."""
        return self.reply.status if self.reply else 0


def run(port: int, requests: Iterator[Due], *, rate: float, seconds: float) -> list[Outcome]:
    """Send `rate` requests a second, at random moments as readers come; one outcome for each."""
    allow_many_files()
    gc.disable()  # its pauses would be the server's
    try:
        with running_on(shares()[1]):
            return run_loop(_run(port, requests, rate, seconds))
    finally:
        gc.enable()


async def _run(port: int, requests: Iterator[Due], rate: float, seconds: float) -> list[Outcome]:
    chance = random.Random(rate)  # noqa: S311 - the same moments in every run
    connections = Connections(port)
    tasks: list[asyncio.Task[Outcome]] = []
    start = time.perf_counter()
    offset = chance.expovariate(rate)
    while offset < seconds:
        # Made before it is due, so that making it delays nothing.
        due = next(requests)
        await _until(start + offset)
        tasks.append(asyncio.create_task(_send(connections, due, start + offset)))
        offset += chance.expovariate(rate)
    outcomes = await asyncio.gather(*tasks)
    connections.close()
    return outcomes


async def _until(moment: float) -> None:
    while (left := moment - time.perf_counter()) > 0:
        await asyncio.sleep(left - COARSE if left > COARSE else 0)


async def _send(connections: Connections, due: Due, moment: float) -> Outcome:
    lateness = time.perf_counter() - moment
    try:
        reply = await asyncio.wait_for(connections.send(due.request), GIVE_UP_SECONDS)
    except OSError:  # TimeoutError is one
        reply = None
    return Outcome(due.kind, reply, time.perf_counter() - moment, lateness)


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """Milliseconds that the named share of the values does not exceed, and the longest (seconds in)."""
    ordered = sorted(values)
    named = {f"p{share:g}": ordered[_rank(share, len(ordered))] for share in PERCENTILES}
    return {name: value * 1000 for name, value in (named | {"max": ordered[-1]}).items()}


def _rank(share: float, count: int) -> int:
    """The nearest rank, counted from zero."""
    return max(1, math.ceil(share * count / 100)) - 1
