"""What the newsroom changed in a story after a comment on it was written.

A reader who did not know the correction must not look foolish beside it. Small changes of wording say
nothing about a comment, so only updates, corrections and clarifications count.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONArray
from django.utils import timezone

from articles.models import Edition
from articles.record import history_url
from comments.shown import ShownComment, WrittenBefore

KINDS = [Edition.Kind.UPDATE, Edition.Kind.CORRECTION, Edition.Kind.CLARIFICATION]
# A story that was followed for days has more; of older ones the earliest known is still a later one.
MOST = 100


class Change(NamedTuple):
    """A material edition: its number, its kind, and since when readers have it."""

    number: int
    kind: str
    starts_at: datetime


def changes_of(article: str, *, at: datetime) -> ArraySubquery:
    """A column for `changes_in`: the latest changes of the article that the outer query names."""
    editions = Edition.objects.filter(
        article=OuterRef(article), kind__in=KINDS, number__gt=1, starts_at__lte=at
    )
    return ArraySubquery(
        editions.order_by("-number").values(row=JSONArray("number", "kind", "starts_at"))[:MOST]
    )


def changes_in(rows: Iterable[Any]) -> list[Change]:
    """The changes in such a column, the earliest first."""
    found = [Change(number, kind, datetime.fromisoformat(at)) for number, kind, at in rows]
    return sorted(found)


def tell_changes(comments: Iterable[ShownComment], changes: list[Change], *, story: str) -> None:
    """Give each comment, and each reply, the first change after the edition that it answered.

    `story` is the address of the story. A comment whose time nobody knows claims nothing.
    """
    if not changes:
        return
    for comment in comments:
        if not comment.is_tombstone and comment.time_is_known:
            comment.written_before = _first_after(comment, changes, story)
        tell_changes(comment.replies, changes, story=story)


def _first_after(comment: ShownComment, changes: list[Change], story: str) -> WrittenBefore | None:
    change = next((one for one in changes if one.number > comment.edition_number), None)
    if change is None:
        return None
    days = [timezone.localdate(one) for one in (comment.created_at, change.starts_at)]
    return WrittenBefore(
        kind=change.kind,
        at=change.starts_at,
        url=history_url(story, change.number),
        is_same_day=days[0] == days[1],
    )
