"""The parts of the paper."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.addressed import AddressedAdmin
from articles.admin.rows import TabularRows
from articles.models import Section, SectionEditor
from newsportal.accounts.models import User
from newsportal.accounts.roles import Role


class SectionEditorRows(TabularRows[SectionEditor]):
    """Who may publish here: members of the group of editors."""

    model = SectionEditor
    fields = ("editor",)
    ordering = ("pk",)
    verbose_name_plural = "Editors of this section"

    def get_queryset(self, request: HttpRequest) -> QuerySet[SectionEditor]:
        return super().get_queryset(request).select_related("editor")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        editors = User.objects.filter(groups__name=Role.EDITOR, is_staff=True, is_active=True)
        kwargs["queryset"] = editors.order_by("name", "email")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Section)
class SectionAdmin(AddressedAdmin[Section]):
    """Sections in the order of the navigation."""

    fields = ("name", "slug", "description", "position")
    inlines: ClassVar = [SectionEditorRows]
    list_display = ("name", "slug", "position")
    search_fields = ("name", "slug")
    ordering = ("position", "pk")
