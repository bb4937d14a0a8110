"""Sitemaps: every address that search engines should know, with the moment of its last change.

A small paper has one file. A large one has an index, which names a file for the pages that are no
stories and a file for each month that has some: a past month's file hardly ever changes, and none grows
beyond what the protocol allows (50,000 addresses).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator

from articles.archive import periods
from articles.coverage import covered
from articles.days import start_of
from articles.models import Edition, Organisation, Person, Section
from articles.models.edition import EditionQuerySet
from articles.structured_data import absolute

NAMESPACE = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
# Above this many stories the paper has an index.
STORIES_IN_ONE_FILE = 10_000
MOST_ADDRESSES = 50_000
MOST_FILES = 50_000


@dataclass(frozen=True)
class Address:
    """A page, or a file of an index, and when it changed last if that is known."""

    path: str
    changed_at: datetime | None = None


def needs_index(*, at: datetime) -> bool:
    """Whether there are more stories than one file should hold."""
    some = Edition.objects.visible(at=at).order_by()[: STORIES_IN_ONE_FILE + 1]
    return some.count() > STORIES_IN_ONE_FILE


def files(*, at: datetime) -> list[Address]:
    """The files of the index."""
    months = periods("month", at=at, limit=MOST_FILES - 1)
    return [
        Address(reverse("sitemap-pages")),
        *(Address(reverse("sitemap-month", args=[one.year, one.month])) for one in months),
    ]


def pages(*, at: datetime) -> Iterator[Address]:
    """Front page, sections, registers, archive, and everybody who may be indexed and is in a story."""
    for name in ("front", "people", "organisations", "archive"):
        yield Address(reverse(name))
    for section in Section.objects.in_navigation_order():
        yield Address(section.get_absolute_url())
    most = MOST_ADDRESSES // 3
    people = Person.objects.filter(covered("person", at=at), is_indexed=True)
    for slug in people.by_name().values_list("slug", flat=True)[:most]:
        yield Address(reverse("person", args=[slug]))
    organisations = Organisation.objects.filter(covered("organisation", at=at), is_indexed=True)
    for slug in organisations.by_name().values_list("slug", flat=True)[:most]:
        yield Address(reverse("organisation", args=[slug]))


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


def _addresses(editions: EditionQuerySet) -> Iterator[Address]:
    changed = Coalesce(F("updated_at"), F("published_at"))
    rows = editions.newest_first().values_list("path", changed)[:MOST_ADDRESSES]
    return (Address(path, changed_at) for path, changed_at in rows)


def _document(root: str, element: str, addresses: Iterable[Address]) -> str:
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement(root, AttributesImpl(NAMESPACE))
    for address in addresses:
        xml.startElement(element, AttributesImpl({}))
        xml.addQuickElement("loc", absolute(address.path))
        if address.changed_at:
            changed = timezone.localtime(address.changed_at).isoformat(timespec="seconds")
            xml.addQuickElement("lastmod", changed)
        xml.endElement(element)
    xml.endElement(root)
    xml.endDocument()
    return out.getvalue()
