"""Atom feeds (RFC 4287) of the newest comments on a story, and on the stories of a section.

An entry's id is a tag URI (RFC 4151) of the comment. What is not published any more is in no feed.
"""

from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from django.conf import settings
from django.db.models import QuerySet

from articles.atom import NEVER, author, document, element, local
from articles.models import Edition, Publication
from articles.structured_data import absolute
from newsportal.database.asking import rows_of
from newsportal.database.one_plan import one_plan
from newsportal.database.prepared import Prepared
from newsportal.http.addresses import path_of

ENTRIES = 30
# The newest stories of a section; on older ones comments are closed, or hardly anybody writes.
STORIES = 40
# From each thread its newest, which its index has in order, and of them all the newest.
NEWEST = one_plan(
    f"""
SELECT newest.id, newest.thread_id, newest.nickname, newest.body_html, newest.published_at,
       newest.edited_at, newest.time_is_known
FROM unnest(%(articles)s::bigint[]) AS asked(article)
JOIN comments_thread thread ON thread.article_id = asked.article AND thread.mode <> 'off'
CROSS JOIN LATERAL (
    SELECT * FROM comments_comment
    WHERE thread_id = asked.article AND state = 'published'
    ORDER BY published_at DESC, id DESC LIMIT {ENTRIES}
) newest
ORDER BY newest.published_at DESC, newest.id DESC LIMIT {ENTRIES}
"""  # noqa: S608 -- a constant of this module
)


class Commented(NamedTuple):
    """A story whose comments are asked for."""

    article_id: int
    path: str
    headline: str


class Entry(NamedTuple):
    """A comment as a feed gives it."""

    id: int
    article_id: int
    nickname: str
    body_html: str
    published_at: datetime
    edited_at: datetime | None
    time_is_known: bool


def newest_on(stories: list[Commented]) -> list[Entry]:
    """The newest comments on these stories. One query."""
    keys = [story.article_id for story in stories]
    return [Entry._make(row) for row in rows_of(NEWEST, {"articles": keys})]


def stories_of(section: int, *, at: datetime) -> list[Commented]:
    """The newest stories of the section with that key."""
    return _STORIES.rows(section=section, at=at)


def feed_of_comments(
    publication: Publication, stories: list[Commented], *, title: str, page: str, address: str
) -> str:
    """The feed at an address: the newest comments on some stories."""
    entries, on = newest_on(stories), {story.article_id: story for story in stories}
    return document(
        publication,
        [_entry(entry, on[entry.article_id]) for entry in entries],
        title=title,
        page=page,
        address=address,
        changed=max((_changed(entry) for entry in entries), default=NEVER),
    )


def _entry(entry: Entry, story: Commented) -> str:
    address = f"{absolute(path_of('comment', entry.id))}#comment-{entry.id}"
    known = element("published", local(entry.published_at).isoformat())
    return "".join(
        [
            "<entry>",
            element("title", f"{entry.nickname} on “{story.headline}”", ' type="text"'),
            f'<link href={quoteattr(address)} rel="alternate"/>',
            element("id", _tag_of(entry)),
            known if entry.time_is_known else "",
            element("updated", _changed(entry).isoformat()),
            author(entry.nickname, ""),
            element("content", entry.body_html, ' type="html"'),
            "</entry>",
        ]
    )


def _tag_of(entry: Entry) -> str:
    """The comment's name for ever, in the form of RFC 4151."""
    host = urlsplit(settings.SITE_URL).hostname
    day = entry.published_at.astimezone(UTC).date()
    return f"tag:{host},{day.isoformat()}:/comments/{entry.id}"


def _changed(entry: Entry) -> datetime:
    return local(entry.edited_at or entry.published_at)


def _stories(*, section: int, at: datetime) -> QuerySet[Any, Any]:
    stories = Edition.objects.visible(at=at).filter(section=section).newest_first()
    rows: QuerySet[Any, Any] = stories.values("article_id", "path", "headline")
    return rows[:STORIES]


_STORIES = Prepared(_stories, Commented)
