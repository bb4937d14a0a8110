"""How long readers wait: an open loop beside wrk, at the same load.

    python -m benchmarks.latency --rate 100 --rate 1000 --seconds 30

Readers come at random moments and don't wait for each other: 90 of 100 read, 6 search, 3 comment, and
one fetches a feed, a sitemap, or the form. Every page was read once before. Their times count from the
moment when they came. wrk, made to send as much by pauses between its requests, counts only from the
moment when it got around to sending. What that hides is shown first, on a server that stalls for one
second now and then; the open loop has to report that second, or nothing else is measured.
"""

import random
import secrets
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks import open_loop, wrk
from benchmarks.answers import ask
from benchmarks.connections import get, post
from benchmarks.open_loop import Due, Outcome, percentiles
from benchmarks.posting import Writer
from benchmarks.report import Report, Table
from benchmarks.serving import Server, serving
from benchmarks.site import Site, command_line, environment, opened_as
from benchmarks.stalling import STALL_SECONDS
from benchmarks.wrong import Unmeasurable, WrongAnswer

READ, SEARCH, COMMENT, OTHER = "read", "search", "comment", "other"
SHARES = {READ: 90, SEARCH: 6, COMMENT: 3, OTHER: 1}
STATUSES = {READ: 200, SEARCH: 200, COMMENT: 303, OTHER: 200}
REFUSED = 503
EVERY_SECONDS = 5.0
STALLING_RATE = 200.0
CONNECTIONS = 16
COLUMNS = [
    "load",
    "instrument",
    "kind",
    "requests",
    "p50",
    "p90",
    "p99",
    "p99.9",
    "max",
    "late p99",
]


@dataclass(frozen=True)
class Mix:
    """What readers ask for, on a server of one site."""

    site: Site
    server: Server
    writer: Writer

    @classmethod
    def on(cls, site: Site, server: Server) -> "Mix":
        """The mix with a form that was opened once."""
        return cls(site, server, Writer.at(server.port, site.addresses.form))

    def paths(self) -> Mapping[str, list[str]]:
        """The addresses of each kind; comments go to one."""
        addresses = self.site.addresses
        pages = [path for path in addresses.pages().values() if path != addresses.search]
        return {
            READ: [*pages, *addresses.stories],
            SEARCH: [f"/search/?q={word}" for word in addresses.words],
            COMMENT: [addresses.form],
            OTHER: ["/feed.xml", "/sitemap.xml", "/robots.txt", addresses.form],
        }

    def warm(self) -> None:
        """Ask for every page once, one after the other: a site that is read has seen its pages."""
        for kind, paths in self.paths().items():
            for path in paths:
                if kind != COMMENT:
                    ask(self.server.port, path)

    def requests(self) -> Iterator[Due]:
        """Requests without end, in their shares."""
        chance = random.Random(1)  # noqa: S311 - the same order in every run
        run, paths, number = secrets.token_hex(6), self.paths(), 0
        while True:
            (kind,) = chance.choices(list(SHARES), weights=list(SHARES.values()))
            path = chance.choice(paths[kind])
            if kind == COMMENT:
                number += 1
                headers, body = self.writer.headers(run, number), self.writer.body(run, number)
                yield Due(kind, post(path, self.server.port, dict(headers), body))
            else:
                yield Due(kind, get(path, self.server.port))

    def arguments(self, rate: float) -> list[str]:
        """The same for wrk, at about that rate; see `mix.lua`."""
        arguments = [str(CONNECTIONS / rate), *self.writer.arguments()]
        for kind, paths in self.paths().items():
            method = "POST" if kind == COMMENT else "GET"
            for path in paths:
                arguments += [str(SHARES[kind] / len(paths)), method, path]
        return arguments


