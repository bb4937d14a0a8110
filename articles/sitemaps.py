"""Sitemaps: every address that search engines should know, with the moment of its last change.

A small paper has one file. A large one has an index, which names a file for the pages that are always
there, and files for people, for organisations and for stories by their keys: a row never moves from one
file to another, a file of old stories hardly ever changes, and none grows beyond a thousand addresses.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, Literal, NamedTuple
from xml.sax.saxutils import escape

from django.conf import settings
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from articles.coverage import COVERED, covered
from articles.models import Edition, Organisation, Person, Section
from newsportal.database.one_plan import one_plan
from newsportal.database.prepared import Prepared
from newsportal.http.addresses import path_of

type Kind = Literal["people", "organisations", "stories"]

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Keys in a file. A paper with more rows of a kind has an index.
MOST_IN_ONE_FILE = 1_000
LAST_KEY = 2**63 - 1
IS_LARGE = """
    SELECT EXISTS (SELECT FROM articles_person ORDER BY id OFFSET {most} LIMIT 1)
        OR EXISTS (SELECT FROM articles_organisation ORDER BY id OFFSET {most} LIMIT 1)
        OR EXISTS (SELECT FROM articles_article ORDER BY id OFFSET {most} LIMIT 1)
"""
# The ranges of keys in which something is to be listed: one probe each for the first that is.
RANGES = """
    SELECT file.number
    FROM generate_series(1, (SELECT max({key}) FROM {table}) / %(size)s + 1) AS file (number)
    WHERE (SELECT one.{key} FROM {table} one
           WHERE one.{key} >= (file.number - 1) * %(size)s AND one.{key} < file.number * %(size)s
             AND {listed}
           ORDER BY one.{key} LIMIT 1) IS NOT NULL
    ORDER BY file.number
"""
# The condition of visibility is that of `articles.models.edition.visible_at`.
VISIBLE = "one.starts_at <= %(at)s AND (one.ends_at IS NULL OR one.ends_at > %(at)s)"
STATEMENTS: dict[Kind, str] = {
    "people": RANGES.format(
        table="articles_person",
        key="id",
        listed=f"one.is_indexed AND {COVERED.format(kind='person')}",
    ),
    "organisations": RANGES.format(
        table="articles_organisation",
        key="id",
        listed=f"one.is_indexed AND {COVERED.format(kind='organisation')}",
    ),
    "stories": RANGES.format(table="articles_edition", key="article_id", listed=VISIBLE),
}


class Address(NamedTuple):
    """A page, or a file of an index, and when it changed last if that is known."""

    path: str
    changed_at: datetime | None = None


def needs_index() -> bool:
    """Whether there is more than one file should hold."""
    with connection.cursor() as cursor:
        cursor.execute(IS_LARGE.format(most=MOST_IN_ONE_FILE))
        return bool(cursor.fetchone()[0])


def files(*, at: datetime) -> Iterator[Address]:
    """The files of the index."""
    yield Address(reverse("sitemap-pages"))
    for kind, statement in STATEMENTS.items():
        with connection.cursor() as cursor:
            cursor.execute(one_plan(statement), {"at": at, "size": MOST_IN_ONE_FILE})
            for (number,) in cursor.fetchall():
                yield Address(path_of(f"sitemap-{kind}", number))


def everything(*, at: datetime) -> Iterator[Address]:
    """What the one file of a small paper holds."""
    yield from pages()
    for rows in _ROWS.values():
        yield from rows.rows(at=at, first=0, end=LAST_KEY)


def pages() -> Iterator[Address]:
    """Front page, sections, registers, archive and corrections."""
    for name in ("front", "people", "organisations", "archive", "corrections"):
        yield Address(reverse(name))
    for section in Section.objects.in_navigation_order():
        yield Address(section.get_absolute_url())


def addresses(kind: Kind, number: int, *, at: datetime) -> list[Address]:
    """Everything of one file that is public and may be indexed; file 1 has the lowest keys."""
    first = (number - 1) * MOST_IN_ONE_FILE
    return _ROWS[kind].rows(at=at, first=first, end=first + MOST_IN_ONE_FILE)


def urlset(addresses: Iterable[Address]) -> str:
    """A sitemap of pages."""
    return _document("urlset", "url", addresses)


def index(addresses: Iterable[Address]) -> str:
    """A sitemap of sitemaps."""
    return _document("sitemapindex", "sitemap", addresses)


def _stories(*, at: datetime, first: int, end: int) -> QuerySet[Any, Any]:
    visible = Edition.objects.visible(at=at).filter(article__gte=first, article__lt=end)
    changed = Coalesce(F("updated_at"), F("published_at"))
    return visible.order_by("article_id").values("path", changed_at=changed)


def _listed(kind: str, model: type[Person | Organisation]) -> Callable[..., QuerySet[Any, Any]]:
    def build(*, at: datetime, first: int, end: int) -> QuerySet[Any, Any]:
        rows = model._default_manager.filter(covered(kind, at=at), is_indexed=True)
        return rows.filter(pk__gte=first, pk__lt=end).order_by("pk").values("slug")

    return build


def _below(register: str) -> Callable[[str], Address]:
    def address(slug: str) -> Address:
        # Reversing each of a thousand slugs would take longer than the query.
        return Address(f"{path_of(register)}{slug}/")

    return address


def _document(root: str, element: str, addresses: Iterable[Address]) -> str:
    """Written by hand: a tree or a generator of events takes ten times as long."""
    site, zone = escape(settings.SITE_URL), timezone.get_current_timezone()
    lines = []
    for path, changed_at in addresses:
        changed = ""
        if changed_at is not None:
            moment = changed_at.astimezone(zone).isoformat(timespec="seconds")
            changed = f"<lastmod>{moment}</lastmod>"
        lines.append(f"<{element}><loc>{site}{escape(path)}</loc>{changed}</{element}>")
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<{root} xmlns="{NAMESPACE}">',
            *lines,
            f"</{root}>",
            "",
        ]
    )


_ROWS: dict[Kind, Prepared[Address]] = {
    "people": Prepared(_listed("person", Person), _below("people"), one_plan=True),
    "organisations": Prepared(
        _listed("organisation", Organisation), _below("organisations"), one_plan=True
    ),
    "stories": Prepared(_stories, Address, one_plan=True),
}
