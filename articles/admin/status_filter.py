"""Lists of articles by where they stand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.generic import StockAdmin
from articles.models import Article, Edition

# Asked as "is there an edition that …", so that the database joins the two tables once instead of
# looking into one for every row of the other.
_EDITIONS = Edition.objects.filter(article=OuterRef("pk")).order_by()


def _published(now: datetime) -> Exists:
    return Exists(_EDITIONS.filter(starts_at__lte=now))


def _live(now: datetime) -> Exists:
    return Exists(_EDITIONS.visible(at=now))


def _scheduled(now: datetime) -> Exists:
    return Exists(_EDITIONS.filter(starts_at__gt=now))


def _changed(now: datetime) -> Exists:
    older = _EDITIONS.visible(at=now).filter(revision__number__lt=OuterRef("version"))
    return Exists(older)


@dataclass(frozen=True)
class Standing:
    """A group of statuses: a name for addresses, a label, and which articles belong to it at a time."""

    name: str
    label: str
    condition: Callable[[datetime], Q]
    is_waiting: bool = False

    def of(self, articles: QuerySet[Article]) -> QuerySet[Article]:
        """Those of the articles that stand so now."""
        return articles.filter(self.condition(timezone.now()))


STANDINGS = (
    Standing("draft", "Drafts", lambda now: Q(~Exists(_EDITIONS)), is_waiting=True),
    Standing("scheduled", "Scheduled", lambda now: Q(_scheduled(now)), is_waiting=True),
    Standing(
        "changed",
        "Live, changes not published",
        lambda now: Q(_changed(now)) & Q(~_scheduled(now)),
        is_waiting=True,
    ),
    Standing("live", "Live", lambda now: Q(_live(now))),
    Standing(
        "withdrawn",
        "Withdrawn",
        lambda now: Q(_published(now)) & Q(~_live(now)) & Q(~_scheduled(now)),
    ),
)


class StatusFilter(SimpleListFilter):
    """The side bar's choice of a status."""

    title = "status"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: StockAdmin[Any]) -> list[tuple[str, str]]:
        return [(standing.name, standing.label) for standing in STANDINGS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        chosen = self.value()
        for standing in STANDINGS:
            if standing.name == chosen:
                return standing.of(queryset)
        return queryset
