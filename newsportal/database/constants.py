"""Constants of a statement, written into it where the ORM would send them with every execution.

The planner can use a partial index only where it sees that the condition follows from the statement,
and a plan that is kept for all values of the parameters sees none of them.
"""

import re
from collections.abc import Sequence
from typing import Any

from psycopg.sql import Literal

PLACEHOLDER = re.compile(r"%%|%s")


def is_literal(value: Any) -> bool:
    """Whether a constant can stand in a statement as text: a string, a number or a truth value."""
    return isinstance(value, str | int | bool)


def written_in(sql: str, constants: Sequence[Any], *, placeholder: str) -> str:
    """The statement with its constants; where one is None stands `placeholder`, for what changes."""
    following = iter(constants)

    def replaced(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return found[0]
        constant = next(following)
        return placeholder if constant is None else _literal(constant)

    return PLACEHOLDER.sub(replaced, sql)


def _literal(constant: Any) -> str:
    # A member of an enumeration of texts is its text.
    plain = str(constant) if isinstance(constant, str) else constant
    return Literal(plain).as_string().replace("%", "%%")
