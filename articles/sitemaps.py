"""Sitemaps: every address that search engines should know, with the moment of its last change.

A small paper has one file. A large one has an index, which names a file for the pages that are always
there, files for people and for organisations by their keys, and a file for each month that has stories:
a past month's file hardly ever changes, a row never moves from one file to another, and none grows
beyond what the protocol allows (50,000 addresses).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from xml.sax.saxutils import escape

from django.db import connection
from django.db.models import F, Max
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from articles.archive import periods
from articles.coverage import COVERED, covered
from articles.days import start_of
from articles.models import Edition, Organisation, Person, Section
from articles.models.edition import EditionQuerySet
from articles.structured_data import absolute

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Above this many stories, or as high a key of a person or an organisation, the paper has an index.
MOST_IN_ONE_FILE = 10_000
MOST_ADDRESSES = 50_000
MOST_MONTHS = 10_000
# The ranges of keys in which somebody is to be listed: one probe each for the first who is.
RANGES = """
    SELECT number FROM generate_series(1, (SELECT max(id) FROM articles_{kind}) / %(size)s + 1) number
    WHERE (SELECT one.id FROM articles_{kind} one
           WHERE one.id >= (number - 1) * %(size)s AND one.id < number * %(size)s
             AND one.is_indexed AND {covered}
           ORDER BY one.id LIMIT 1) IS NOT NULL
    ORDER BY number
"""

type Kind = Literal["person", "organisation"]
MODELS: dict[Kind, type[Person | Organisation]] = {"person": Person, "organisation": Organisation}
REGISTERS: dict[Kind, str] = {"person": "people", "organisation": "organisations"}


@dataclass(frozen=True)
class Address:
    """A page, or a file of an index, and when it changed last if that is known."""

    path: str
    changed_at: datetime | None = None


def needs_index(*, at: datetime) -> bool:
    """Whether there is more than one file should hold."""
    keys = (model._default_manager.aggregate(last=Max("pk"))["last"] for model in MODELS.values())
    if any(key and key >= MOST_IN_ONE_FILE for key in keys):
        return True
    some = Edition.objects.visible(at=at).newest_first().values("pk")[: MOST_IN_ONE_FILE + 1]
    return len(some) > MOST_IN_ONE_FILE


def files(*, at: datetime) -> list[Address]:
    """The files of the index."""
    months = periods("month", at=at, limit=MOST_MONTHS)
    return [
        Address(reverse("sitemap-pages")),
        *(
            Address(reverse(f"sitemap-{REGISTERS[kind]}", args=[number]))
            for kind in MODELS
            for number in _ranges(kind, at=at)
        ),
        *(Address(reverse("sitemap-month", args=[one.year, one.month])) for one in months),
    ]


def pages(*, at: datetime) -> Iterator[Address]:
    """Front page, sections, registers and archive."""
    for name in ("front", "people", "organisations", "archive"):
        yield Address(reverse(name))
    for section in Section.objects.in_navigation_order():
        yield Address(section.get_absolute_url())


def subjects(kind: Kind, number: int, *, at: datetime) -> list[Address]:
    """Everybody of one file who may be indexed and is in a story; file 1 has the lowest keys."""
    rows = MODELS[kind]._default_manager.filter(covered(kind, at=at), is_indexed=True)
    first = (number - 1) * MOST_IN_ONE_FILE
    of_file = rows.filter(pk__gte=first, pk__lt=first + MOST_IN_ONE_FILE).order_by("pk")
    # Reversed once: for each of ten thousand it would take longer than the query.
    register = reverse(REGISTERS[kind])
    return [Address(f"{register}{slug}/") for slug in of_file.values_list("slug", flat=True)]


def stories(*, at: datetime) -> Iterator[Address]:
    """Every story, newest first."""
    return _addresses(Edition.objects.visible(at=at))


def stories_of_month(month: date, *, at: datetime) -> list[Address]:
    """The stories that were first published in a month, newest first; `month` is its first day."""
    if month.year == date.max.year:
        return []  # The month after its last is in no calendar.
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    visible = Edition.objects.visible(at=at)
    of_month = visible.filter(
        published_at__gte=start_of(month), published_at__lt=start_of(following)
    )
    return list(_addresses(of_month))


def urlset(addresses: Iterable[Address]) -> str:
    """A sitemap of pages."""
    return _document("urlset", "url", addresses)


def index(addresses: Iterable[Address]) -> str:
    """A sitemap of sitemaps."""
    return _document("sitemapindex", "sitemap", addresses)


def _ranges(kind: Kind, *, at: datetime) -> list[int]:
    """The numbers of the files of people or organisations."""
    statement = RANGES.format(kind=kind, covered=COVERED.format(kind=kind))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"at": at, "size": MOST_IN_ONE_FILE})
        return [number for (number,) in cursor.fetchall()]


def _addresses(editions: EditionQuerySet) -> Iterator[Address]:
    changed = Coalesce(F("updated_at"), F("published_at"))
    rows = editions.newest_first().values_list("path", changed)[:MOST_ADDRESSES]
    return (Address(path, changed_at) for path, changed_at in rows)


def _document(root: str, element: str, addresses: Iterable[Address]) -> str:
    """Written by hand: a tree or a generator of events takes ten times as long for ten thousand."""
    lines = [
        f"<{element}><loc>{escape(absolute(address.path))}</loc>{_changed(address)}</{element}>"
        for address in addresses
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<{root} xmlns="{NAMESPACE}">',
            *lines,
            f"</{root}>",
            "",
        ]
    )


def _changed(address: Address) -> str:
    if address.changed_at is None:
        return ""
    changed = timezone.localtime(address.changed_at).isoformat(timespec="seconds")
    return f"<lastmod>{changed}</lastmod>"
