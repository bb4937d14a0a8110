"""People: whom articles are about, mention, or are written by."""

from typing import ClassVar

from django.contrib import admin

from articles.admin.addressed import AddressedAdmin
from articles.admin.affiliations import RolesOfPerson
from articles.admin.identifiers import IdentifierRows
from articles.admin.rows import TabularRows
from articles.models import Person, PersonName


class PersonNameRows(TabularRows[PersonName]):
    """Spellings, maiden names, stage names."""

    model = PersonName
    fields = ("name",)
    ordering = ("name", "pk")


@admin.register(Person)
class PersonAdmin(AddressedAdmin[Person]):
    """People by name; every other name of theirs finds them too."""

    fields = (
        "name",
        "slug",
        "summary",
        "biography",
        ("born", "died"),
        "picture",
        "is_indexed",
    )
    inlines: ClassVar = [PersonNameRows, RolesOfPerson, IdentifierRows]
    autocomplete_fields = ("picture",)
    list_display = ("name", "summary", "is_indexed")
    list_filter = ("is_indexed",)
    search_fields = ("name", "names__name")
    search_help_text = "A name, or another name of theirs."
    ordering = ("name", "pk")
    show_full_result_count = False
