"""The first page of the admin: the piles on somebody's desk, the first rows of each in words.

Apps above this one add piles of their own by `add_pile`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince, timeuntil

from articles.admin.piles import MOST, PILES, Lying
from articles.refusals import in_words
from newsportal.accounts.rights import can

FIRST_ROWS = 5


@dataclass(frozen=True)
class Row:
    """What lies in a pile: a name that leads to it, and what happened to it when."""

    name: str
    url: str
    words: str
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class ShownPile:
    """A pile as the desk shows it: how much there is, the first rows, and the list of all."""

    label: str
    count: int
    rows: list[Row]
    url: str

    @property
    def words(self) -> str:
        """The number, as far as it is counted."""
        return f"{MOST:,}+" if self.count > MOST else f"{self.count:,}"


_FURTHER: list[Callable[[HttpRequest], ShownPile | None]] = []


def add_pile(pile: Callable[[HttpRequest], ShownPile | None]) -> None:
    """Show a further pile on every desk; it gives None to those who have nothing to do with it."""
    _FURTHER.append(pile)


def desk(request: HttpRequest) -> list[ShownPile]:
    """The piles of somebody, each asked for by one query or two."""
    address = reverse("admin:articles_article_changelist")
    own = []
    for kind in PILES:
        if can(request.user, kind.right):
            lying = kind.lying(request.user)
            rows = [_row(one) for one in lying[:FIRST_ROWS]]
            own.append(ShownPile(kind.label, len(lying), rows, f"{address}?desk={kind.name}"))
    further = (make(request) for make in _FURTHER)
    return [*own, *(pile for pile in further if pile is not None)]


def ago(moment: datetime) -> str:
    """How long ago a moment was, in one unit."""
    if timezone.now() - moment < timedelta(minutes=1):
        return "just now"
    return f"{timesince(moment, depth=1)} ago"


def _row(one: Lying) -> Row:
    words = {
        "submit": f"{one.who} submitted it {ago(one.at)}",
        "return": f"{one.who} returned it {ago(one.at)}",
        "approve": f"{one.who} approved it {ago(one.at)}",
        "due": f"needed {ago(one.at)}",
        "embargo": f"the embargo ended {ago(one.at)}",
        "changed": f"changed {ago(one.at)}",
        "scheduled": f"{in_words(one.at)}, in {timeuntil(one.at, depth=1)}",
    }
    address = reverse("admin:articles_article_change", args=[one.key])
    return Row(one.headline, address, words[one.kind], one.at, one.note)
