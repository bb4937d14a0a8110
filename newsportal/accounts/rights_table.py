"""Reading the table of rights from its file, `rights.md`."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from newsportal.accounts.roles import Role

FILE = Path(__file__).with_name("rights.md")
EVERY_STATE = "any"


class Scope(StrEnum):
    """How far a right reaches: a cell of the table."""

    EVERYWHERE = "yes"
    OWN = "own"
    SECTION = "section"
    NOWHERE = "–"


@dataclass(frozen=True)
class Rule:
    """A line of the table: in which states of a row each role has the right, and how far."""

    states: frozenset[str]
    scopes: dict[Role, Scope]

    def holds_in(self, state: str) -> bool:
        return EVERY_STATE in self.states or state in self.states


type Table = dict[str, list[Rule]]


def read_table(text: str) -> Table:
    """Every right, such as `article.publish`, with its rules.

    Raises ValueError for a cell that means nothing, a column that is no role, a state that two lines
    of one right name, and a right to view that hangs on the state: lists are narrowed by the database,
    which knows who began a row and where it belongs, and no states.
    """
    table: Table = defaultdict(list)
    for right, rule in _rules(text):
        named = [state for other in table[right] for state in other.states]
        if named and (rule.states & {*named, EVERY_STATE} or EVERY_STATE in named):
            raise ValueError(f"Two lines say who has the right {right} in one state.")
        if right.endswith(".view") and rule.states != {EVERY_STATE}:
            raise ValueError(f"{right} must hold in any state.")
        table[right].append(rule)
    return dict(table)


def _rules(text: str) -> Iterator[tuple[str, Rule]]:
    heading, _, *lines = [_cells(line) for line in text.splitlines() if line.startswith("|")]
    roles = [Role(name) for name in heading[2:]]
    if set(roles) != set(Role):
        raise ValueError("The table needs a column for each role.")
    for what, when, *scopes in lines:
        model, _, verbs = what.partition(": ")
        states = frozenset(when.split(", "))
        rule = Rule(states, dict(zip(roles, map(Scope, scopes), strict=True)))
        for verb in verbs.split(", "):
            yield f"{model}.{verb}", rule


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


TABLE = read_table(FILE.read_text(encoding="utf-8"))
