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
from articles.models import Article, Edition, Embargo, HandOver

# Asked as "is there an edition that …", so that the database joins the two tables once instead of
# looking into one for every row of the other.
_EDITIONS = Edition.objects.filter(article=OuterRef("pk")).order_by()

Kind = HandOver.Kind


def _published(now: datetime) -> Exists:
    return Exists(_EDITIONS.filter(starts_at__lte=now))


def _live(now: datetime) -> Exists:
    return Exists(_EDITIONS.visible(at=now))


def _scheduled(now: datetime) -> Exists:
    return Exists(_EDITIONS.filter(starts_at__gt=now))


def _changed(now: datetime) -> Exists:
    older = _EDITIONS.visible(at=now).filter(revision__number__lt=OuterRef("version"))
    return Exists(older)


def _standing(kind: HandOver.Kind) -> Exists:
    return Exists(HandOver.objects.filter(article=OuterRef("pk"), is_standing=True, kind=kind))


def _is_draft(now: datetime) -> Q:
    with_the_desk = _standing(Kind.SUBMIT), _standing(Kind.APPROVE)
    return Q(~Exists(_EDITIONS)) & Q(~with_the_desk[0]) & Q(~with_the_desk[1])


def _is_held_back(now: datetime) -> Q:
    embargoes = Embargo.objects.filter(article=OuterRef("pk"), lifted_at__isnull=True)
    return Q(Exists(embargoes.filter(until__gt=now)))


@dataclass(frozen=True)
class Standing:
    """A group of statuses: a name for addresses, a label, and which articles belong to it at a time."""

    name: str
    label: str
    condition: Callable[[datetime], Q]

    def of(self, articles: QuerySet[Article]) -> QuerySet[Article]:
        """Those of the articles that stand so now."""
        return articles.filter(self.condition(timezone.now()))


STANDINGS = (
    Standing("draft", "Drafts", _is_draft),
    Standing("returned", "Returned", lambda now: Q(_standing(Kind.RETURN))),
    Standing("submitted", "Submitted", lambda now: Q(_standing(Kind.SUBMIT))),
    Standing("approved", "Approved", lambda now: Q(_standing(Kind.APPROVE))),
    Standing("embargo", "Under embargo", _is_held_back),
    Standing("scheduled", "Scheduled", lambda now: Q(_scheduled(now))),
    Standing(
        "changed",
        "Live, changes not published",
        lambda now: Q(_changed(now)) & Q(~_scheduled(now)),
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
