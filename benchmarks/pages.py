"""What each page costs: requests a second beside ready bytes of the same size from the same server.

    python -m benchmarks.pages --seconds 5 --runs 5 --only front --only person

Every page is asked for in these ways, one after the other in each run, so that what a busy machine
does meanwhile happens to all of them:

* constant: the same bytes from a dictionary, by the same granian with the same options
* cached: as readers get it from the shared cache: plain, with br, and 304 to If-None-Match
* rendered: every request runs Django, for the page and for 304 to If-None-Match

Comments are posted as readers post them: each from an address and with a submission of its own.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

from benchmarks import wrk
from benchmarks.answers import ask
from benchmarks.constant_bytes import Ready
from benchmarks.posting import Writer
from benchmarks.report import Report, Table
from benchmarks.serving import Server, memory, serving
from benchmarks.site import WITHOUT_CACHE, Site, command_line, environment, opened_as
from benchmarks.ways import (
    BROTLI,
    CACHED,
    CONSTANT,
    PLAIN,
    RENDERED,
    UNCHANGED,
    WAYS,
    Page,
    Way,
    write_constants,
)
from benchmarks.wrong import WrongAnswer

POSTING = "posting a comment"
POSTING_PATH = "/posting/"
MIX = "mix.lua"

type Rates = dict[str, list[float]]


@dataclass
class Measured:
    """Rates by page and way, one for each run; memory of a worker in bytes by moment and kind."""

    rates: dict[str, Rates] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    sizes: dict[str, int] = field(default_factory=dict)
    memory: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, page: str, way: Way, rate: float) -> None:
        """Keep a rate, and tell whoever waits."""
        self.rates[page][str(way)].append(rate)
        sys.stderr.write(f"{page}: {way}: {rate:,.0f} a second\n")


@contextmanager
def serving_all(site: Site) -> Iterator[Mapping[str, Server]]:
    """The three servers that are compared, by the words that ways have for them."""
    pages = [Page(name, path) for name, path in site.addresses.pages().items()]
    file = site.folder / "answers.json"
    others = {
        "/robots.txt": Ready(b""),
        POSTING_PATH: Ready(b"", 303, {"Location": "/comments/own/1/"}),
    }
    with site.serve(CACHED) as cached, site.serve(RENDERED, **WITHOUT_CACHE) as rendered:
        write_constants(file, pages, cached, others)
        constant = serving(
            ["-m", "benchmarks.constant_bytes", str(file)],
            environment=environment(site.folder, site.database),
            log=site.folder / "constant.log",
        )
        with constant as ready:
            yield {CONSTANT: ready, CACHED: cached, RENDERED: rendered}


def measure(
    site: Site, servers: Mapping[str, Server], *, seconds: float, runs: int, only: list[str]
) -> Measured:
    """Measure the pages whose names begin with one of `only` (none: all), each way in every run."""
    measured = Measured()
    addresses = site.addresses.pages()
    wanted = [name for name in [*addresses, POSTING] if _is_wanted(name, only)]
    pages = [Page(name, addresses[name]) for name in wanted if name != POSTING]
    rendered = servers[RENDERED]
    measured.sizes = {page.name: len(ask(rendered.port, page.path).body) for page in pages}
    measured.memory["pages rendered once"] = _memory(rendered)
    for _ in range(runs):
        for page in pages:
            for way in WAYS:
                rate = page.rate(servers[way.server], way, seconds=seconds)
                measured.add(page.name, way, rate)
    if POSTING in wanted:
        # At the end: a new comment changes pages, and those are measured as they are.
        for _ in range(runs):
            _post_to_constant(measured, servers[CONSTANT], seconds)
            _post(measured, site, servers[CACHED], seconds)
    measured.memory["after all runs, cached"] = _memory(servers[CACHED])
    measured.memory["after all runs, rendered"] = _memory(rendered)
    return measured


def _is_wanted(name: str, only: list[str]) -> bool:
    return not only or any(name.startswith(beginning) for beginning in only)


def _post_to_constant(measured: Measured, constant: Server, seconds: float) -> None:
    nobody = Writer(POSTING_PATH, "", "")
    load = _writing(constant, nobody, seconds)
    load.require_right()
    measured.add(POSTING, Way(CONSTANT, PLAIN), load.per_second)


def _post(measured: Measured, site: Site, server: Server, seconds: float) -> None:
    """Post through the whole site; each answer that was counted has left a comment."""
    before = site.comments()
    load = _writing(server, Writer.at(server.port, site.addresses.form), seconds)
    load.require_right()
    stored = site.comments() - before
    if not load.requests <= stored <= load.requests + load.connections:
        raise WrongAnswer(f"{load.requests} comments were answered, {stored} stored")
    measured.add(POSTING, Way(RENDERED, PLAIN), load.per_second)


def _writing(server: Server, writer: Writer, seconds: float) -> wrk.Load:
    arguments = ["0", *writer.arguments(), "1", "POST", writer.path]
    return wrk.load(server.url("/"), seconds=seconds, script=MIX, arguments=arguments)


def _memory(server: Server) -> dict[str, int]:
    (worker,) = server.workers()
    return memory(worker)


def tables(measured: Measured) -> list[Table]:
    """Medians over the runs; a ratio is the median of the ratios within each run."""
    return [_speed_table(measured), _memory_table(measured)]


def _speed_table(measured: Measured) -> Table:
    columns = ["page", "bytes"]
    for form in (PLAIN, BROTLI, UNCHANGED):
        columns += [f"constant {form}", f"cached {form}", "ratio"]
    table = Table("Requests a second", [*columns, "rendered", "rendered 304"])
    for page, rates in measured.rates.items():
        row: list[str | int | float | None] = [page, measured.sizes.get(page)]
        for form in (PLAIN, BROTLI, UNCHANGED):
            constant, cached = (
                rates.get(str(Way(server, form)), []) for server in (CONSTANT, CACHED)
            )
            ratios = [ours / theirs for ours, theirs in zip(cached, constant, strict=False)]
            row += [_middle(constant), _middle(cached), _middle(ratios)]
        row += [_middle(rates.get(str(Way(RENDERED, form)), [])) for form in (PLAIN, UNCHANGED)]
        table.rows.append(row)
    return table


def _middle(values: list[float]) -> float | None:
    return median(values) if values else None


def _memory_table(measured: Measured) -> Table:
    table = Table("Memory of a worker, MB", ["when", "RSS", "PSS"])
    for moment, sizes in measured.memory.items():
        table.rows.append([moment, sizes["RSS"] / 1e6, sizes["PSS"] / 1e6])
    return table


def main() -> None:
    """Measure, print, and keep the tables where `--output` says."""
    parser = command_line(__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="for each way in each run")
    parser.add_argument("--runs", type=int, default=5, help="how often everything is measured")
    parser.add_argument(
        "--only", action="append", default=[], help="beginning of a page's name; may be repeated"
    )
    options = parser.parse_args()
    with opened_as(options) as site, serving_all(site) as servers:
        measured = measure(
            site, servers, seconds=options.seconds, runs=options.runs, only=options.only
        )
    command = f"python -m benchmarks.pages --seconds {options.seconds:g} --runs {options.runs}"
    Report("pages", command, tables(measured)).publish(options.output)


if __name__ == "__main__":
    main()
