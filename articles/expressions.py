"""Expressions of PostgreSQL that Django does not name."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Func, IntegerField, QuerySet


class Unnest(Func):
    """PostgreSQL's `unnest`: a row for each element of an array."""

    function = "unnest"
    set_returning = True


class CountUpTo(Func):
    """How many rows a correlated query of one column finds, which says itself where it stops.

    It reads no more than that, however many there are; its order must be that of its index.
    """

    function = "cardinality"
    output_field = IntegerField()

    def __init__(self, found: QuerySet[Any, Any]) -> None:
        super().__init__(ArraySubquery(found))


class WrittenInstant(Func):
    """An instant as `datetime.isoformat` writes it in UTC, to the second.

    For lists of a thousand: in Python to read, convert and write one takes ten times as long.
    """

    template = """to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"')"""
    output_field = CharField()


def for_each(rows: QuerySet[Any], found: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The values of a correlated, limited query for each row, as rows of their own.

    The few newest of every group are then one short index range a group, all in one query.
    """
    values: QuerySet[Any, Any] = rows.annotate(found=Unnest(ArraySubquery(found))).values("found")
    return values
