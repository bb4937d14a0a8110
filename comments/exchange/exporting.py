"""Comments and their threads as JSON Lines, as `json_lines` reads them; docs/operating.md has the fields.

Left at home: accounts, who decided, addresses, votes and reports. Keyed hashes of authors only on
request: they mean something only where the same secret key made them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import batched
from typing import Any
from uuid import UUID, uuid5

from django.db.models import OuterRef, QuerySet, Subquery

from articles.models import Edition
from comments.exchange.discussions import settings_of
from comments.exchange.json_lines import HEADER
from comments.exchange.storing import OWN
from comments.models import Comment, CommentOrigin, ModerationEvent

BATCH = 500  # comments
# Names the keys of comments that were given none when they came.
_KEYLESS = UUID("6f1c7a52-2b5c-4a55-9d0a-0f3f5b1c9e7d")


def lines(comments: QuerySet[Comment], *, with_author_keys: bool = False) -> Iterator[str]:
    """The lines of a file with these comments, parents before their answers; memory holds a batch.

    Before the first of a thread stands its thread.
    """
    yield json.dumps(HEADER)
    latest = Edition.objects.filter(article=OuterRef("thread")).order_by("-starts_at", "-pk")
    rows = (
        comments.select_related("edition", "origin", "thread")
        .annotate(address=Subquery(latest.values("path")[:1]))
        .order_by("thread_id", "id")
    )
    thread = None
    for batch in batched(rows.iterator(chunk_size=BATCH), BATCH):
        yield from _written(batch, after=thread, with_author_keys=with_author_keys)
        thread = batch[-1].thread_id


def _written(batch: Sequence[Any], *, after: int | None, with_author_keys: bool) -> Iterator[str]:
    events = _events(comment.pk for comment in batch)
    parents = _parents(batch)
    for comment in batch:
        if comment.thread_id != after:
            after = comment.thread_id
            thread = {"thread": comment.address, **settings_of(comment.thread)}
            yield json.dumps(thread, ensure_ascii=False)
        facts = _facts(comment, parents.get(comment.parent_id), events.get(comment.pk, []))
        if with_author_keys:
            facts["author_mark"], facts["author_key"] = comment.author_mark, comment.author_key
        yield json.dumps(_told(facts), ensure_ascii=False)


def _facts(comment: Any, parent: str | None, events: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": key_of(comment),
        "article": comment.address,
        "edition": comment.edition.number,
        "parent": parent,
        "name": comment.nickname,
        "text": comment.text,
        "state": comment.state,
        "reason": comment.state_reason,
        "revision": comment.revision_number,
        "created_at": _time(comment.created_at),
        "time_is_known": comment.time_is_known,
        "published_at": _time(comment.published_at),
        "edited_at": _time(comment.edited_at),
        "picked_at": _time(comment.picked_at),
        "is_namesake": comment.is_namesake,
        "events": events,
    }


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing: an empty text stays where it is the comment's."""
    return {
        name: value
        for name, value in facts.items()
        if name == "text" or value not in (None, "", [])
    }


def key_of(comment: Comment) -> str:
    """What names the comment in every system: where it came from, or the id under which it was sent."""
    origin = getattr(comment, "origin", None)
    if isinstance(origin, CommentOrigin):
        return str(origin)
    return f"{OWN} {comment.submission_id or _made_up(comment)}"


def _made_up(comment: Comment) -> UUID:
    """A key for one that has none: the same in every export of this database."""
    return uuid5(_KEYLESS, f"{comment.pk} {comment.created_at.isoformat()}")


def _events(keys: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for event in ModerationEvent.objects.filter(comment__in=list(keys)).order_by("id"):
        found.setdefault(event.comment_id, []).append(
            {
                "revision": event.revision_number,
                "from": event.from_state,
                "to": event.to_state,
                "reason": event.reason,
                "at": _time(event.created_at),
            }
        )
    return found


def _parents(batch: Iterable[Comment]) -> dict[int, str]:
    keys = [comment.parent_id for comment in batch if comment.parent_id]
    parents = Comment.objects.filter(pk__in=keys).select_related("origin")
    return {parent.pk: key_of(parent) for parent in parents}


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
