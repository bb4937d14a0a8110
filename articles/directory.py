"""The registers of people and organisations from A to Z: everybody whom a visible story names.

Who is named in no visible story is not listed: a register must not tell whom an unpublished story is
about.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.coverage import covered
from articles.models import Organisation, Person, Subject

NAMES_ON_A_PAGE = 200
OTHER = "#"


class Entry(TypedDict):
    """Somebody in a register, with the number of stories that name them for certain."""

    name: str
    url: str
    summary: str
    count: int


@dataclass(frozen=True)
class Group:
    """The entries below one letter."""

    letter: str
    entries: list[Entry]


@dataclass(frozen=True)
class Register:
    """One page of a register, and the slug of its last entry if a page follows."""

    groups: list[Group]
    following: str | None


def register_of(
    model: type[Person | Organisation], *, at: datetime, after: str | None = None
) -> Register | None:
    """A page of the register, or None where nobody has the slug that it should begin after."""
    kind = model.__name__.lower()
    rows: QuerySet[Any] = model.objects.by_name().filter(covered(kind, at=at))
    if after is not None:
        last = model.objects.filter(slug=after).values("name", "pk").first()
        if last is None:
            return None
        rows = rows.filter(Q(name__gt=last["name"]) | Q(name=last["name"], pk__gt=last["pk"]))
    found = list(rows.annotate(count=_stories(kind, at=at))[: NAMES_ON_A_PAGE + 1])
    shown = found[:NAMES_ON_A_PAGE]
    return Register(_grouped(shown), shown[-1].slug if len(found) > NAMES_ON_A_PAGE else None)


def letter_of(name: str) -> str:
    """The letter under which a name stands: without its accent, and one heading for all that is none."""
    first = unicodedata.normalize("NFD", name.strip())[:1].upper()
    return first if first.isalpha() else OTHER


def _stories(kind: str, *, at: datetime) -> Coalesce:
    naming = Subject.objects.confirmed().visible(at=at).filter(**{kind: OuterRef("pk")})
    return Coalesce(Subquery(naming.values(kind).annotate(n=Count("pk")).values("n")), 0)


def _grouped(rows: list[Any]) -> list[Group]:
    groups: dict[str, list[Entry]] = {}
    for row in sorted(
        rows, key=lambda row: (unicodedata.normalize("NFD", row.name).casefold(), row.pk)
    ):
        entry = Entry(
            name=row.name, url=row.get_absolute_url(), summary=row.summary, count=row.count
        )
        groups.setdefault(letter_of(row.name), []).append(entry)
    return [Group(letter, entries) for letter, entries in sorted(groups.items())]
