"""Looking back: a public page as it was at an instant (`?at=`), without what was withdrawn since.

Nothing is kept for it but the record itself. A request for the past is answered like any other, only for
another instant; what readers then saw by the same rules, they see again.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from articles.cards import Card
from articles.instants import written
from articles.models import Edition
from newsportal.database.any_of import AnyOf
from newsportal.database.prepared import Prepared

WITHDRAWN_SINCE = "This story has been withdrawn since"


class Past(NamedTuple):
    """The instant that a reader looks at, and the one from which."""

    at: datetime
    now: datetime

    @property
    def written(self) -> str:
        """The instant as addresses name it."""
        return written(self.at)


def past_of(request: HttpRequest) -> Past | None:
    """The past that a request asks for; None where it is for today's page."""
    past: Past | None = getattr(request, "past", None)
    return past


def without_withdrawn[Page](page: Page, past: Past) -> Page:
    """A composed page in which stories that were withdrawn since are not to be read again.

    Each keeps its place: closing the gap would show an arrangement that nobody ever saw. Its link leads
    to the newsroom's reason, but for one that an order forbids: the address has words of the headline.
    """
    withdrawn = read_withdrawn([card.pk for card in _cards_in(page)], now=past.now)

    def change(card: Card) -> Card:
        if card.pk not in withdrawn:
            return card
        return card._replace(
            path="" if withdrawn[card.pk] else card.path,
            headline=WITHDRAWN_SINCE,
            standfirst="",
            summary="",
            picture=None,
        )

    changed: Page = _changed(page, change)
    return changed


def read_withdrawn(editions: list[int], *, now: datetime) -> dict[int, bool]:
    """Which of some editions (their keys) may not be shown any more, and whether by a legal order.

    Whoever withdraws a story takes back what readers have seen of it, earlier editions included. To
    publish it again later says nothing for the text that was taken back.
    """
    return dict(_WITHDRAWN.rows(editions=editions, at=now)) if editions else {}


def _withdrawn(*, editions: list[int], at: datetime) -> QuerySet[Any, Any]:
    taken_back = Edition.objects.withdrawn(at=at).filter(
        article=OuterRef("article"), number__gte=OuterRef("number")
    )
    by_order = taken_back.order_by("-is_legal_order").values("is_legal_order")[:1]
    those = Edition.objects.filter(AnyOf("pk", editions))
    rows: QuerySet[Any, Any] = those.annotate(by_order=Subquery(by_order))
    return rows.filter(by_order__isnull=False).values("pk", "by_order")


def _cards_in(page: Any) -> list[Card]:
    cards: list[Card] = []

    def collect(card: Card) -> Card:
        cards.append(card)
        return card

    _changed(page, collect)
    return cards


def _changed(value: Any, change: Callable[[Card], Card]) -> Any:
    """The same with each card in it changed, whatever the page is made of."""
    if isinstance(value, Card):
        return change(value)
    if isinstance(value, list):
        return [_changed(one, change) for one in value]
    if type(value) is tuple:
        return tuple(_changed(one, change) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: _changed(getattr(value, one.name), change) for one in fields(value)}
        return replace(value, **parts)
    return value


def _by_order(pk: int, by_order: bool) -> tuple[int, bool]:
    return pk, by_order


_WITHDRAWN = Prepared(_withdrawn, _by_order, one_plan=True)
