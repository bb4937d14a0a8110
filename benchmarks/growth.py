"""`python -m benchmarks.growth`: what each page costs in a small newspaper and in a large one.

Both are made by `benchmarks.generate`, each in a data folder of its own. The pages are answered in the
process, without any cache, in turns: a round asks each page once in the small and once in the large
newspaper. First the plan of every query in the large one is kept; a query that reads a large table from
end to end, or sorts more than a page, ends the measurement.
"""

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.folders import folder, folder_of_newspaper
from benchmarks.growing import plans
from benchmarks.report import Report, Table
from benchmarks.wrong import Unmeasurable, WrongAnswer

WARMING = 6
COLUMNS = (
    "page",
    "small, ms",
    "large, ms",
    "small, ms of processor",
    "large, ms of processor",
    "ratio of these",
    "queries",
    "rows read in the large one",
)
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
        self.pages: dict[str, str] = self._ask({})

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


def main() -> None:
    """Read the command line, explain, measure, publish."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--small", type=folder_of_newspaper, default="var/benchmark-small")
    parser.add_argument("--large", type=folder_of_newspaper, default="var/benchmark-large")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", default="", help="pages whose kind begins so")
    parser.add_argument("--output", type=folder, help="a folder for the tables and the plans")
    asked = parser.parse_args()
    rows, faults = explain(asked.large, asked.only, asked.output)
    table = compare(asked.small, asked.large, asked.only, asked.rounds, rows)
    Report("growth", " ".join(["python -m benchmarks.growth", *sys.argv[1:]]), [table]).publish(
        asked.output
    )
    for fault in faults:
        sys.stderr.write(f"{fault.page}: {fault.what}\n")
    if faults:
        sys.exit(f"{len(faults)} queries do what no query of a page may.")


def explain(
    folder: Path, only: str, output: Path | None
) -> tuple[dict[str, tuple[int, int]], list[plans.Fault]]:
    """For each page its queries and the rows that they read, and what must not be; keeps all plans."""
    newspaper = Newspaper(folder, explains=True)
    rows, faults, kept = {}, [], {}
    for page in _chosen(newspaper, only):
        for _ in range(WARMING):
            newspaper.answer(page)
        made = newspaper.answer(page)["plans"]
        rows[page] = (len(made), sum(map(plans.rows_read, made)))
        faults += [fault for plan in made for fault in plans.faults(page, plan)]
        kept[page] = made
    newspaper.close()
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
        (output / "growth-plans.json").write_text(json.dumps(kept, indent=1))
    return rows, faults


def compare(
    small_folder: Path, large_folder: Path, only: str, rounds: int, read: dict[str, tuple[int, int]]
) -> Table:
    """The medians of both newspapers, page by page, and how they compare."""
    papers = (Newspaper(small_folder), Newspaper(large_folder))
    pages = _chosen(papers[0], only)
    for paper in papers:
        for page in pages:
            for _ in range(WARMING):
                paper.answer(page)
    for _ in range(rounds):
        for page in pages:
            for paper in papers:
                paper.time(page)
    table = Table(f"Medians of {rounds} rounds", COLUMNS)
    for page in pages:
        small_ms, large_ms = (paper.median(page, "ms") for paper in papers)
        small_cpu, large_cpu = (paper.median(page, "cpu") for paper in papers)
        ratio = large_cpu / small_cpu
        table.rows.append([page, small_ms, large_ms, small_cpu, large_cpu, ratio, *read[page]])
    for paper in papers:
        paper.close()
    return table


def _chosen(newspaper: Newspaper, only: str) -> list[str]:
    return [page for page in newspaper.pages if page.startswith(only)]


if __name__ == "__main__":
    main()
