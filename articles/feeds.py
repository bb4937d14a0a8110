"""Atom feeds (RFC 4287) of the newest stories, with their full text, and of corrections.

A feed of stories also says which were withdrawn (RFC 6721), whichever feed they stood in: who has kept a
copy can take it away, too.

An entry's id is a tag URI (RFC 4151) of the article: it stays when headline, section or address change,
so a feed reader shows an update as an update and not as another story. Links are absolute, with the
host of SITE_URL.
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from lxml import html
from lxml.html import HtmlElement

from articles.atom import NEVER, author, document, element, local, writable
from articles.corrections import ListedCorrection
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


class Gone(NamedTuple):
    """A withdrawn story, as a feed names it."""

    article_id: int
    published_at: datetime
    ends_at: datetime
    withdrawal_reason: str


def newest(*, at: datetime, section: int | None = None) -> list[Entry]:
    """The newest stories of the paper, or of the section with that key."""
    return _NEWEST.rows(at=at, section=section)


def newest_naming(kind: str, key: int, *, at: datetime) -> list[Entry]:
    """The newest stories that name a person or an organisation for certain."""
    return _NAMING[kind].rows(key=key, at=at)


def newly_gone(*, at: datetime) -> list[Gone]:
    """The stories that were withdrawn last, and have not been published again."""
    return _GONE.rows(at=at)


def feed(
    publication: Publication,
    stories: list[Entry],
    gone: list[Gone],
    *,
    title: str,
    page: str,
    address: str,
) -> str:
    """The feed at an address, about what a page shows."""
    times = [*(_changed(story) for story in stories), *(local(one.ends_at) for one in gone)]
    parts = [*(_entry(story) for story in stories), *(_deleted(one) for one in gone)]
    return document(
        publication,
        parts,
        title=title,
        page=page,
        address=address,
        changed=max(times, default=NEVER),
    )


def feed_of_corrections(
    publication: Publication, corrections: list[ListedCorrection], *, page: str, address: str
) -> str:
    """The feed of what readers have been told of mistakes."""
    changed = max((local(one.correction.starts_at) for one in corrections), default=NEVER)
    return document(
        publication,
        [_correction(one) for one in corrections],
        title=f"Corrections – {publication.name}",
        page=page,
        address=address,
        changed=changed,
    )


def tag_of(story: Entry | Gone | ListedCorrection) -> str:
    """The article's name for ever, in the form of RFC 4151."""
    host = urlsplit(settings.SITE_URL).hostname
    day = story.published_at.astimezone(UTC).date()
    return f"tag:{host},{day.isoformat()}:/articles/{story.article_id}"


def _entry(story: Entry) -> str:
    address = absolute(story.path)
    authors = (
        author(person["name"], person["url"])
        for byline in story.bylines
        if byline["role"] == "by"
        for person in byline["people"]
    )
    summary = element("summary", story.summary, ' type="text"') if story.summary else ""
    content = _with_absolute_links(story.body_html, address)
    return "".join(
        [
            "<entry>",
            element("title", story.headline, ' type="text"'),
            f'<link href={quoteattr(address)} rel="alternate"/>',
            element("id", tag_of(story)),
            element("published", local(story.published_at).isoformat()),
            element("updated", _changed(story).isoformat()),
            *authors,
            f"<category term={quoteattr(writable(story.section_name))}/>",
            summary,
            f'<content type="html">{content}</content></entry>',
        ]
    )


def _correction(listed: ListedCorrection) -> str:
    """An entry that stays the same one when its words change."""
    correction = listed.correction
    return "".join(
        [
            "<entry>",
            element("title", f"{correction.label}: {listed.headline}", ' type="text"'),
            f'<link href={quoteattr(absolute(listed.url))} rel="alternate"/>',
            element("id", f"{tag_of(listed)}/corrections/{correction.number}"),
            element("published", local(correction.told_at).isoformat()),
            element("updated", local(correction.starts_at).isoformat()),
            f"<category term={quoteattr(correction.label)}/>",
            element("content", correction.note, ' type="text"'),
            "</entry>",
        ]
    )


def _deleted(gone: Gone) -> str:
    """What takes an entry out of the copies that others keep."""
    when = local(gone.ends_at).isoformat()
    return (
        f"<at:deleted-entry ref={quoteattr(tag_of(gone))} when={quoteattr(when)}>"
        f"{element('at:comment', gone.withdrawal_reason)}</at:deleted-entry>"
    )


def _changed(story: Entry) -> datetime:
    return local(story.updated_at or story.published_at)


@lru_cache(maxsize=BODIES_KEPT)
def _with_absolute_links(body_html: str, address: str) -> str:
    """The body, escaped, with links that lead to the right place from wherever the entry is read.

    Remembered by the texts themselves: an edition's body never changes, and parsing thirty of them took
    most of the time of a feed.
    """
    body: HtmlElement = html.fragment_fromstring(body_html, create_parent="div")
    for image in body.iter("img"):
        # A reader of feeds takes one file; the others have no address of their own here.
        for name in ("srcset", "sizes"):
            image.attrib.pop(name, None)
    body.make_links_absolute(address, resolve_base_href=False)
    parts = [html.tostring(child, encoding="unicode") for child in body]
    return escape(writable((body.text or "") + "".join(parts)))


def _newest(*, at: datetime, section: int | None) -> QuerySet[Any, Any]:
    stories = Edition.objects.visible(at=at)
    if section is not None:
        stories = stories.filter(section=section)
    return _columns(stories)[:ENTRIES]


def _naming(kind: str) -> Prepared[Entry]:
    def build(*, key: int, at: datetime) -> QuerySet[Any, Any]:
        stories = Edition.objects.filter(pk__in=newest_about(kind, key, at=at)[:ENTRIES])
        return _columns(stories)

    return Prepared(build, Entry, one_plan=True)


def _gone(*, at: datetime) -> QuerySet[Any, Any]:
    later = Edition.objects.filter(
        article=OuterRef("article"), number__gt=OuterRef("number"), starts_at__lte=at
    )
    withdrawn = Edition.objects.filter(~Q(withdrawal_reason=""), ends_at__lte=at)
    last = withdrawn.annotate(later=Subquery(later.values("pk")[:1])).filter(later=None)
    rows: QuerySet[Any, Any] = last.order_by("-ends_at", "-pk").values(*Gone._fields)
    return rows[:ENTRIES]


def _columns(stories: EditionQuerySet) -> QuerySet[Any, Any]:
    """What an entry takes, newest first."""
    rows: QuerySet[Any, Any] = stories.newest_first().values(*COLUMNS)
    return rows


_GONE = Prepared(_gone, Gone, one_plan=True)
_NEWEST = Prepared(_newest, Entry)
_NAMING = {kind: _naming(kind) for kind in KINDS}
