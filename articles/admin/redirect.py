"""Addresses that something used to have."""

from django.contrib import admin

from articles.admin.refusing import RefusingAdmin
from articles.models import Redirect


@admin.register(Redirect)
class RedirectAdmin(RefusingAdmin[Redirect]):
    """Most rows are written by changed slugs; one can be added by hand after a move from elsewhere."""

    fields = ("path", "section", "person", "organisation", "article")
    autocomplete_fields = ("section", "person", "organisation", "article")
    list_display = ("path", "target", "created_at")
    list_select_related = ("section", "person", "organisation", "article")
    search_fields = ("path",)
    ordering = ("path", "pk")

    @admin.display(description="Leads to")
    def target(self, redirect: Redirect) -> str:
        return str(redirect.section or redirect.person or redirect.organisation or redirect.article)
