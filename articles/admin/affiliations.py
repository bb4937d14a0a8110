"""Roles over time, below the person and below the organisation."""

from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.periods import DatesForm
from articles.admin.rows import StackedRows
from articles.models import Affiliation


class Roles(StackedRows[Affiliation]):
    """Rows that print whose role it is."""

    model = Affiliation
    form = DatesForm  # type: ignore[assignment]
    ordering = ("-starts", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Affiliation]:
        return super().get_queryset(request).select_related("person")


class RolesOfPerson(Roles):
    """What somebody has been, and where."""

    fk_name = "person"
    fields = ("role", "organisation", ("starts", "ends"), "source_url")
    autocomplete_fields = ("organisation",)
    verbose_name_plural = "Roles"


class RolesInOrganisation(Roles):
    """Who works, or worked, for an organisation."""

    fk_name = "organisation"
    fields = ("person", "role", ("starts", "ends"), "source_url")
    autocomplete_fields = ("person",)
    verbose_name_plural = "People and their roles"
