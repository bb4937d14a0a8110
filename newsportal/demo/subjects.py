"""The people and organisations of the demo newspaper."""

from typing import Any

from articles.models import Affiliation, Identifier, Organisation, Person

type Row = dict[str, Any]


def load_organisations(rows: list[Row]) -> None:
    """Store the organisations that are not stored yet, with their names and identifiers."""
    for row in rows:
        fields = ("name", "kind", "summary", "place", "founded", "dissolved", "website")
        organisation, is_new = Organisation.objects.get_or_create(
            slug=row["slug"], defaults={field: row[field] for field in fields if field in row}
        )
        if is_new:
            for name in row.get("names", []):
                organisation.names.create(name=name)
            _identify(row, organisation=organisation)


def load_people(rows: list[Row]) -> None:
    """Store the people who are not stored yet, with their names, identifiers and roles."""
    organisations = {one.slug: one for one in Organisation.objects.order_by("id")}
    for row in rows:
        fields = ("name", "summary", "biography", "born", "died")
        person, is_new = Person.objects.get_or_create(
            slug=row["slug"], defaults={field: row[field] for field in fields if field in row}
        )
        if not is_new:
            continue
        for name in row.get("names", []):
            person.names.create(name=name)
        _identify(row, person=person)
        for role in row.get("affiliations", []):
            Affiliation.objects.create(
                person=person,
                organisation=organisations[role["organisation"]]
                if "organisation" in role
                else None,
                role=role["role"],
                starts=role.get("starts"),
                ends=role.get("ends"),
                source_url=role.get("source", ""),
            )


def _identify(row: Row, **owner: Person | Organisation) -> None:
    for scheme in ("wikidata", "website"):
        if scheme in row and not (scheme == "website" and "organisation" in owner):
            Identifier.objects.create(scheme=scheme, value=row[scheme], **owner)
