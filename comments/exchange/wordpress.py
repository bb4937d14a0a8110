"""WXR, the XML that WordPress exports: items with their comments inside.

Format: versions 1.0 to 1.2 as `wp-admin/includes/export.php` of WordPress writes them. Keys are unique
on one site, so the site's address is part of the source. Pingbacks and trackbacks are no reader's words.
A time that WordPress itself did not know ("0000-00-00 00:00:00") is none.
"""

from collections.abc import Iterator
from html import unescape
from typing import BinaryIO
from urllib.parse import urlsplit

from comments.exchange.entries import CLOSED, DELETED, Entry, Item, LeftOut, Place
from comments.exchange.plain_words import plain_words
from comments.exchange.times import utc_time
from comments.exchange.xml_records import Record, records
from comments.models import Comment

SOURCE = "wordpress"
PREFIXES = {f"http://wordpress.org/export/1.{minor}/": "wp:" for minor in range(3)}
COMMENT = "wp:comment"
FIELDS = frozenset(
    [
        "link",
        "guid",
        "wp:post_id",
        "wp:post_name",
        "wp:base_site_url",
        "wp:base_blog_url",
        "wp:comment_status",
        "wp:comment_id",
        "wp:comment_author",
        "wp:comment_date_gmt",
        "wp:comment_content",
        "wp:comment_approved",
        "wp:comment_type",
        "wp:comment_parent",
    ]
)
STATES = {
    "1": Comment.State.PUBLISHED,
    "approve": Comment.State.PUBLISHED,
    "0": Comment.State.HELD,
    "hold": Comment.State.HELD,
    "spam": Comment.State.SPAM,
    "trash": DELETED,
    "post-trashed": DELETED,
}
_NO_READER = frozenset(["pingback", "trackback"])


def read(file: BinaryIO) -> Iterator[Item]:
    """The items that have comments, each before its comments; raises FileUnreadable."""
    at = {"rss/channel", "rss/channel/item", f"rss/channel/item/{COMMENT}"}
    told: Record | None = None
    source = SOURCE
    for record in records(file, at=at, fields=FIELDS, prefixes=PREFIXES):
        item = record.outer
        if record.name != COMMENT or item is None or item.outer is None:
            continue
        if item is not told:
            told, source = item, _source(item.outer)
            yield _place(item)
        yield _comment(record, item, source)


def _source(channel: Record) -> str:
    """The site that the file comes from, without the scheme of its address: that may have changed."""
    address = channel["wp:base_blog_url"] or channel["wp:base_site_url"] or channel["link"]
    parts = urlsplit(address)
    return f"{SOURCE} {parts.netloc.lower()}{parts.path.rstrip('/')}".strip()[:200]


def _place(item: Record) -> Place:
    names = tuple(name for name in (item["wp:post_id"], item["guid"]) if name)
    return Place(
        key=_key(item),
        address=item["link"],
        slug=item["wp:post_name"],
        names=names,
        line=item.line,
        settings=CLOSED if item["wp:comment_status"] == "closed" else {},
    )


def _key(item: Record) -> str:
    return item["wp:post_id"] or item["link"] or f"line {item.line}"


def _comment(comment: Record, item: Record, source: str) -> Entry | LeftOut:
    key, kind = comment["wp:comment_id"], comment["wp:comment_type"]
    if kind in _NO_READER:
        return LeftOut(comment.line, f"comment {key} is a {kind}.", by_rule=True)
    state = STATES.get(comment["wp:comment_approved"])
    if not key or state is None:
        words = comment["wp:comment_approved"][:20]
        return LeftOut(comment.line, f"comment {key}: it has no id, or “{words}” is no state.")
    parent = comment["wp:comment_parent"]
    return Entry(
        line=comment.line,
        key=f"{source} {key}",
        place=_key(item),
        parent="" if parent in {"", "0"} else f"{source} {parent}",
        nickname=unescape(comment["wp:comment_author"]),
        text=plain_words(comment["wp:comment_content"], lines_count=True),
        state=state,
        created_at=utc_time(comment["wp:comment_date_gmt"]),
    )
