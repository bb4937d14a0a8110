"""A connection that keeps the cursors of statements which are executed again and again.

A cursor that executes the same statement as before knows already how its parameters and columns are
adapted. Finding that out anew takes as long in Python as everything else that psycopg does for a query.
"""

from types import ModuleType
from typing import Any

import psycopg
from psycopg.rows import RowFactory, tuple_row


class KeepingConnection(psycopg.Connection[Any]):
    """Its `kept_cursors`, by their statements, are those that nobody is using."""

    def __init__(self, pgconn: psycopg.pq.abc.PGconn, row_factory: RowFactory[Any] = tuple_row):
        super().__init__(pgconn, row_factory)
        self.kept_cursors: dict[str, psycopg.Cursor[Any]] = {}

    def close(self) -> None:
        """Let the cursors go, which hold the connection as it holds them."""
        self.kept_cursors.clear()
        super().close()


# What Django takes for psycopg: the same names, and connections of this kind.
Driver = ModuleType(psycopg.__name__)
vars(Driver).update(vars(psycopg) | {"connect": KeepingConnection.connect})
