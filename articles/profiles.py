"""People and organisations as their pages show them: in one query the row and what hangs on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Self

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
from articles.models.affiliation import AffiliationQuerySet
from articles.pictures.shown import PICTURE_COLUMNS, Picture, picture_of, renditions_of_picture
from newsportal.database.prepared import Prepared
from newsportal.http.addresses import path_of

PEOPLE = 200
SHARED_COLUMNS = ("pk", "name", "slug", "summary", "is_indexed")
OF_PEOPLE = ("biography", "born", "died")
OF_ORGANISATIONS = ("kind", "place", "founded", "dissolved", "website")
PARENT_COLUMNS = ("parent__name", "parent__slug")
HANGING_ON = (
    "renditions",
    "other_names",
    "identifiers",
    "coverage_count",
    "first_coverage",
    "latest_coverage",
    "roles",
)
PERSON_COLUMNS = (*SHARED_COLUMNS, *PICTURE_COLUMNS, *OF_PEOPLE, *HANGING_ON)
ORGANISATION_COLUMNS = (
    *SHARED_COLUMNS,
    *PICTURE_COLUMNS,
    *OF_ORGANISATIONS,
    *PARENT_COLUMNS,
    *HANGING_ON,
    "children",
)


class Link(NamedTuple):
    """Somebody with a page of their own, to be named and linked."""

    name: str
    url: str


class Role(NamedTuple):
    """What somebody is or was, and for whom: one of the two is whose page it stands on, and None."""

    role: str
    starts: date | None
    ends: date | None
    source_url: str
    person: Link | None = None
    organisation: Link | None = None


@dataclass(frozen=True)
class Roles:
    """Roles by whether they last on a day; of those without dates nobody has recorded when they were."""

    current: list[Role]
    past: list[Role]
    undated: list[Role]

    @classmethod
    def on(cls, day: date, roles: Iterable[Role]) -> Self:
        """Each group in the order given. A role lasts through its last day."""
        groups = cls([], [], [])
        for role in roles:
            if role.starts is None and role.ends is None:
                groups.undated.append(role)
            elif role.ends is None or role.ends >= day:
                groups.current.append(role)
            else:
                groups.past.append(role)
        return groups


@dataclass(frozen=True)
class Profile:
    """Somebody, with their other names, identifiers, roles and the extent of coverage."""

    pk: int
    name: str
    url: str
    slug: str
    summary: str
    is_indexed: bool
    picture: Picture | None
    other_names: list[str]
    identifiers: list[Identifier]
    roles: list[Role]
    coverage_count: int
    first_coverage: date | None
    latest_coverage: date | None


@dataclass(frozen=True)
class PersonProfile(Profile):
    """A person; the roles are theirs."""

    biography: str
    born: date | None
    died: date | None


@dataclass(frozen=True)
class OrganisationProfile(Profile):
    """An organisation; the roles are those that people have in it."""

    kind: str
    place: str
    founded: date | None
    dissolved: date | None
    website: str
    parent: Link | None
    children: list[Link]

    @property
    def kind_label(self) -> str:
        """What it is, in words."""
        return Organisation.Kind(self.kind).label


def person_profile(slug: str, *, at: datetime) -> PersonProfile | None:
    """The person at an address, in one query, with their roles, the latest first."""
    return _PERSON.first(slug=slug, at=at)


def organisation_profile(slug: str, *, at: datetime) -> OrganisationProfile | None:
    """The organisation at an address, in one query, with the organisations that are parts of it.

    Of the people who have roles in it nobody is shown whom only unpublished stories name.
    """
    return _ORGANISATION.first(slug=slug, at=at)


def _person_at(*, slug: str, at: datetime) -> QuerySet[Any, Any]:
    names = PersonName.objects.filter(person=OuterRef("pk"))
    roles = Affiliation.objects.filter(person=OuterRef("pk")).latest_first()
    rows: QuerySet[Any, Any] = Person.objects.filter(slug=slug).values(
        *SHARED_COLUMNS,
        *PICTURE_COLUMNS,
        *OF_PEOPLE,
        **_hanging_on("person", names, at=at),
        roles=_as_rows(roles, "organisation"),
    )
    return rows[:1]


def _organisation_at(*, slug: str, at: datetime) -> QuerySet[Any, Any]:
    names = OrganisationName.objects.filter(organisation=OuterRef("pk"))
    is_public = covered("person", at=at, key="person")
    roles = Affiliation.objects.filter(is_public, organisation=OuterRef("pk")).latest_first()
    parts = Organisation.objects.filter(parent=OuterRef("pk")).by_name()
    rows: QuerySet[Any, Any] = Organisation.objects.filter(slug=slug).values(
        *SHARED_COLUMNS,
        *PICTURE_COLUMNS,
        *OF_ORGANISATIONS,
        *PARENT_COLUMNS,
        **_hanging_on("organisation", names, at=at),
        roles=_as_rows(roles[:PEOPLE], "person"),
        parts=ArraySubquery(parts.values(data=JSONObject(name="name", slug="slug"))),
    )
    return rows[:1]


def _hanging_on(kind: str, names: QuerySet[Any, Any], *, at: datetime) -> dict[str, Any]:
    """What both kinds have besides the columns of their row; `roles` follows it."""
    identifiers = Identifier.objects.filter(**{kind: OuterRef("pk")})
    return {
        "renditions": renditions_of_picture(),
        "other_names": ArraySubquery(names.order_by("name", "id").values("name")),
        "known_identifiers": ArraySubquery(
            identifiers.order_by("scheme", "value", "id").values(
                data=JSONObject(scheme="scheme", value="value")
            )
        ),
        "coverage_count": stories_of_each(kind, at=at),
        "first_coverage": _published(kind, "published_at", "edition_id", at=at),
        "latest_coverage": _published(kind, "-published_at", "-edition_id", at=at),
    }


def _published(kind: str, *order: str, at: datetime) -> Subquery:
    """When the first story in an order appeared that names somebody for certain: the end of an index."""
    rows = Subject.objects.confirmed().visible(at=at).filter(**{kind: OuterRef("pk")})
    return Subquery(rows.order_by(*order).values("published_at")[:1])


def _as_rows(roles: AffiliationQuerySet, other: str) -> ArraySubquery:
    """Roles with the name and the address of who or what is at their other end."""
    row = JSONObject(
        role="role",
        starts="starts",
        ends="ends",
        source_url="source_url",
        name=f"{other}__name",
        slug=f"{other}__slug",
    )
    return ArraySubquery(roles.values(data=row))


def _person(*columns: Any) -> PersonProfile:
    found = dict(zip(PERSON_COLUMNS, columns, strict=True))
    return PersonProfile(
        **_shared("person", found),
        roles=[_role(row, organisation=_link("organisation", row)) for row in found["roles"]],
        **{name: found[name] for name in OF_PEOPLE},
    )


def _organisation(*columns: Any) -> OrganisationProfile:
    found = dict(zip(ORGANISATION_COLUMNS, columns, strict=True))
    parent = {"name": found["parent__name"], "slug": found["parent__slug"]}
    return OrganisationProfile(
        **_shared("organisation", found),
        roles=[_role(row, person=_link("person", row)) for row in found["roles"]],
        **{name: found[name] for name in OF_ORGANISATIONS},
        parent=_link("organisation", parent),
        children=[link for row in found["children"] if (link := _link("organisation", row))],
    )


def _shared(kind: str, found: dict[str, Any]) -> dict[str, Any]:
    """What the profiles of both kinds take alike."""
    picture = [found[name] for name in (*PICTURE_COLUMNS, "renditions")]
    return {name: found[name] for name in SHARED_COLUMNS} | {
        "url": path_of(kind, found["slug"]),
        "picture": picture_of(*picture),
        "other_names": found["other_names"],
        "identifiers": [Identifier(**row) for row in found["identifiers"]],
        "coverage_count": found["coverage_count"],
        "first_coverage": _day(found["first_coverage"]),
        "latest_coverage": _day(found["latest_coverage"]),
    }


def _role(row: dict[str, Any], **other: Link | None) -> Role:
    return Role(row["role"], _date(row["starts"]), _date(row["ends"]), row["source_url"], **other)


def _link(kind: str, row: dict[str, Any]) -> Link | None:
    """The link to a person or an organisation; None where there is none."""
    return Link(row["name"], path_of(kind, row["slug"])) if row["slug"] is not None else None


def _date(text: str | None) -> date | None:
    """A day as JSON has it."""
    return date.fromisoformat(text) if text else None


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


_PERSON = Prepared(_person_at, _person)
_ORGANISATION = Prepared(_organisation_at, _organisation)
