"""Roles over time, below the person and below the organisation."""

from articles.admin.rows import StackedRows
from articles.models import Affiliation


class RolesOfPerson(StackedRows[Affiliation]):
    """What somebody has been, and where."""

    model = Affiliation
    fk_name = "person"
    fields = ("role", "organisation", ("starts", "ends"), "source_url")
    autocomplete_fields = ("organisation",)
    ordering = ("-starts", "pk")
    verbose_name_plural = "Roles"


class RolesInOrganisation(StackedRows[Affiliation]):
    """Who works, or worked, for an organisation."""

    model = Affiliation
    fk_name = "organisation"
    fields = ("person", "role", ("starts", "ends"), "source_url")
    autocomplete_fields = ("person",)
    ordering = ("-starts", "pk")
    verbose_name_plural = "People and their roles"