def measure_stalls(site: Site, *, seconds: float, every: float) -> Table:
    """Both instruments on a server that stalls; Unmeasurable where the open loop doesn't see it."""
    table = Table("A server that stalls for one second, in milliseconds", COLUMNS)
    command = ["-m", "benchmarks.stalling", "--every", str(every)]
    log = site.folder / "stalling.log"
    with serving(command, environment=environment(site.folder, site.database), log=log) as server:
        requests = iter(lambda: Due(READ, get("/", server.port)), None)
        outcomes = open_loop.run(server.port, requests, rate=STALLING_RATE, seconds=seconds)
        arguments = [str(CONNECTIONS / STALLING_RATE), "0", "", "", "1", "GET", "/"]
        load = wrk.load(
            server.url("/"),
            seconds=seconds,
            connections=CONNECTIONS,
            script="mix.lua",
            arguments=arguments,
        )
    longest = max(outcome.latency for outcome in outcomes)
    if longest < STALL_SECONDS:
        raise Unmeasurable(f"The open loop missed a stall of a second: at most {longest:.3f} s.")
    _add(table, STALLING_RATE, outcomes, load, seconds)
    return table


def measure(site: Site, *, rates: list[float], seconds: float) -> Table:
    """The mix at each rate, by both instruments."""
    table = Table("The site, in milliseconds", COLUMNS)
    with site.serve("latency") as server:
        mix = Mix.on(site, server)
        mix.warm()
        for rate in rates:
            sys.stderr.write(f"{rate:g} requests a second for {seconds:g} seconds, twice\n")
            outcomes = open_loop.run(server.port, mix.requests(), rate=rate, seconds=seconds)
            require_right(outcomes)
            load = wrk.load(
                server.url("/"),
                seconds=seconds,
                connections=CONNECTIONS,
                script="mix.lua",
                arguments=mix.arguments(rate),
            )
            load.require_right(may_refuse=True)
            _add(table, rate, outcomes, load, seconds)
    return table


def require_right(outcomes: list[Outcome]) -> None:
    """Raise WrongAnswer where a reader got anything but an answer, or a word that it is too much."""
    wrong = [one for one in outcomes if one.status not in {STATUSES[one.kind], REFUSED}]
    if wrong:
        raise WrongAnswer(f"{len(wrong)} of {len(outcomes)}, such as {wrong[0]}")


def _add(
    table: Table, rate: float, outcomes: list[Outcome], load: wrk.Load, seconds: float
) -> None:
    """A row for all requests, one for each kind, and one for wrk."""
    late = percentiles([one.lateness for one in outcomes])["p99"]
    kinds = [kind for kind in SHARES if any(one.kind == kind for one in outcomes)]
    for kind in ["all", *(kinds if len(kinds) > 1 else [])]:
        some = [one for one in outcomes if kind in {"all", one.kind}]
        refused = sum(one.status == REFUSED for one in some)
        times = percentiles([one.latency for one in some]).values()
        shown = late if kind == "all" else None
        table.rows.append(
            [f"{rate:g} a second", "open loop", kind, len(some), refused, *times, shown]
        )
    reached = f"{load.per_second:.0f} a second"
    counted = [load.requests, load.refused, *load.latencies.values()]
    table.rows.append([reached, "wrk", "all", *counted, None])


def main() -> None:
    """Measure, print, and keep the tables where `--output` says."""
    parser = command_line(__doc__)
    parser.add_argument("--rate", type=float, action="append", help="requests a second")
    parser.add_argument("--seconds", type=float, default=30, help="for each rate and instrument")
    options = parser.parse_args()
    rates = options.rate or [100.0, 300.0, 1000.0]
    with opened_as(options) as site:
        tables = [
            measure_stalls(site, seconds=options.seconds, every=EVERY_SECONDS),
            measure(site, rates=rates, seconds=options.seconds),
        ]
    shown = " ".join(f"--rate {rate:g}" for rate in rates)
    command = f"python -m benchmarks.latency {shown} --seconds {options.seconds:g}"
    Report("latency", command, tables).publish(options.output)


if __name__ == "__main__":
    main()
