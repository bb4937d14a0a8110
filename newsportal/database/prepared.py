"""Queries that the ORM builds and compiles once in a process, and that are then only executed.

Building a queryset and compiling it to SQL costs Python several times what PostgreSQL needs for the
answer. A `Prepared` keeps the statement:

    def _newest(*, at: datetime, section: int) -> QuerySet[Edition, Any]:
        return Edition.objects.visible(at=at).in_section(section).values("path", "headline")[:8]

    newest = Prepared(_newest, Headline)          # once, in a module
    rows = newest.rows(at=now, section=3)         # -> list[Headline]

`build` is called with stand-ins, so it may do with its parameters only what goes into the statement as a
value: twice with different ones, and what differs between the two statements is what they stand for. A
build in which a parameter is lost, changed on its way or decides the statement's shape is refused with
`NotPreparable`.

* A parameter is keyword-only and annotated: `datetime`, `date`, `int`, `float`, `str`, `UUID`, or a
  list of one of them, which goes into one array (`AnyOf`).
* A `tuple[…, ...]` is taken apart: each element is a parameter, and its length decides the shape.
* A `bool`, and whether a `… | None` is None, may decide the shape: each shape is a statement of its own.
  Any other None is refused, since `= NULL` finds nothing and says nothing.
* The columns of `.values(…)` or `.values_list(…)` are given to `row` in their order and must have the
  names of its parameters (`section__name` that of `section_name`): a NamedTuple, a dataclass, a function.
  A function of `*columns` answers for the order itself.
* A length is written as a slice of constants: PostgreSQL should plan for it.

PostgreSQL plans anew for each value as long as it believes that this pays, and often it is wrong: what
it gains is less than what planning costs. `one_plan=True` hides the values from it, each in a sub-select
of its own, and shows it all that follows from no parameter (`constants.py`), so that there is one plan
for all values. It is for a statement that should go by the same indexes whatever is asked, and whose
texts and lists the ORM casts.

It runs through Django's own connection, so tests count it, wrappers see it, and transactions hold it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from inspect import Parameter, signature
from threading import Lock
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from newsportal.database.backend.base import DatabaseWrapper
from newsportal.database.constants import is_literal, written_in
from newsportal.database.stand_ins import Kind, NotPreparable, Taker, kind_of, names_of, taker

type Build = Callable[..., QuerySet[Any, Any]]
type Shape = tuple[object, ...]
# For each column that needs it: its place, what converts it, and the expression that it comes from.
type Converters = tuple[tuple[int, list[Callable[..., Any]], Any], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Compiled SQL and, for each of its placeholders, how its value comes from the parameters."""

    alias: str
    sql: str
    takers: tuple[Taker, ...]
    converters: Converters

    def execute(self, values: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """The rows that the database gives, each column as Django would give it."""
        connection = cast("DatabaseWrapper", connections[self.alias])
        found: Sequence[Sequence[Any]] = connection.rows_of(
            self.sql, [take(values) for take in self.takers]
        )
        if not self.converters:
            return found
        rows = [list(row) for row in found]
        for row in rows:
            for place, converters, expression in self.converters:
                for convert in converters:
                    row[place] = convert(row[place], expression, connection)
        return rows


class Prepared[Row]:
    """A query with named parameters, compiled at its first use. Threads may share it."""

    def __init__(self, build: Build, row: Callable[..., Row], *, one_plan: bool = False) -> None:
        self._build = build
        self._one_plan = one_plan
        self._row = row
        self._kinds: dict[str, Kind] = {
            name: kind_of(parameter.annotation)
            for name, parameter in signature(build, eval_str=True).parameters.items()
        }
        self._deciding = [name for name, kind in self._kinds.items() if kind.decides_shape]
        self._statements: dict[Shape, Statement] = {}
        self._lock = Lock()

    def rows(self, **values: object) -> list[Row]:
        """All rows. Raises TypeError where a parameter is missing, unknown or None against the rule."""
        self._check(values)
        shape = tuple([self._kinds[name].shape_of(values[name]) for name in self._deciding])
        statement = self._statements.get(shape) or self._compiled(shape, values)
        row = self._row
        return [row(*columns) for columns in statement.execute(values)]

    def first(self, **values: object) -> Row | None:
        """The first row, or None where nothing is found. The build says how many are read."""
        return next(iter(self.rows(**values)), None)

    def _check(self, values: Mapping[str, object]) -> None:
        if values.keys() != self._kinds.keys():
            names = ", ".join(sorted(values.keys() ^ self._kinds.keys()))
            raise TypeError(f"{self._build.__qualname__}: missing or unknown: {names}.")
        for name, value in values.items():
            if value is None and not self._kinds[name].is_optional:
                raise TypeError(f"{self._build.__qualname__}: {name} is None.")

    def _compiled(self, shape: Shape, values: Mapping[str, object]) -> Statement:
        with self._lock:
            if shape not in self._statements:
                try:
                    self._statements[shape] = self._compile(values)
                except NotPreparable as error:
                    raise NotPreparable(f"{self._build.__qualname__}: {error}") from error
            return self._statements[shape]

    def _compile(self, values: Mapping[str, object]) -> Statement:
        """Compile with two sets of stand-ins, and find each of them again."""
        first, second = (
            {
                name: kind.stand_in(values[name], position, attempt)
                for position, (name, kind) in enumerate(self._kinds.items())
            }
            for attempt in (0, 1)
        )
        queryset = self._build(**first)
        compiler, sql, found = _as_sql(queryset)
        _, other_sql, other_found = _as_sql(self._build(**second))
        if sql != other_sql:
            raise NotPreparable("The statement's shape depends on a value.")
        parts = [taker(*pair, first, second) for pair in zip(found, other_found, strict=True)]
        used = set().union(*(names for _, names in parts))
        if lost := [name for name in names_of(first, second) if name not in used]:
            raise NotPreparable(f"The statement has lost {', '.join(lost)}.")
        _check_columns(queryset, self._row)
        takers = [take for take, _ in parts]
        if self._one_plan:
            constants = [
                one if not names and is_literal(one) else None
                for one, (_, names) in zip(found, parts, strict=True)
            ]
            sql = written_in(sql, constants, placeholder="(SELECT %s)")
            takers = [take for take, one in zip(takers, constants, strict=True) if one is None]
        return Statement(
            alias=queryset.db,
            sql=sql,
            takers=tuple(takers),
            converters=tuple(_converters(compiler)),
        )


def _as_sql(queryset: QuerySet[Any, Any]) -> tuple[SQLCompiler, str, Sequence[Any]]:
    compiler = queryset.query.get_compiler(queryset.db)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet as error:
        raise NotPreparable("The query can find nothing.") from error
    return compiler, sql, list(parameters)


def _converters(compiler: SQLCompiler) -> Iterable[tuple[int, list[Callable[..., Any]], Any]]:
    columns = [column[0] for column in compiler.select]
    for place, (converters, expression) in compiler.get_converters(columns).items():
        yield place, converters, expression


def _check_columns(queryset: QuerySet[Any, Any], row: Callable[..., Any]) -> None:
    """What `row` takes are the columns, in their order: no value may land in another's place."""
    query = queryset.query
    selected = query.selected or (*query.values_select, *query.annotation_select)
    columns = [name.replace("__", "_") for name in selected]
    parameters = signature(row).parameters.values()
    if columns and any(parameter.kind is Parameter.VAR_POSITIONAL for parameter in parameters):
        return
    taken = [parameter.name for parameter in parameters]
    needed = {one.name for one in parameters if one.default is Parameter.empty}
    if taken[: len(columns)] != columns or not needed <= set(columns):
        raise NotPreparable(f"The columns are {columns}; {row.__qualname__} takes {taken}.")
