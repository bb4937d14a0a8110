"""Atom feeds (RFC 4287) of the newest stories, with their full text.

An entry's id is a tag URI (RFC 4151) of the article: it stays when headline, section or address change,
so a feed reader shows an update as an update and not as another story. Links are absolute, with the
host of SITE_URL.
"""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator
from lxml import html
from lxml.html import HtmlElement

from articles.coverage import KINDS, newest_about
from articles.models import Edition, Publication
from articles.models.edition import EditionQuerySet
from articles.structured_data import absolute
from newsportal.database.prepared import Prepared

ENTRIES = 30
COLUMNS = (
    "article_id",
    "path",
    "headline",
    "summary",
    "body_html",
    "bylines",
    "published_at",
    "updated_at",
    "section__name",
)
# About twenty kilobytes each: the stories of the paper's feed and of those of its sections.
BODIES_KEPT = 300
# A feed must say when it changed last, one without entries too.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# What XML 1.0 has no way to write.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class StoryFeed(Atom1Feed):
    """Django's Atom feed with the full text of entries, each of their authors, and plain summaries."""

    content_type = "application/atom+xml; charset=utf-8"

    def latest_post_date(self) -> datetime:
        """When an entry changed last; the same at every request."""
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """One entry."""
        handler.addQuickElement("title", item["title"], {"type": "text"})
        handler.addQuickElement("link", None, {"rel": "alternate", "href": item["link"]})
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("published", rfc3339_date(item["pubdate"]))
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        for author in item["authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", author["name"])
            if author["url"]:
                handler.addQuickElement("uri", absolute(author["url"]))
            handler.endElement("author")
        for category in item["categories"]:
            handler.addQuickElement("category", None, {"term": category})
        if item["description"]:
            handler.addQuickElement("summary", item["description"], {"type": "text"})
        handler.addQuickElement("content", item["content"], {"type": "html"})


class Entry(NamedTuple):
    """A story as a feed gives it."""

    article_id: int
    path: str
    headline: str
    summary: str
    body_html: str
    bylines: list[dict[str, Any]]
    published_at: datetime
    updated_at: datetime | None
    section_name: str


def newest(*, at: datetime, section: int | None = None) -> list[Entry]:
    """The newest stories of the paper, or of the section with that key."""
    return _NEWEST.rows(at=at, section=section)


def newest_naming(kind: str, key: int, *, at: datetime) -> list[Entry]:
    """The newest stories that name a person or an organisation for certain."""
    return _NAMING[kind].rows(key=key, at=at)


def feed(
    publication: Publication, stories: list[Entry], *, title: str, page: str, address: str
) -> str:
    """The feed at an address, about what a page shows."""
    made = StoryFeed(
        title=_writable(title),
        link=absolute(page),
        description=_writable(publication.description or publication.motto),
        language=get_language(),
        author_name=_writable(publication.name),
        author_link=absolute("/"),
        feed_url=absolute(address),
        feed_guid=absolute(address),
    )
    for story in stories:
        made.add_item(**_entry(story))
    text: str = made.writeString("utf-8")
    return text


def tag_of(story: Entry) -> str:
    """The article's name for ever, in the form of RFC 4151."""
    host = urlsplit(settings.SITE_URL).hostname
    day = story.published_at.astimezone(UTC).date()
    return f"tag:{host},{day.isoformat()}:/articles/{story.article_id}"


def _entry(story: Entry) -> dict[str, Any]:
    return {
        "title": _writable(story.headline),
        "link": absolute(story.path),
        "description": _writable(story.summary),
        "content": _with_absolute_links(story.body_html, absolute(story.path)),
        "unique_id": tag_of(story),
        "pubdate": timezone.localtime(story.published_at),
        "updateddate": timezone.localtime(story.updated_at or story.published_at),
        "categories": [_writable(story.section_name)],
        "authors": [
            {"name": _writable(person["name"]), "url": person["url"]}
            for byline in story.bylines
            if byline["role"] == "by"
            for person in byline["people"]
        ],
    }


@lru_cache(maxsize=BODIES_KEPT)
def _with_absolute_links(body_html: str, address: str) -> str:
    """The body with links that lead to the right place from wherever the entry is read.

    Remembered by the texts themselves: an edition's body never changes, and parsing thirty of them took
    most of the time of a feed.
    """
    body: HtmlElement = html.fragment_fromstring(body_html, create_parent="div")
    body.make_links_absolute(address, resolve_base_href=False)
    parts = [html.tostring(child, encoding="unicode") for child in body]
    return _writable((body.text or "") + "".join(parts))


def _writable(text: str) -> str:
    return UNWRITABLE.sub("", text)


def _newest(*, at: datetime, section: int | None) -> QuerySet[Any, Any]:
    stories = Edition.objects.visible(at=at)
    if section is not None:
        stories = stories.filter(section=section)
    return _columns(stories)[:ENTRIES]


def _naming(kind: str) -> Prepared[Entry]:
    def build(*, key: int, at: datetime) -> QuerySet[Any, Any]:
        stories = Edition.objects.filter(pk__in=newest_about(kind, key, at=at)[:ENTRIES])
        return _columns(stories)

    return Prepared(build, Entry)


def _columns(stories: EditionQuerySet) -> QuerySet[Any, Any]:
    """What an entry takes, newest first."""
    rows: QuerySet[Any, Any] = stories.newest_first().values(*COLUMNS)
    return rows


_NEWEST = Prepared(_newest, Entry)
_NAMING = {kind: _naming(kind) for kind in KINDS}
