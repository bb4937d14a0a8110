"""What readers get while the database is gone, and how soon it is over when it is back.

    python -m benchmarks.outage --seconds 10

Twice: the database is stopped, as for a new version, so that every connection breaks; and it is frozen,
as by a dead disk, so that nothing breaks and nothing answers. Pages that were seen before have to be
served meanwhile, marked as stale; others are answered with 503 and the time to come back.
"""

import itertools
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median

from benchmarks.answers import Answer, ask
from benchmarks.cores import running_on, shares
from benchmarks.report import Cell, Report, Table
from benchmarks.serving import Server
from benchmarks.site import Site, command_line, opened_as
from benchmarks.wrong import WrongAnswer

# A page may be a second old, and served for two more while it is fetched anew.
FRESH_SECONDS = 3.0
PAUSE = 0.1
RETURN_SECONDS = 60.0


@dataclass
class Outage:
    """One way to lose the database, and the answers during it; `back` is in seconds."""

    name: str
    begin: Callable[[], None]
    end: Callable[[], None]
    seen: list[Answer] = field(default_factory=list)
    unseen: list[Answer] = field(default_factory=list)
    back: dict[str, float] = field(default_factory=dict)


def measure(site: Site, *, seconds: float) -> list[Outage]:
    """Go through both outages, each for so many seconds after the last fresh page."""
    database = site.database
    outages = [
        Outage("stopped", database.stop, database.start),
        Outage("frozen", database.freeze, database.thaw),
    ]
    with site.serve("outage") as server, running_on(shares()[1]):
        unseen = _unseen(site)
        seen = list(site.addresses.pages().values())
        for outage in outages:
            sys.stderr.write(f"The database is {outage.name}\n")
            _read(server, seen)
            outage.begin()
            try:
                _live_through(outage, server, seen, unseen, seconds)
            finally:
                outage.end()
            outage.back = _until_back(server, [*seen, next(unseen)])
    return outages


def _unseen(site: Site) -> Iterator[str]:
    """Pages that nobody has asked for: stories first, then searches."""
    searches = (f"/search/?q=unseen{number}" for number in itertools.count())
    return itertools.chain(reversed(site.addresses.stories), searches)


def _read(server: Server, paths: list[str]) -> None:
    for path in paths:
        answer = ask(server.port, path)
        if answer.status != 200:
            raise WrongAnswer(f"{path} gave {answer.status} before the outage")


def _live_through(
    outage: Outage, server: Server, seen: list[str], unseen: Iterator[str], seconds: float
) -> None:
    began = time.monotonic()
    while (passed := time.monotonic() - began) < FRESH_SECONDS + seconds:
        for path in seen:
            answer = ask(server.port, path)
            outage.seen.append(answer)
            if answer.status != 200 or (passed > FRESH_SECONDS and not answer.is_stale):
                raise WrongAnswer(
                    f"{path} gave {answer.status} after {passed:.1f} s\n{answer.headers}"
                )
        answer = ask(server.port, next(unseen))
        outage.unseen.append(answer)
        if answer.status != 503 or "Retry-After" not in answer.headers or answer.is_kept:
            raise WrongAnswer(f"A page not seen before gave {answer.status}\n{answer.headers}")
        time.sleep(PAUSE)


def _until_back(server: Server, paths: list[str]) -> dict[str, float]:
    """Seconds until each page is there and not stale, since the database takes connections."""
    began = time.monotonic()
    back: dict[str, float] = {}
    while missing := [path for path in paths if path not in back]:
        if time.monotonic() - began > RETURN_SECONDS:
            raise WrongAnswer(f"Not back after {RETURN_SECONDS:g} s: {missing}")
        for path in missing:
            answer = ask(server.port, path)
            if answer.status == 200 and not answer.is_stale:
                back[path] = time.monotonic() - began
        time.sleep(PAUSE)
    return back


def table(outages: list[Outage]) -> Table:
    """A row for each outage and kind of page."""
    columns = ["database", "pages", "answers by status", "marked stale", "highest age, s"]
    found = Table("While the database is gone", [*columns, "p50, ms", "max, ms", "back after, s"])
    for outage in outages:
        for kind, answers in (("seen before", outage.seen), ("not seen", outage.unseen)):
            found.rows.append([outage.name, kind, *_row(answers), max(outage.back.values())])
    return found


def _row(answers: list[Answer]) -> list[Cell]:
    statuses = Counter(answer.status for answer in answers)
    times = [answer.seconds * 1000 for answer in answers]
    return [
        ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items())),
        sum(answer.is_stale for answer in answers),
        max((answer.age or 0 for answer in answers), default=0),
        median(times),
        max(times),
    ]


def main() -> None:
    """Measure, print, and keep the table where `--output` says."""
    parser = command_line(__doc__)
    parser.add_argument("--seconds", type=float, default=10, help="of each outage")
    options = parser.parse_args()
    with opened_as(options) as site:
        tables = [table(measure(site, seconds=options.seconds))]
    command = f"python -m benchmarks.outage --seconds {options.seconds:g}"
    Report("outage", command, tables).publish(options.output)


if __name__ == "__main__":
    main()
