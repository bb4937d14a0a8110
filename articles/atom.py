"""What every Atom feed (RFC 4287) of the site is made of.

Links are absolute, with the host of SITE_URL.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from articles.models import Publication
from articles.structured_data import absolute

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
# A feed must say when it changed last, one without entries too.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# What XML 1.0 has no way to write.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def document(
    publication: Publication,
    parts: Iterable[str],
    *,
    title: str,
    page: str,
    address: str,
    changed: datetime,
) -> str:
    """The feed at an address, about what a page shows; `parts` are its entries."""
    own, language = absolute(address), get_language() or settings.LANGUAGE_CODE
    return "".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>\n',
            f'<feed xml:lang={quoteattr(language)} xmlns="http://www.w3.org/2005/Atom"',
            f' xmlns:at="{TOMBSTONES}">',
            element("title", title),
            f'<link href={quoteattr(absolute(page))} rel="alternate"/>',
            f'<link href={quoteattr(own)} rel="self"/>',
            element("id", own),
            element("updated", changed.isoformat()),
            author(publication.name, "/"),
            *parts,
            "</feed>",
        ]
    )


def local(moment: datetime) -> datetime:
    """By the newsroom's clock."""
    return timezone.localtime(moment)


def author(name: str, path: str) -> str:
    """Who wrote something; a guest has no page."""
    page = element("uri", absolute(path)) if path else ""
    return f"<author>{element('name', name)}{page}</author>"


def element(name: str, text: str, attributes: str = "") -> str:
    """An element of that text, escaped."""
    return f"<{name}{attributes}>{escape(writable(text))}</{name}>"


def writable(text: str) -> str:
    """The text without what XML can't hold."""
    return UNWRITABLE.sub("", text)
