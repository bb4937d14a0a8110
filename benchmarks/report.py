"""Tables of a measurement with the machine that it was made on: Markdown to read, JSON to compare."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.machine import describe

type Cell = str | int | float | None


@dataclass
class Table:
    """One table; `None` is a cell where nothing was measured."""

    title: str
    columns: Sequence[str]
    rows: list[list[Cell]] = field(default_factory=list)

    def markdown(self) -> str:
        """The table as GitHub shows it, words to the left and numbers to the right."""
        numeric = [
            all(not isinstance(row[position], str) for row in self.rows)
            for position in range(len(self.columns))
        ]
        lines = [
            self.columns,
            ["---:" if number else "---" for number in numeric],
            *([_shown(cell) for cell in row] for row in self.rows),
        ]
        return "\n".join([f"### {self.title}", "", *(f"| {' | '.join(line)} |" for line in lines)])


@dataclass
class Report:
    """All that one command measured; `command` is how to measure it again."""

    name: str
    command: str
    tables: list[Table]
    machine: dict[str, str] = field(default_factory=describe)

    def markdown(self) -> str:
        """The tables below a line about the machine and the command."""
        machine = "; ".join(f"{name} {value}" for name, value in self.machine.items())
        tables = "\n\n".join(table.markdown() for table in self.tables)
        return f"Measured by `{self.command}` on {machine}.\n\n{tables}\n"

    def publish(self, folder: Path | None) -> None:
        """Print the report, and keep it as NAME.md and NAME.json where a folder is given."""
        sys.stdout.write(self.markdown())
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{self.name}.md").write_text(self.markdown())
            (folder / f"{self.name}.json").write_text(json.dumps(asdict(self), indent=2) + "\n")


def _shown(cell: Cell) -> str:
    """A number with as many digits as it has meaning."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return (
            f"{cell:.2f}"
            if abs(cell) < 10
            else f"{cell:.1f}"
            if abs(cell) < 100
            else f"{cell:,.0f}"
        )
    return f"{cell:,}" if isinstance(cell, int) else cell
