"""The XML that Disqus exports: threads with the addresses of their pages, then posts.

Format: the page "Comments Export" of Disqus and its schema 1.0. Keys (`dsq:id`) are unique over all
its sites. Times are UTC, with or without saying so.
"""

from collections.abc import Iterator
from typing import BinaryIO

from comments.exchange.entries import CLOSED, DELETED, Entry, Item, LeftOut, Place
from comments.exchange.plain_words import plain_words
from comments.exchange.times import utc_time
from comments.exchange.xml_records import Record, records
from comments.models import Comment

SOURCE = "disqus"
PREFIXES = {"http://disqus.com": "", "http://disqus.com/disqus-internals": "dsq:"}
FIELDS = frozenset(
    [
        "@dsq:id",
        "id",
        "link",
        "message",
        "createdAt",
        "isDeleted",
        "isSpam",
        "isApproved",
        "isClosed",
        "author/name",
        "author/username",
        "thread@dsq:id",
        "parent@dsq:id",
    ]
)


def read(file: BinaryIO) -> Iterator[Item]:
    """The threads and posts of an export; raises FileUnreadable."""
    at = {"disqus/thread", "disqus/post"}
    for record in records(file, at=at, fields=FIELDS, prefixes=PREFIXES):
        yield _place(record) if record.name == "thread" else _post(record)


def _place(thread: Record) -> Place:
    return Place(
        key=thread["@dsq:id"],
        address=thread["link"],
        names=(thread["id"],),
        line=thread.line,
        settings=CLOSED if thread["isClosed"] == "true" else {},
    )


def _post(post: Record) -> Entry | LeftOut:
    key = post["@dsq:id"]
    if not key or not post["thread@dsq:id"]:
        return LeftOut(post.line, "a post has no dsq:id or no thread. Export the file again.")
    created_at = utc_time(post["createdAt"])
    if created_at is None:
        return LeftOut(post.line, f"comment {key}: “{post['createdAt'][:40]}” is no time.")
    return Entry(
        line=post.line,
        key=f"{SOURCE} {key}",
        place=post["thread@dsq:id"],
        parent=post["parent@dsq:id"] and f"{SOURCE} {post['parent@dsq:id']}",
        nickname=post["author/name"] or post["author/username"],
        text=plain_words(post["message"]),
        state=_state(post),
        created_at=created_at,
    )


def _state(post: Record) -> str:
    if post["isSpam"] == "true":
        return Comment.State.SPAM
    if post["isDeleted"] == "true":
        return DELETED
    return Comment.State.HELD if post["isApproved"] == "false" else Comment.State.PUBLISHED
