"""The table of rights as its readers see it, found without the code that the site reads it with."""

from newsportal.accounts.rights_table import FILE
from newsportal.accounts.roles import Role

STATES = ("draft", "submitted", "approved", "scheduled", "live", "withdrawn")
# How an article belongs to somebody; each is the word of a cell.
RELATIONS = ("own", "section", "neither")


def cell_of(right: str, state: str, role: Role) -> str:
    """The word that stands there; a dash for what the table does not name."""
    model, _, verb = right.partition(".")
    column = list(Role).index(role)
    for line in FILE.read_text(encoding="utf-8").splitlines():
        what, when, *cells = [*(cell.strip() for cell in line.strip("|").split("|")), ""]
        verbs = what.removeprefix(f"{model}: ").split(", ")
        states = [state] if when == "any" else when.split(", ")
        if what.startswith(f"{model}: ") and verb in verbs and state in states:
            return cells[column]
    return "–"


def is_allowed(right: str, state: str, role: Role, relation: str) -> bool:
    """Whether the cell gives the right over an article that belongs so to somebody."""
    return cell_of(right, state, role) in {"yes", relation}
