"""More requests than the site can render: the surplus is refused at once, the others don't suffer."""

import asyncio
import time
from collections.abc import Iterator
from itertools import count

from benchmarks import open_loop
from benchmarks.connections import Connections, get
from benchmarks.cores import running_on, shares
from benchmarks.looping import run_loop
from benchmarks.open_loop import Due, Outcome, percentiles
from benchmarks.report import Table
from benchmarks.serving import Server
from benchmarks.site import Site

CONNECTIONS = 16
FACTOR = 3.0


def measure_overload(site: Site, server: Server, *, seconds: float) -> Table:
    """Searches that nobody has asked before, as fast as they are answered, then at three times that."""
    columns = ["load", "a second", "kind", "answers", "p50, ms", "p99, ms", "max, ms"]
    table = Table("Searches that no cache has", columns)
    requests = _searches(site, server.port)
    with running_on(shares()[1]):
        capacity = run_loop(_closed_loop(server.port, requests, seconds))
    answered = round(capacity * seconds)
    table.rows.append([f"{CONNECTIONS} connections", capacity, "200", answered, None, None, None])
    for factor in (0.5, FACTOR):
        rate = capacity * factor
        outcomes = open_loop.run(server.port, requests, rate=rate, seconds=seconds)
        for kind, found in _kinds(outcomes).items():
            named = percentiles([outcome.latency for outcome in found])
            times = [named["p50"], named["p99"], named["max"]]
            table.rows.append([f"{factor:g} times that", rate, kind, len(found), *times])
    return table


def _kinds(outcomes: list[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes by what their clients were told."""
    kinds: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        kinds.setdefault(_kind(outcome), []).append(outcome)
    return dict(sorted(kinds.items()))


def _kind(outcome: Outcome) -> str:
    if outcome.reply is None:
        return "no answer"
    retry = outcome.reply.header("Retry-After")
    return f"{outcome.status} and Retry-After: {retry}" if retry else str(outcome.status)


def _searches(site: Site, port: int) -> Iterator[Due]:
    words = site.addresses.words
    for number in count(time.time_ns()):
        path = f"/search/?q={words[number % len(words)]}+or+x{number}"
        yield Due("search", get(path, port))


async def _closed_loop(port: int, requests: Iterator[Due], seconds: float) -> float:
    """Answers with 200 in a second when each connection sends as soon as it is answered."""
    connections = Connections(port)
    end = time.perf_counter() + seconds
    answered = 0

    async def ask_again_and_again() -> None:
        nonlocal answered
        while time.perf_counter() < end:
            reply = await connections.send(next(requests).request)
            answered += reply.status == 200

    await asyncio.gather(*(ask_again_and_again() for _ in range(CONNECTIONS)))
    connections.close()
    return answered / seconds
