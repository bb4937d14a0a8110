"""Atom feeds (RFC 4287) of the newest stories, with their full text.

An entry's id is a tag URI (RFC 4151) of the article: it stays when headline, section or address change,
so a feed reader shows an update as an update and not as another story. Links are absolute, with the
host of SITE_URL.
"""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator
from lxml import html
from lxml.html import HtmlElement

from articles.models import Edition, Publication
from articles.models.edition import EditionQuerySet
from articles.structured_data import absolute

ENTRIES = 30
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


def entries(editions: EditionQuerySet) -> list[Edition]:
    """The editions of a feed, with their text: the newest of a list."""
    columns = ("plain_text", "search_vector", "subheads", "subjects", "sources")
    return list(editions.select_related("section").defer(*columns).newest_first()[:ENTRIES])


def feed(
    publication: Publication, editions: list[Edition], *, title: str, page: str, address: str
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
    for edition in editions:
        made.add_item(**_entry(edition))
    text: str = made.writeString("utf-8")
    return text


def tag_of(edition: Edition) -> str:
    """The article's name for ever, in the form of RFC 4151."""
    host = urlsplit(settings.SITE_URL).hostname
    day = edition.published_at.astimezone(UTC).date()
    return f"tag:{host},{day.isoformat()}:/articles/{edition.article_id}"


def _entry(edition: Edition) -> dict[str, Any]:
    return {
        "title": _writable(edition.headline),
        "link": absolute(edition.get_absolute_url()),
        "description": _writable(edition.summary),
        "content": _writable(_with_absolute_links(edition)),
        "unique_id": tag_of(edition),
        "pubdate": timezone.localtime(edition.published_at),
        "updateddate": timezone.localtime(edition.updated_at or edition.published_at),
        "categories": [_writable(edition.section.name)],
        "authors": [
            {"name": _writable(person["name"]), "url": person["url"]}
            for byline in edition.bylines
            if byline["role"] == "by"
            for person in byline["people"]
        ],
    }


def _with_absolute_links(edition: Edition) -> str:
    """The body with links that lead to the right place from wherever the entry is read."""
    body: HtmlElement = html.fragment_fromstring(edition.body_html, create_parent="div")
    body.make_links_absolute(absolute(edition.get_absolute_url()), resolve_base_href=False)
    parts = [html.tostring(child, encoding="unicode") for child in body]
    return (body.text or "") + "".join(parts)


def _writable(text: str) -> str:
    return UNWRITABLE.sub("", text)
