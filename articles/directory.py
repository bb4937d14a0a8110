"""The registers of people and organisations from A to Z: everybody whom a visible story names.

Who is named in no visible story is not listed: a register must not tell whom an unpublished story is
about.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from django.db import connection
from django.db.models import Q, QuerySet

from articles.coverage import COVERED, MOST_COUNTED, covered, stories_of_each
from articles.models import Organisation, Person

NAMES_ON_A_PAGE = 200
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


def register_of(
    model: type[Person | Organisation], *, at: datetime, after: str | None = None
) -> Register | None:
    """A page of the register, or None where nobody has the slug that it should begin after.

    `letters` are those of all pages where there are several.
    """
    kind = model.__name__.lower()
    rows: QuerySet[Any] = model.objects.by_name().filter(covered(kind, at=at))
    if after is not None:
        last = model.objects.filter(slug=after).values("name", "pk").first()
        if last is None:
            return None
        # The bound stands alone, so that the index begins there.
        rows = rows.filter(Q(name__gt=last["name"]) | Q(pk__gt=last["pk"]), name__gte=last["name"])
    found = list(rows.annotate(count=stories_of_each(kind, at=at))[: NAMES_ON_A_PAGE + 1])
    shown = found[:NAMES_ON_A_PAGE]
    following = shown[-1].slug if len(found) > NAMES_ON_A_PAGE else None
    has_pages = following is not None or after is not None
    letters = _letters(kind, at=at) if has_pages else []
    return Register(_grouped(shown), following, letters)


def letter_of(name: str) -> str:
    """The letter under which a name stands: without its accent, and one heading for all that is none."""
    first = unicodedata.normalize("NFD", name.strip())[:1].upper()
    return first if first.isalpha() else OTHER


def _letters(kind: str, *, at: datetime) -> list[Letter]:
    """Where the names of each letter begin; a letter with an accent begins no second time."""
    statement = LETTERS.format(kind=kind, covered=COVERED.format(kind=kind))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"at": at, "most": MOST_LETTERS})
        begins: dict[str, str | None] = {}
        for name, before in cursor.fetchall():
            begins.setdefault(letter_of(name), before)
    return [Letter(letter=letter, after=begins[letter]) for letter in sorted(begins)]


def _grouped(rows: list[Any]) -> list[Group]:
    groups: dict[str, list[Entry]] = {}
    for row in sorted(
        rows, key=lambda row: (unicodedata.normalize("NFD", row.name).casefold(), row.pk)
    ):
        entry = Entry(
            name=row.name,
            url=row.get_absolute_url(),
            summary=row.summary,
            count=min(row.count, MOST_COUNTED),
            count_label=f"{row.count:,}" if row.count <= MOST_COUNTED else f"{MOST_COUNTED:,}+",
        )
        groups.setdefault(letter_of(row.name), []).append(entry)
    return [Group(letter, entries) for letter, entries in sorted(groups.items())]
