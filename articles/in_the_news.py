"""Who is in the news: people and organisations counted over a bounded number of the newest stories.

The rule is "in the newest hundred stories", not "in thirty days": a small paper, or an archive that
has ended, still has a newest hundred. Only confirmed mentions count.
"""

from typing import Any, TypedDict

from django.db.models import Count, QuerySet
from django.urls import reverse

from articles.models import Subject

STORIES = 100
NAMES = 10


class Name(TypedDict):
    """Somebody, with the number of stories of some list that name them."""

    name: str
    url: str
    count: int


def names_in(
    editions: QuerySet[Any, Any],
    *,
    at_most: int = NAMES,
    without: dict[str, int] | None = None,
    people_only: bool = False,
) -> list[Name]:
    """Whom editions (their keys) name, most often first; `without` is whom the list is about itself."""
    named = Subject.objects.confirmed().filter(edition__in=editions)
    if people_only:
        named = named.filter(person__isnull=False)
    rows: QuerySet[Any, Any] = (
        (named.exclude(**without) if without else named)
        .values("person__name", "person__slug", "organisation__name", "organisation__slug")
        .annotate(count=Count("pk"))
        .order_by("-count", "person__name", "organisation__name", "person_id", "organisation_id")
    )
    return [_name(row) for row in rows[:at_most]]


def _name(row: dict[str, Any]) -> Name:
    kind = "person" if row["person__slug"] else "organisation"
    return Name(
        name=row[f"{kind}__name"],
        url=reverse(kind, args=[row[f"{kind}__slug"]]),
        count=row["count"],
    )
