"""Rows below a form: people of a byline, mentions, sources, names."""

from typing import Any, TypeVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property

from articles.admin.batched import BatchedSelect, BatchedSelectMultiple, batch
from articles.admin.generic import BaseInlineFormSet, StackedInline, TabularInline

Row = TypeVar("Row", bound=models.Model)
GONE = "Somebody else removed this row meanwhile. Tick Delete, and add it anew if it is needed."


class Rows(BaseInlineFormSet[Row, Any, Any]):
    """Rows whose choosers are looked up together, and that survive somebody else's deletion."""

    @cached_property
    def forms(self) -> list[Any]:
        forms: list[Any] = super().forms
        batch(forms)
        return forms

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if key := form.fields.get("id"):
            key.error_messages["invalid_choice"] = GONE


class LabelledRows(Rows[Row]):
    """Rows of a table: its headings are no labels, so every field says its own name."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)
            if field.label:
                widget.attrs["aria-label"] = field.label


class BatchedChoosers:
    """Gives an inline's `autocomplete_fields` their batched widgets."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        inline: Any = self
        if db_field.name in inline.get_autocomplete_fields(request):
            kwargs["widget"] = BatchedSelect(db_field, inline.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        inline: Any = self
        if db_field.name in inline.get_autocomplete_fields(request):
            kwargs["widget"] = BatchedSelectMultiple(db_field, inline.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


class TabularRows(BatchedChoosers, TabularInline[Row, Any]):
    """Short rows, one line each."""

    formset = LabelledRows  # type: ignore[assignment]
    extra = 0


class StackedRows(BatchedChoosers, StackedInline[Row, Any]):
    """Long rows, one below the other."""

    formset = Rows  # type: ignore[assignment]
    extra = 0
