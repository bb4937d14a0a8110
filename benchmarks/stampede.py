"""What happens when far more comes at once than the server can do.

    python -m benchmarks.stampede --connections 500

* one cold page: so many connections ask for a page that no cache has, at the same moment
* slow clients: so many that send their request, or take their answer, a little or not at all
* overload: three times as many requests as the site can render; the surplus has to be refused at once
"""

import asyncio
import sys
import time
from argparse import ArgumentTypeError
from collections import Counter
from dataclasses import dataclass

from benchmarks.connections import Connection, Reply, allow_many_files, connect, get
from benchmarks.cores import running_on, shares
from benchmarks.counting import Counted
from benchmarks.looping import run_loop
from benchmarks.open_loop import GIVE_UP_SECONDS
from benchmarks.overload import measure_overload
from benchmarks.report import Report, Table
from benchmarks.serving import Server
from benchmarks.site import Site, command_line, opened_as
from benchmarks.slow_clients import measure_slow_clients


@dataclass(frozen=True)
class Stampede:
    """What became of simultaneous requests for one page; `longest` is in seconds."""

    statuses: Counter[int]
    sizes: Counter[int]
    renders: int
    longest: float


def measure_stampede(site: Site, *, connections: int) -> Stampede:
    """Ask a fresh server for one story over all connections at the same moment."""
    counted = Counted(site.folder / "counted")
    path = site.addresses.stories[0]
    with site.serve("stampede", **counted.environment) as server, running_on(shares()[1]):
        allow_many_files()
        # A worker may have asked for the page itself before it listened; the cache has nothing of it.
        rehearsed = counted.renders(path)
        answered = run_loop(_ask_at_once(server, path, connections))
        return Stampede(
            statuses=Counter(reply.status if reply else 0 for reply, _ in answered),
            sizes=Counter(reply.length if reply else 0 for reply, _ in answered),
            renders=counted.renders(path) - rehearsed,
            longest=max(seconds for _, seconds in answered),
        )


async def _ask_at_once(
    server: Server, path: str, connections: int
) -> list[tuple[Reply | None, float]]:
    opened_all = [await connect(server.port) for _ in range(connections)]
    request = get(path, server.port, "Connection: close")
    return await asyncio.gather(*(_ask(connection, request) for connection in opened_all))


async def _ask(connection: Connection, request: bytes) -> tuple[Reply | None, float]:
    """The answer and the seconds that it took; None where there was none in time."""
    began = time.perf_counter()
    try:
        reply = await asyncio.wait_for(connection.send(request), GIVE_UP_SECONDS)
    except OSError:  # TimeoutError is one
        reply = None
    took = time.perf_counter() - began
    connection.close()
    return reply, took


def stampede_table(found: Stampede) -> Table:
    """One row: nothing else belongs beside it."""
    return Table(
        "One cold page, asked for by all connections at once",
        ["connections", "answers by status", "different sizes", "renders", "longest, ms"],
        [
            [
                found.statuses.total(),
                ", ".join(f"{status}: {count}" for status, count in sorted(found.statuses.items())),
                len(found.sizes),
                found.renders,
                found.longest * 1000,
            ]
        ],
    )


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is no number of connections")
    return int(text)


def main() -> None:
    """Measure, print, and keep the tables where `--output` says."""
    parser = command_line(__doc__)
    parser.add_argument("--connections", type=_number, default=500)
    parser.add_argument("--seconds", type=float, default=10, help="for each state of load")
    options = parser.parse_args()
    with opened_as(options) as site:
        sys.stderr.write("One cold page\n")
        tables = [stampede_table(measure_stampede(site, connections=options.connections))]
        with site.serve("crowded") as server:
            sys.stderr.write("Slow clients\n")
            slow = measure_slow_clients(
                site, server, clients=options.connections, seconds=options.seconds
            )
            sys.stderr.write("Overload\n")
            tables += [slow, measure_overload(site, server, seconds=options.seconds)]
    command = (
        f"python -m benchmarks.stampede --connections {options.connections} "
        f"--seconds {options.seconds:g}"
    )
    Report("stampede", command, tables).publish(options.output)


if __name__ == "__main__":
    main()
