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
from newsportal.audit.acts import Act
from newsportal.audit.recording import record_change


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


def _editors(section: Section) -> dict[str, list[str]]:
    emails = section.section_editors.order_by("pk").values_list("editor__email", flat=True)
    return {"editors": list(emails)}


@admin.register(Section)
class SectionAdmin(AddressedAdmin[Section]):
    """Sections in the order of the navigation."""

    rows_are_recorded_elsewhere = True
    fields = ("name", "slug", "description", "position")
    inlines: ClassVar = [SectionEditorRows]
    list_display = ("name", "slug", "position")
    search_fields = ("name", "slug")
    ordering = ("position", "pk")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        before = _editors(form.instance)
        super().save_related(request, form, formsets, change)
        record_change(
            act=Act.SECTION_EDITORS_CHANGED,
            about=form.instance,
            by=request.user,  # type: ignore[arg-type]
            before=before,
            after=_editors(form.instance),
        )
