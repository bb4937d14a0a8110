"""The orders in which a thread can be read, and the place of a comment in each.

Every order ends in the comment's key, so it is total: a page begins right behind one comment or right
before one, whatever was written or removed meanwhile. A place is a value and a key, never a number of
rows; where it stood still counts when the comment itself is gone.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import isfinite
from typing import TYPE_CHECKING, Self

from articles.paging import MOST_KEY, BadCursor, Cursor

if TYPE_CHECKING:
    from comments.shown import ShownComment


@dataclass(frozen=True)
class RankCursor:
    """A comment's place among those sorted by rank, the best first; written `0.25~123`."""

    at: float
    key: int

    def __str__(self) -> str:
        return f"{self.at!r}~{self.key}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote; raises BadCursor for anything else."""
        rank, _, key = text.partition("~")
        try:
            cursor = cls(float(rank), int(key))
        except ValueError as error:
            raise BadCursor(text) from error
        if not isfinite(cursor.at) or not 0 <= cursor.key <= MOST_KEY or str(cursor) != text:
            raise BadCursor(text)
        return cursor


type Place = Cursor | RankCursor


class Order(StrEnum):
    """The orders; each is the value of `?order=` and a link above the thread.

    Newest, oldest and best sort conversations by their heads. Editors' picks are single comments from
    anywhere in the thread, the latest pick first.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    BEST = "best"
    PICKS = "picks"

    @property
    def label(self) -> str:
        """What its link is called."""
        return "Editors’ picks" if self is Order.PICKS else str(self.value).capitalize()

    @property
    def column(self) -> str:
        """What it sorts by, before the key."""
        columns = {Order.BEST: "rank", Order.PICKS: "picked_at"}
        return columns.get(self, "created_at")

    @property
    def is_descending(self) -> bool:
        """Whether column and key go down."""
        return self is not Order.OLDEST

    def place_of(self, comment: "ShownComment") -> Place:
        """Where a comment stands in this order."""
        if self is Order.BEST:
            return RankCursor(comment.rank, comment.id)
        at = comment.picked_at if self is Order.PICKS else comment.created_at
        return Cursor(at or comment.created_at, comment.id)

    def parse(self, text: str) -> Place:
        """The place that a page's address names; raises BadCursor."""
        return RankCursor.parse(text) if self is Order.BEST else Cursor.parse(text)


def sort_terms(order: Order, *, backwards: bool) -> list[str]:
    """What `order_by` takes for the order, or for the opposite one."""
    sign = "-" if order.is_descending != backwards else ""
    return [f"{sign}{order.column}", f"{sign}id"]


def values_of(place: Place | None) -> dict[str, datetime | float | int | None]:
    """The parameters `at` and `key` of the queries that begin at a place."""
    return {"at": place.at, "key": place.key} if place else {"at": None, "key": None}
