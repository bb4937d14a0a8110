"""The parts of the paper."""

from django.contrib import admin

from articles.admin.addressed import AddressedAdmin
from articles.models import Section


@admin.register(Section)
class SectionAdmin(AddressedAdmin[Section]):
    """Sections in the order of the navigation."""

    fields = ("name", "slug", "description", "position")
    list_display = ("name", "slug", "position")
    search_fields = ("name", "slug")
    ordering = ("position", "pk")
