"""People and organisations as their pages show them: the row, and in the same query what hangs on it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from articles.coverage import covered, stories_of_each
from articles.models import (
    Affiliation,
    Identifier,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Subject,
)

PEOPLE = 200


@dataclass(frozen=True)
class Profile[Row: (Person, Organisation)]:
    """Somebody, with their other names, identifiers and the extent of coverage."""

    row: Row
    other_names: list[str]
    identifiers: list[Identifier]
    coverage_count: int
    first_coverage: date | None
    latest_coverage: date | None
    children: list[Organisation]


def person_profile(slug: str, *, at: datetime) -> Profile[Person] | None:
    """The person at an address, in one query."""
    found = Person.objects.filter(slug=slug).select_related("picture")
    return _profile(found, "person", PersonName.objects.all(), at=at)


def organisation_profile(slug: str, *, at: datetime) -> Profile[Organisation] | None:
    """The organisation at an address, in one query, with the organisations that are parts of it."""
    parts = Organisation.objects.filter(parent=OuterRef("pk")).by_name()
    found = (
        Organisation.objects.filter(slug=slug)
        .select_related("picture", "parent")
        .annotate(
            parts=ArraySubquery(parts.values(data=JSONObject(name="name", slug="slug"))),
        )
    )
    return _profile(found, "organisation", OrganisationName.objects.all(), at=at)


def people_of(organisation: Organisation, *, at: datetime) -> list[Affiliation]:
    """Who has a role in the organisation, the latest first; nobody whom only unpublished stories name."""
    named = covered("person", at=at, key="person")
    roles = organisation.affiliations.filter(named).select_related("person")
    return list(roles.latest_first()[:PEOPLE])


def _profile[Row: (Person, Organisation)](
    found: QuerySet[Row], kind: str, names: QuerySet[Any], *, at: datetime
) -> Profile[Row] | None:
    of_row = {kind: OuterRef("pk")}
    identifiers = Identifier.objects.filter(**of_row).order_by("scheme", "value", "id")
    row: Any = found.annotate(
        known_names=ArraySubquery(names.filter(**of_row).order_by("name", "id").values("name")),
        known_identifiers=ArraySubquery(
            identifiers.values(data=JSONObject(scheme="scheme", value="value"))
        ),
        coverage_count=stories_of_each(kind, at=at),
        first_coverage=_published(kind, "published_at", "edition_id", at=at),
        latest_coverage=_published(kind, "-published_at", "-edition_id", at=at),
    ).first()
    if row is None:
        return None
    return Profile(
        row=row,
        other_names=row.known_names,
        identifiers=[Identifier(**data) for data in row.known_identifiers],
        coverage_count=row.coverage_count,
        first_coverage=_day(row.first_coverage),
        latest_coverage=_day(row.latest_coverage),
        children=[Organisation(**data) for data in getattr(row, "parts", [])],
    )


def _published(kind: str, *order: str, at: datetime) -> Subquery:
    """When the first story in an order appeared that names somebody for certain: the end of an index."""
    rows = Subject.objects.confirmed().visible(at=at).filter(**{kind: OuterRef("pk")})
    return Subquery(rows.order_by(*order).values("published_at")[:1])


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
