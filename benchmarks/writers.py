"""How long writers wait: comments at random moments, on a site that is read at the same time.

    python -m benchmarks.writers --rate 60 --seconds 30

An open loop (`benchmarks.open_loop`): a comment's time counts from the moment when its writer pressed the
button. All are on one story, as when news breaks, each from another address, and what stands in the
database afterwards is counted: each acknowledged comment once. The aim: 99 of 100 within 400 milliseconds
at 60 a second on two cores, with rules, sanctions and notices in the way, on a server that runs. The
first two seconds after its start, when it compiles pages and statements, have rows of their own.

Then 200 comments are sent ten times each, all at once: every one has to be stored once, and every sender
told so.
"""

import asyncio
import random
import secrets
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import open_loop
from benchmarks.connections import Connections, Reply, get, post
from benchmarks.latency import COMMENT, READ, REFUSED, require_right
from benchmarks.looping import run_loop
from benchmarks.open_loop import Due, Outcome, percentiles
from benchmarks.posting import Writer
from benchmarks.report import Report, Table
from benchmarks.site import Site, command_line, opened_as
from benchmarks.wrong import WrongAnswer

STARTING_SECONDS = 2.0
DUPLICATED, TIMES, AT_ONCE = 200, 10, 40
PATIENCE_SECONDS = 0.1
COLUMNS = ["load", "kind", "requests", "refused", "p50", "p90", "p99", "p99.9", "max"]


@dataclass(frozen=True)
class Load:
    """Comments at a rate, and as many reads of the pages that they change."""

    rate: float
    reads: float

    def requests(self, site: Site, writer: Writer, port: int, run: str) -> Iterator[Due]:
        """Requests without end, in their shares."""
        chance = random.Random(1)  # noqa: S311 - the same order in every run
        number = 0
        while True:
            if chance.random() * (self.rate + self.reads) < self.rate:
                number += 1
                headers, body = writer.headers(run, number), writer.body(run, number)
                yield Due(COMMENT, post(writer.path, port, dict(headers), body))
            else:
                yield Due(READ, get(chance.choice(site.addresses.stories), port))


def measure(site: Site, *, rates: list[float], reads: float, seconds: float) -> Table:
    """A row for the comments and one for the reads of each rate; WrongAnswer where one is lost."""
    table = Table("Comments and reads together, in milliseconds", COLUMNS)
    with site.serve("writers") as server:
        for rate in rates:
            sys.stderr.write(f"{rate:g} comments a second for {seconds:g} seconds\n")
            writer, run = Writer.at(server.port, site.addresses.form), secrets.token_hex(6)
            requests = Load(rate, reads).requests(site, writer, server.port, run)
            name = f"{rate:g} comments a second"
            phases = {f"{name}, just started": STARTING_SECONDS} if rate == rates[0] else {}
            for phase, duration in (phases | {name: seconds}).items():
                before = site.comments()
                outcomes = open_loop.run(server.port, requests, rate=rate + reads, seconds=duration)
                require_right(outcomes)
                _require_stored(outcomes, site.comments() - before)
                for kind in (COMMENT, READ):
                    _add(table, phase, kind, [one for one in outcomes if one.kind == kind])
    return table


def _require_stored(outcomes: list[Outcome], stored: int) -> None:
    acknowledged = sum(one.kind == COMMENT and one.status == 303 for one in outcomes)
    if acknowledged != stored:
        raise WrongAnswer(f"{acknowledged} comments were acknowledged, {stored} are stored")


def _add(table: Table, phase: str, kind: str, outcomes: list[Outcome]) -> None:
    refused = sum(one.status == REFUSED for one in outcomes)
    times = percentiles([one.latency for one in outcomes]).values() if outcomes else []
    table.rows.append([phase, kind, len(outcomes), refused, *times])


def measure_duplicates(site: Site, *, comments: int, times: int) -> Table:
    """The same comments at the same moments; WrongAnswer where one is not stored once, or not told."""
    table = Table("The same comments again, on real connections", ["comments", "sent", "stored"])
    with site.serve("duplicates") as server:
        writer, run = Writer.at(server.port, site.addresses.form), secrets.token_hex(6)
        sent = [
            post(writer.path, server.port, dict(writer.headers(run, one)), writer.body(run, one))
            for one in range(comments)
        ]
        before = site.comments()
        replies = run_loop(_send_all(server.port, [one for one in sent for _ in range(times)]))
        stored = site.comments() - before
    addresses = [reply.header("Location") for reply in replies]
    told = {address for address in addresses if addresses.count(address) == times}
    if {reply.status for reply in replies} != {303} or not comments == stored == len(told):
        raise WrongAnswer(f"{comments} comments, {stored} stored, {len(told)} told to all")
    table.rows.append([comments, len(replies), stored])
    return table


async def _send_all(port: int, requests: list[bytes]) -> list[Reply]:
    """All requests in their order, forty at a time; who is told that it is too much sends again."""
    connections, gate = Connections(port), asyncio.Semaphore(AT_ONCE)

    async def send(request: bytes) -> Reply:
        async with gate:
            while (reply := await connections.send(request)).status == REFUSED:
                await asyncio.sleep(PATIENCE_SECONDS)
            return reply

    replies = await asyncio.gather(*(send(request) for request in requests))
    connections.close()
    return replies


def main() -> None:
    """Measure, print, and keep the table where `--output` says."""
    parser = command_line(__doc__)
    parser.add_argument("--rate", type=float, action="append", help="comments a second")
    parser.add_argument("--reads", type=float, default=60, help="reads a second beside them")
    parser.add_argument("--seconds", type=float, default=30, help="for each rate")
    options = parser.parse_args()
    rates = options.rate or [60.0]
    with opened_as(options) as site:
        tables = [
            measure(site, rates=rates, reads=options.reads, seconds=options.seconds),
            measure_duplicates(site, comments=DUPLICATED, times=TIMES),
        ]
    shown = " ".join(f"--rate {rate:g}" for rate in rates)
    command = f"python -m benchmarks.writers {shown} --seconds {options.seconds:g}"
    Report("writers", command, tables).publish(options.output)


if __name__ == "__main__":
    main()
