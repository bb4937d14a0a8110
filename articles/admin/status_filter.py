"""Lists of articles by where they stand."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest

from articles.admin.generic import ModelAdmin
from articles.models import Article

_LIVE = Q(status_live_version__isnull=False)
_SCHEDULED = Q(status_scheduled_at__isnull=False)


@dataclass(frozen=True)
class Standing:
    """A group of statuses; its condition is over what `articles.status.with_status` adds to a row."""

    name: str
    label: str
    condition: Q
    is_waiting: bool


STANDINGS = (
    Standing("draft", "Drafts", Q(status_was_published=False) & ~_SCHEDULED, True),
    Standing("scheduled", "Scheduled", _SCHEDULED, True),
    Standing(
        "changed",
        "Live, changes not published",
        _LIVE & ~_SCHEDULED & Q(version__gt=F("status_live_version")),
        True,
    ),
    Standing("live", "Live", _LIVE, False),
    Standing("withdrawn", "Withdrawn", Q(status_was_published=True) & ~_LIVE & ~_SCHEDULED, False),
)


class StatusFilter(SimpleListFilter):
    """The side bar's choice of a status; the list's queryset is annotated by `with_status`."""

    title = "status"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [(standing.name, standing.label) for standing in STANDINGS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        chosen = self.value()
        for standing in STANDINGS:
            if standing.name == chosen:
                return queryset.filter(standing.condition)
        return queryset
