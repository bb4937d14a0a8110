"""How many comments are new since a reader last looked: a number, and nothing else of them.

A browser remembers what the page said was the latest, and asks how many have been published since.
Many browsers saw the same page and ask the same, so a shared cache answers them.
"""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan
from django.db.models.functions import JSONArray

from articles.paging import Cursor
from comments.models import Comment
from newsportal.database.prepared import Prepared

# More are not counted: nobody wants to know whether they have missed 300 or 400.
MOST = 100


def latest_of(article: str) -> ArraySubquery:
    """A column for `latest_in`: the comment that was published last under the outer query's article."""
    latest = Comment.objects.published().filter(thread=OuterRef(article))
    return ArraySubquery(
        latest.order_by("-published_at", "-id").values(row=JSONArray("published_at", "id"))[:1]
    )


def latest_in(rows: list[Any]) -> Cursor | None:
    """The place of the latest comment in such a column; None where there is none."""
    return Cursor(datetime.fromisoformat(rows[0][0]), rows[0][1]) if rows else None


def count_since(article_id: int, place: Cursor) -> int:
    """How many comments that readers see now were published after that place, counted to a hundred."""
    return len(_SINCE.rows(thread=article_id, at=place.at, key=place.key))


def _since(*, thread: int, at: datetime, key: int) -> QuerySet[Any, Any]:
    newer = Comment.objects.published().filter(
        TupleGreaterThan((F("published_at"), F("id")), (at, key)), thread=thread
    )
    rows: QuerySet[Any, Any] = newer.order_by("-published_at", "-id").values_list("id")
    return rows[:MOST]


def _key(id: int) -> int:  # noqa: A002 -- the column
    return id


_SINCE = Prepared(_since, _key, one_plan=True)
