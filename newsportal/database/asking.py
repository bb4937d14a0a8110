"""Asking the default database by statements that are written by hand and executed again and again."""

from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections

from newsportal.database.backend.base import DatabaseWrapper


def rows_of(statement: str, values: Any) -> list[tuple[Any, ...]]:
    """All rows; see `DatabaseWrapper.rows_of`. The statement has to give some, or none."""
    return cast("DatabaseWrapper", connections[DEFAULT_DB_ALIAS]).rows_of(statement, values)
