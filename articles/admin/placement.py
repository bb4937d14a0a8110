"""What stands where on the front page and on the sections' pages."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from articles.admin.local_time import NewsroomTimeField
from articles.admin.periods import PeriodForm
from articles.admin.refusing import RefusingAdmin
from articles.models import Placement, Section
from newsportal.accounts.rights import allowed, can


@admin.register(Placement)
class PlacementAdmin(RefusingAdmin[Placement]):
    """Stories in slots, the latest first."""

    form = PeriodForm
    fields = ("section", "slot", "article", "starts_at", "ends_at")
    autocomplete_fields = ("article",)
    formfield_overrides: ClassVar = {models.DateTimeField: {"form_class": NewsroomTimeField}}
    list_display = ("article", "page", "slot", "starts_at", "ends_at")
    list_select_related = ("section", "article")
    list_filter = ("section",)
    search_fields = ("article__headline",)
    ordering = ("-starts_at", "slot", "-pk")

    @admin.display(description="Page", ordering="section")
    def page(self, placement: Placement) -> str:
        return str(placement.section or "Front page")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The pages on which somebody may place: the front page is nobody's section."""
        if db_field.name == "section":
            kwargs["queryset"] = allowed(Section.objects.all(), request.user, "placement.add")
            kwargs["required"] = not can(request.user, "placement.add", Placement())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Placement, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)
