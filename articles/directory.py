"""The registers of people and organisations from A to Z: everybody whom a visible story names.

Who is named in no visible story is not listed: a register must not tell whom an unpublished story is
about.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypedDict

from django.db import connection
from django.db.models import Q, QuerySet

from articles.coverage import COVERED, MOST_COUNTED, covered, stories_of_each
from articles.models import Organisation, Person
from newsportal.database.one_plan import one_plan
from newsportal.database.prepared import Prepared
from newsportal.http.addresses import path_of

type Kind = Literal["person", "organisation"]
MODELS: dict[Kind, type[Person | Organisation]] = {"person": Person, "organisation": Organisation}

NAMES_ON_A_PAGE = 100
# One more tells whether a page follows.
NAMES_READ = NAMES_ON_A_PAGE + 1
OTHER = "#"
MOST_LETTERS = 100

# From the first name of one letter to the first of the next, by one probe of the index over names each;
# and by one more to the name before it, after which a page that begins with the letter begins. Only
# names that are covered: the slug of anybody else would tell of them. Raw, because the ORM knows no
# recursion.
LETTERS = """
    WITH RECURSIVE letter (name, place) AS (
        (SELECT one.name, 1 FROM articles_{kind} one WHERE {covered} ORDER BY one.name, one.id LIMIT 1)
        UNION ALL
        SELECT (SELECT one.name FROM articles_{kind} one
                WHERE one.name >= chr(ascii(letter.name) + 1) AND one.name > letter.name AND {covered}
                ORDER BY one.name, one.id LIMIT 1), letter.place + 1
        FROM letter WHERE letter.name IS NOT NULL AND letter.place < %(most)s
    )
    SELECT letter.name, (SELECT one.slug FROM articles_{kind} one
                         WHERE one.name < letter.name AND {covered}
                         ORDER BY one.name DESC, one.id DESC LIMIT 1)
    FROM letter WHERE letter.name IS NOT NULL ORDER BY letter.place
"""


class Entry(TypedDict):
    """Somebody in a register, with the number of stories that name them for certain."""

    name: str
    url: str
    summary: str
    count: int
    count_label: str


class Letter(TypedDict):
    """A letter of the alphabet, and the slug after which its names begin (None: with the first)."""

    letter: str
    after: str | None


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
    letters: list[Letter]


class Listed(NamedTuple):
    """A row of a register, with its stories: one more than the most that are counted stands for all."""

    pk: int
    name: str
    slug: str
    summary: str
    stories: int


class Place(NamedTuple):
    """Where a page begins: after this name, and among those who bear it after this key."""

    pk: int
    name: str


def register_of(kind: Kind, *, at: datetime, after: str | None = None) -> Register | None:
    """A page of the register, or None where nobody has the slug that it should begin after.

    `letters` are those of all pages where there are several.
    """
    place = None
    if after is not None:
        place = _PLACES[kind].first(slug=after)
        if place is None:
            return None
    name, key = (place.name, place.pk) if place else (None, None)
    found = _NAMES[kind].rows(at=at, name=name, key=key)
    shown = found[:NAMES_ON_A_PAGE]
    following = shown[-1].slug if len(found) > NAMES_ON_A_PAGE else None
    has_pages = following is not None or after is not None
    letters = _letters(kind, at=at) if has_pages else []
    return Register(_grouped(kind, shown), following, letters)


def letter_of(name: str) -> str:
    """The letter under which a name stands: without its accent, and one heading for all that is none."""
    first = unicodedata.normalize("NFD", name.strip())[:1].upper()
    return first if first.isalpha() else OTHER


def _names(kind: Kind) -> Callable[..., QuerySet[Any, Any]]:
    def build(*, at: datetime, name: str | None, key: int | None) -> QuerySet[Any, Any]:
        rows: QuerySet[Any, Any] = MODELS[kind].objects.by_name().filter(covered(kind, at=at))
        if name is not None and key is not None:
            # The bound stands alone, so that the index begins there.
            rows = rows.filter(Q(name__gt=name) | Q(pk__gt=key), name__gte=name)
        stories = stories_of_each(kind, at=at)
        return rows.values("pk", "name", "slug", "summary", stories=stories)[:NAMES_READ]

    return build


def _place(kind: Kind) -> Callable[..., QuerySet[Any, Any]]:
    def build(*, slug: str) -> QuerySet[Any, Any]:
        return MODELS[kind].objects.filter(slug=slug).values("pk", "name")

    return build


def _letters(kind: Kind, *, at: datetime) -> list[Letter]:
    """Where the names of each letter begin; a letter with an accent begins no second time."""
    statement = one_plan(LETTERS.format(kind=kind, covered=COVERED.format(kind=kind)))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"at": at, "most": MOST_LETTERS})
        begins: dict[str, str | None] = {}
        for name, before in cursor.fetchall():
            begins.setdefault(letter_of(name), before)
    return [Letter(letter=letter, after=begins[letter]) for letter in sorted(begins)]


def _grouped(kind: Kind, rows: list[Listed]) -> list[Group]:
    groups: dict[str, list[Entry]] = {}
    for row in sorted(
        rows, key=lambda row: (unicodedata.normalize("NFD", row.name).casefold(), row.pk)
    ):
        entry = Entry(
            name=row.name,
            url=path_of(kind, row.slug),
            summary=row.summary,
            count=min(row.stories, MOST_COUNTED),
            count_label=_label(row.stories),
        )
        groups.setdefault(letter_of(row.name), []).append(entry)
    return [Group(letter, entries) for letter, entries in sorted(groups.items())]


def _label(stories: int) -> str:
    return f"{stories:,}" if stories <= MOST_COUNTED else f"{MOST_COUNTED:,}+"


_NAMES = {kind: Prepared(_names(kind), Listed, one_plan=True) for kind in MODELS}
_PLACES = {kind: Prepared(_place(kind), Place) for kind in MODELS}
