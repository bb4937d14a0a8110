"""`python -m benchmarks.growth`: what each page costs in a small newspaper and in a large one.

Both are made by `benchmarks.generate`, each in a data folder of its own. The pages are answered in the
process, without any cache, in turns: a round asks each page once in the small and once in the large
newspaper. Of the people, organisations, sections, words and years of the small one those are taken whose
pages show as much as the large one's: as many links, in about as many bytes. First the plan of every
query in the large one is kept; a query that reads a large table from end to end, or sorts more than a
page, ends the measurement.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.folders import folder, folder_of_newspaper
from benchmarks.growing import plans
from benchmarks.report import Report, Table
from benchmarks.wrong import Unmeasurable, WrongAnswer

WARMING = 6
# The part by which pages that show as much may differ.
AS_MUCH = 0.05
COLUMNS = (
    "page",
    "small, kB",
    "large, kB",
    "small, links",
    "large, links",
    "small, ms",
    "large, ms",
    "small, ms of processor",
    "large, ms of processor",
    "ratio of these",
    "queries",
    "rows read in the small one",
    "rows read in the large one",
)
type Plans = dict[str, list[plans.Plan]]
EXPECTED = {"redirect": "301", "nothing there": "404"}


@dataclass
class Newspaper:
    """A process that answers the pages of the newspaper in a data folder."""

    folder: Path
    explains: bool = False
    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        command = [sys.executable, "-m", "benchmarks.growing.worker"]
        self._process = subprocess.Popen(
            [*command, "--explain"] if self.explains else command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"NEWSPORTAL_DATA": str(self.folder)},
        )
        self._choice: dict[str, list[str]] = self._ask({})
        self.pages = {page: paths[0] for page, paths in self._choice.items()}

    def resemble(self, other: "Newspaper") -> None:
        """Of several pages of a kind take the first that shows about as much as the other newspaper's."""
        for page, paths in self._choice.items():
            if len(paths) > 1:
                aim = other.answer(page)
                apart = {path: _apart(self._ask({"path": path}), aim) for path in paths}
                alike = [path for path in paths if apart[path] <= AS_MUCH]
                self.pages[page] = alike[0] if alike else min(paths, key=apart.__getitem__)

    def answer(self, page: str) -> dict[str, Any]:
        """Ask for a page; raises WrongAnswer where it is not what it should be."""
        answer = self._ask({"path": self.pages[page]})
        if answer["status"] != EXPECTED.get(page, "200"):
            raise WrongAnswer(f"{page}: {answer['status']} for {self.pages[page]} in {self.folder}")
        return answer

    def time(self, page: str) -> None:
        """Ask for a page and remember how long it took."""
        self.answers.setdefault(page, []).append(self.answer(page))

    def median(self, page: str, what: str) -> float:
        """The median of what was remembered."""
        return float(median(answer[what] for answer in self.answers[page]))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _ask(self, what: dict[str, str]) -> dict[str, Any]:
        input_, output = self._process.stdin, self._process.stdout
        if input_ is None or output is None:
            raise Unmeasurable("The process has no pipes.")
        input_.write(json.dumps(what) + "\n")
        input_.flush()
        if not (line := output.readline()):
            raise WrongAnswer(f"The process for {self.folder} ended; its last words are above.")
        answer: dict[str, Any] = json.loads(line)
        return answer


def _apart(answer: dict[str, Any], aim: dict[str, Any]) -> float:
    """By which part of the aim a page has more or fewer links or bytes, whichever differs more."""
    return float(max(abs(answer[what] / aim[what] - 1) for what in ("links", "length")))


def main() -> None:
    """Read the command line, explain, measure, publish."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--small", type=folder_of_newspaper, default="var/benchmark-small")
    parser.add_argument("--large", type=folder_of_newspaper, default="var/benchmark-large")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", default="", help="pages whose kind begins so")
    parser.add_argument("--output", type=folder, help="a folder for the tables and the plans")
    asked = parser.parse_args()
    small, large = Newspaper(asked.small, explains=True), Newspaper(asked.large, explains=True)
    small.resemble(large)
    made = [explain(paper, asked.only) for paper in (small, large)]
    if asked.output is not None:
        asked.output.mkdir(parents=True, exist_ok=True)
        (asked.output / "growth-plans.json").write_text(json.dumps(made[1], indent=1))
    table = compare(asked.small, asked.large, small.pages, made, asked.rounds)
    Report("growth", " ".join(["python -m benchmarks.growth", *sys.argv[1:]]), [table]).publish(
        asked.output
    )
    faults = [
        fault for page, its in made[1].items() for plan in its for fault in plans.faults(page, plan)
    ]
    for fault in faults:
        sys.stderr.write(f"{fault.page}: {fault.what}\n")
    if faults:
        sys.exit(f"{len(faults)} queries do what no query of a page may.")


def explain(newspaper: Newspaper, only: str) -> Plans:
    """The plans of each page's queries, when it has been asked for a few times; ends the process."""
    made: Plans = {}
    for page in [page for page in newspaper.pages if page.startswith(only)]:
        for _ in range(WARMING):
            newspaper.answer(page)
        made[page] = newspaper.answer(page)["plans"]
    newspaper.close()
    return made


def compare(
    small_folder: Path, large_folder: Path, pages: dict[str, str], made: list[Plans], rounds: int
) -> Table:
    """The medians of both newspapers, page by page, and how they compare.

    `pages` are those of the small newspaper, `made` the plans of both.
    """
    papers = (Newspaper(small_folder), Newspaper(large_folder))
    papers[0].pages = pages
    for paper in papers:
        for page in made[1]:
            for _ in range(WARMING):
                paper.answer(page)
    for _ in range(rounds):
        for page in made[1]:
            for paper in papers:
                paper.time(page)
    table = Table(f"Medians of {rounds} rounds", COLUMNS)
    for page in made[1]:
        table.rows.append([page, *_figures(page, papers, made)])
    for paper in papers:
        paper.close()
    return table


def _figures(
    page: str, papers: tuple[Newspaper, Newspaper], made: list[Plans]
) -> Iterator[int | float]:
    """The cells of a page, in the order of `COLUMNS`."""
    yield from (round(paper.median(page, "length") / 1000) for paper in papers)
    yield from (round(paper.median(page, "links")) for paper in papers)
    yield from (paper.median(page, "ms") for paper in papers)
    cpu = [paper.median(page, "cpu") for paper in papers]
    yield from (*cpu, cpu[1] / cpu[0], len(made[1][page]))
    yield from (sum(map(plans.rows_read, its[page])) for its in made)


if __name__ == "__main__":
    main()
