"""Expressions of PostgreSQL that Django does not name."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, QuerySet


class Unnest(Func):
    """PostgreSQL's `unnest`: a row for each element of an array."""

    function = "unnest"
    set_returning = True


def for_each(rows: QuerySet[Any], found: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The values of a correlated, limited query for each row, as rows of their own.

    The few newest of every group are then one short index range a group, all in one query.
    """
    values: QuerySet[Any, Any] = rows.annotate(found=Unnest(ArraySubquery(found))).values("found")
    return values
