"""What stands for a parameter while its query is compiled, and how it is found again.

A stand-in has what a careless change would touch: letters of both cases, blanks at its ends, characters
that LIKE and JSON escape. It fits into every column of its type.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from types import UnionType
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from psycopg.types.json import Jsonb

from newsportal.database.arrays import array_of

type Values = Mapping[str, Any]
type Taker = Callable[[Values], Any]


class NotPreparable(Exception):
    """A build whose statement is not the same for all values of its parameters."""


# Each gives two values that differ, and that no other parameter of the query has.
MAKERS: dict[type, Callable[[int, int], object]] = {
    int: lambda position, attempt: 20_000 + 5_000 * attempt + position,
    float: lambda position, attempt: 20_000.25 + 5_000 * attempt + position,
    str: lambda position, attempt: f' Stand-in % _ \\ " {attempt}-{position} ',
    datetime: lambda position, attempt: (
        datetime(2001 + attempt, 1, 1, tzinfo=UTC) + timedelta(seconds=position)
    ),
    date: lambda position, attempt: date(2001 + attempt, 1, 1) + timedelta(days=position),
    UUID: lambda position, attempt: UUID(int=1_000 * (attempt + 1) + position),
    bool: lambda _position, attempt: bool(attempt),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """The type of a parameter."""

    base: type
    container: type | None
    is_optional: bool

    @property
    def decides_shape(self) -> bool:
        """Whether statements of different shapes may be compiled for it."""
        return self.is_optional or self.container is tuple or self._is_switch

    def shape_of(self, value: Any) -> object:
        """What of a value decides the shape."""
        if value is None:
            return None
        if self.container is tuple:
            return len(value)
        return bool(value) if self._is_switch else True

    @property
    def _is_switch(self) -> bool:
        return self.base is bool and self.container is None

    def stand_in(self, value: Any, position: int, attempt: int) -> object:
        """A stand-in for the parameter at that position; what decides the shape stands for itself."""
        if value is None or self._is_switch:
            return value
        make = MAKERS[self.base]
        if self.container is None:
            return make(position, attempt)
        # Lists of different lengths: one that is taken apart gives statements that differ.
        length = len(value) if self.container is tuple else attempt + 1
        return self.container(make(position + 100 * place, attempt) for place in range(length))


def kind_of(annotation: Any) -> Kind:
    """The kind that an annotation names; raises NotPreparable."""
    members = get_args(annotation) if get_origin(annotation) in {UnionType, Union} else ()
    is_optional = type(None) in members
    if is_optional and len(members) == 2:
        (annotation,) = (member for member in members if member is not type(None))
    container = get_origin(annotation)
    base = get_args(annotation)[0] if container in {list, tuple} else annotation
    if base not in MAKERS or (container is tuple and get_args(annotation)[1:] != (...,)):
        raise NotPreparable(f"No parameter can be of the type {annotation!r}.")
    return Kind(base, container, is_optional)


def names_of(first: Values, second: Values) -> list[str]:
    """What must be found again: each parameter that differs, and of a tuple each element."""
    names = []
    for name, value in first.items():
        if isinstance(value, tuple):
            names += [f"{name}[{place}]" for place in range(len(value))]
        elif value != second[name]:
            names.append(name)
    return names


def taker(one: Any, other: Any, first: Values, second: Values) -> tuple[Taker, set[str]]:
    """How the value of a placeholder comes from the parameters, and from which.

    `one` and `other` are what two compilations, with two sets of stand-ins, gave for the placeholder.
    Raises NotPreparable where they are neither the same nor stand-ins of one parameter.
    """
    if isinstance(one, Jsonb) and isinstance(other, Jsonb):
        take, names = taker(one.obj, other.obj, first, second)
        return (lambda values: Jsonb(take(values), dumps=one.dumps)), names
    if type(one) is type(other) and one == other:
        return (lambda _values: one), set()
    for name in first:
        if one == first[name] and other == second[name]:
            return _value_of(name, like=one, stand_in=first[name]), {name}
        if isinstance(first[name], tuple):
            for place, pair in enumerate(zip(first[name], second[name], strict=True)):
                if (one, other) == pair:
                    return _element_of(name, place, like=one), {f"{name}[{place}]"}
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return _joined(one, other, first, second)
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        take_all, names = _joined(list(one.values()), list(other.values()), first, second)
        return (lambda values: dict(zip(one, take_all(values), strict=True))), names
    raise NotPreparable("A parameter is changed on its way into the statement.")


def _joined(
    one: list[Any], other: list[Any], first: Values, second: Values
) -> tuple[Callable[[Values], list[Any]], set[str]]:
    """The same for a list, or the values of an object, inside JSON."""
    parts = [taker(*pair, first, second) for pair in zip(one, other, strict=True)]
    takers = [take for take, _ in parts]
    return (lambda values: [take(values) for take in takers]), set().union(*(n for _, n in parts))


def _element_of(name: str, place: int, *, like: Any) -> Taker:
    """Takes one element of a tuple."""
    wanted: Callable[[Any], Any] = type(like)
    return lambda values: wanted(values[name][place])


def _value_of(name: str, *, like: Any, stand_in: Any) -> Taker:
    """Takes a parameter's value, in the type that Django gave to its stand-in: numbers get a width.

    A list of numbers goes as a text: the ORM writes a cast beside every array.
    """
    is_list = isinstance(like, list) and isinstance(stand_in, list)
    if is_list and isinstance(like[0], int):
        return lambda values: array_of(values[name])
    one, other = (like[0], stand_in[0]) if is_list else (like, stand_in)
    if type(one) is type(other):
        return itemgetter(name)
    wanted = type(one)
    if is_list:
        return lambda values: [wanted(value) for value in values[name]]
    return lambda values: wanted(values[name])
