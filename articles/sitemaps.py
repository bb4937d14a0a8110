"""Sitemaps: every address that search engines should know, with the moment of its last change.

A small paper has one file. A large one has an index, which names a file for the pages that are always
there, and files for people, for organisations and for stories by their keys: a row never moves from one
file to another, a file of old stories hardly ever changes, and none grows beyond a thousand addresses.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any, Literal
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from articles.coverage import COVERED, each_covered
from articles.expressions import WrittenInstant
from articles.models import Edition, Organisation, Person, Section
from articles.models.sitemap_files import NAMES_IN_A_FILE, STORIES_IN_A_FILE
from newsportal.database.asking import rows_of
from newsportal.database.one_plan import one_plan
from newsportal.database.prepared import Prepared
from newsportal.http.addresses import path_of

type Kind = Literal["people", "organisations", "stories"]

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# A paper with more rows of a kind has an index.
MOST_IN_ONE_FILE = 1_000
KEYS_IN_A_FILE: dict[Kind, int] = {
    "people": NAMES_IN_A_FILE,
    "organisations": NAMES_IN_A_FILE,
    "stories": STORIES_IN_A_FILE,
}
LAST_KEY = 2**63 - 1
IS_LARGE = """
    SELECT EXISTS (SELECT FROM articles_person ORDER BY id OFFSET %(most)s LIMIT 1)
        OR EXISTS (SELECT FROM articles_organisation ORDER BY id OFFSET %(most)s LIMIT 1)
        OR EXISTS (SELECT FROM articles_article ORDER BY id OFFSET %(most)s LIMIT 1)
"""
# The ranges of keys in which something is to be listed. In most the first key is, so that is asked of
# all ranges at once (`articles.models.sitemap_files`); of those that this leaves open the first that is
# listed is looked for. PostgreSQL knows the index of first keys by a size that is no parameter.
RANGES = """
    SELECT file.number + 1
    FROM generate_series(0, (SELECT max({key}) FROM {table}) / {size}) AS file (number)
    WHERE file.number IN (
            SELECT one.{key} / {size} FROM {table} one WHERE mod(one.{key}, {size}) = 0 AND {listed})
        OR (SELECT one.{key} FROM {table} one
            WHERE one.{key} >= file.number * {size} AND one.{key} < (file.number + 1) * {size}
              AND {listed}
            ORDER BY one.{key} LIMIT 1) IS NOT NULL
    ORDER BY file.number
"""
# Of each kind the table, the key by which it is cut, and the condition of being listed; that of
# visibility is `articles.models.edition.visible_at`.
LISTED: dict[Kind, tuple[str, str, str]] = {
    "people": ("articles_person", "id", f"one.is_indexed AND {COVERED.format(kind='person')}"),
    "organisations": (
        "articles_organisation",
        "id",
        f"one.is_indexed AND {COVERED.format(kind='organisation')}",
    ),
    "stories": (
        "articles_edition",
        "article_id",
        "one.starts_at <= %(at)s AND (one.ends_at IS NULL OR one.ends_at > %(at)s)",
    ),
}


def needs_index() -> bool:
    """Whether there is more than one file should hold."""
    ((is_large,),) = rows_of(IS_LARGE, {"most": MOST_IN_ONE_FILE})
    return bool(is_large)


def index(*, at: datetime) -> str:
    """A sitemap of sitemaps: those of all pages, and of each kind the files that list something."""
    entries = [_entry(reverse("sitemap-pages"))]
    for kind, size in KEYS_IN_A_FILE.items():
        numbers = rows_of(_ranges(kind, size), {"at": at})
        # Reversing the address of each of a thousand files would take longer than to find them.
        before, _, after = path_of(f"sitemap-{kind}", 1).rpartition("1")
        entries += [_entry(f"{before}{number}{after}") for (number,) in numbers]
    return _document("sitemapindex", "sitemap", entries)


def everything(*, at: datetime) -> str:
    """The one file of a small paper."""
    entries = list(_pages())
    for rows in _ENTRIES.values():
        entries += rows.rows(at=at, first=0, end=LAST_KEY)
    return _urlset(entries)


def pages() -> str:
    """The file of front page, sections, registers, archive and corrections."""
    return _urlset(_pages())


def file(kind: Kind, number: int, *, at: datetime) -> str | None:
    """All of a range of keys that is public and may be indexed; file 1 has the lowest keys.

    None where nobody and nothing is: the index names no such file.
    """
    size = KEYS_IN_A_FILE[kind]
    entries = _ENTRIES[kind].rows(at=at, first=(number - 1) * size, end=number * size)
    return _urlset(entries) if entries else None


@cache
def _ranges(kind: Kind, size: int) -> str:
    """The statement that finds the files of one kind."""
    table, key, listed = LISTED[kind]
    return one_plan(RANGES.format(table=table, key=key, listed=listed, size=size))


def _pages() -> Iterator[str]:
    for name in ("front", "people", "organisations", "archive", "corrections"):
        yield _entry(reverse(name))
    for section in Section.objects.in_navigation_order():
        yield _entry(section.get_absolute_url())


def _stories(*, at: datetime, first: int, end: int) -> QuerySet[Any, Any]:
    visible = Edition.objects.visible(at=at).filter(article__gte=first, article__lt=end)
    changed = WrittenInstant(Coalesce(F("updated_at"), F("published_at")))
    return visible.order_by("article_id").values("path", changed_at=changed)


def _listed(kind: str, model: type[Person | Organisation]) -> Callable[..., QuerySet[Any, Any]]:
    def build(*, at: datetime, first: int, end: int) -> QuerySet[Any, Any]:
        rows = model._default_manager.filter(each_covered(kind, at=at), is_indexed=True)
        return rows.filter(pk__gte=first, pk__lt=end).order_by("pk").values("slug")

    return build


def _below(register: str) -> Callable[[str], str]:
    def entry(slug: str) -> str:
        # Reversing each of a thousand slugs would take longer than the query.
        return _entry(f"{path_of(register)}{slug}/")

    return entry


def _entry(path: str) -> str:
    """A page, or a file of an index, in its element after the address of the site.

    The constraints of slugs and of addresses leave nothing to escape.
    """
    return f"{path}</loc>"


def _changed_entry(path: str, changed_at: str) -> str:
    """A page that tells when it changed last."""
    return f"{path}</loc><lastmod>{changed_at}</lastmod>"


def _urlset(entries: Iterable[str]) -> str:
    return _document("urlset", "url", entries)


def _document(root: str, element: str, entries: Iterable[str]) -> str:
    """Written by hand: a tree or a generator of events takes ten times as long."""
    opening, closing = f"<{element}><loc>{escape(settings.SITE_URL)}", f"</{element}>\n"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{NAMESPACE}">\n'
        f"{opening}{f'{closing}{opening}'.join(entries)}{closing}</{root}>\n"
    )


_ENTRIES: dict[Kind, Prepared[str]] = {
    "people": Prepared(_listed("person", Person), _below("people"), one_plan=True),
    "organisations": Prepared(
        _listed("organisation", Organisation), _below("organisations"), one_plan=True
    ),
    "stories": Prepared(_stories, _changed_entry, one_plan=True),
}
