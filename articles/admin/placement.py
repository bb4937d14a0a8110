"""What stands where on the front page and on the sections' pages."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from articles.admin.local_time import NewsroomTimeField
from articles.admin.periods import PeriodForm
from articles.admin.refusing import RefusingAdmin
from articles.models import Placement


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

    def save_model(self, request: HttpRequest, obj: Placement, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)
