"""Organisations: companies, ministries, clubs."""

from typing import ClassVar

from django.contrib import admin

from articles.admin.addressed import AddressedAdmin
from articles.admin.affiliations import RolesInOrganisation
from articles.admin.identifiers import IdentifierRows
from articles.admin.rows import TabularRows
from articles.models import Organisation, OrganisationName


class OrganisationNameRows(TabularRows[OrganisationName]):
    """Short forms, translations, earlier names."""

    model = OrganisationName
    fields = ("name",)
    ordering = ("name", "pk")


@admin.register(Organisation)
class OrganisationAdmin(AddressedAdmin[Organisation]):
    """Organisations by name; every other name of theirs finds them too."""

    fields = (
        "name",
        "slug",
        "kind",
        "summary",
        "place",
        ("founded", "dissolved"),
        "website",
        "parent",
        "picture",
        "is_indexed",
    )
    inlines: ClassVar = [OrganisationNameRows, RolesInOrganisation, IdentifierRows]
    autocomplete_fields = ("parent", "picture")
    list_display = ("name", "kind", "place", "is_indexed")
    list_filter = ("kind", "is_indexed")
    search_fields = ("name", "names__name")
    search_help_text = "A name, or another name of theirs."
    ordering = ("name", "pk")
    show_full_result_count = False
