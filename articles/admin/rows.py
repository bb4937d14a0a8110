"""Rows below a form: people of a byline, mentions, sources, names."""

from typing import Any, TypeVar

from django.db import models
from django.forms import URLInput
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.utils.functional import cached_property

from articles.admin.batched import BatchedSelect, BatchedSelectMultiple, batch
from articles.admin.generic import BaseInlineFormSet, StackedInline, TabularInline

Row = TypeVar("Row", bound=models.Model)
# More rows than any form may have.
ABSOLUTE_MAX = 2000
WIDE = {"class": "vURLField"}


class Rows(BaseInlineFormSet[Row, Any, Any]):
    """Rows whose choosers are looked up together, and of which only the changed ones are validated.

    A row that somebody else removed while it was edited here is kept as a new one: what was typed is
    not lost, and the article's version has told its editor of the other text before.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            stored = {str(row.pk) for row in self.get_queryset()}
            self.data = gone_last(self.data, str(self.prefix), stored)

    @cached_property
    def forms(self) -> list[Any]:
        forms: list[Any] = super().forms
        batch(forms)
        if self.is_bound:
            for form in forms:
                if form.instance.pk and not form.has_changed():
                    self._take_as_stored(form)
        return forms

    def _take_as_stored(self, form: Any) -> None:
        """A row that stayed as it is was valid when it was stored: nothing of it is asked for again."""
        form._errors = ErrorDict()
        setattr(form.instance, self.fk.name, self.instance)
        form.cleaned_data = {
            name: getattr(form.instance, name)
            for name in form.fields
            if name != DELETION_FIELD_NAME
        }


def gone_last(data: Any, prefix: str, stored: set[str]) -> Any:
    """The same rows, those that are stored no longer at the end and without their key.

    Django pairs the first rows of a form with those of the table by their order.
    """
    initial, total = data.get(f"{prefix}-INITIAL_FORMS", ""), data.get(f"{prefix}-TOTAL_FORMS", "")
    if not (initial.isdigit() and total.isdigit()):
        return data
    known = range(min(int(initial), ABSOLUTE_MAX))
    gone = [i for i in known if data.get(f"{prefix}-{i}-id") not in stored]
    if not gone:
        return data
    rest = [i for i in range(min(int(total), ABSOLUTE_MAX)) if i not in gone]
    renumbered = _renumbered(data, prefix, [*rest, *gone])
    for number in range(len(rest), len(rest) + len(gone)):
        renumbered[f"{prefix}-{number}-id"] = ""
    renumbered[f"{prefix}-INITIAL_FORMS"] = str(len(known) - len(gone))
    return renumbered


def _renumbered(data: Any, prefix: str, order: list[int]) -> Any:
    """The same form with its rows in another order, given by their old numbers."""
    place = {f"{prefix}-{old}": f"{prefix}-{new}" for new, old in enumerate(order)}
    renumbered = data.copy()
    moved = [name for name in data if name.rpartition("-")[0] in place]
    for name in moved:
        del renumbered[name]
    for name in moved:
        row, _, field = name.rpartition("-")
        renumbered.setlist(f"{place[row]}-{field}", data.getlist(name))
    return renumbered


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

    # A table has no room for Django's link to the address that is stored.
    formfield_overrides: Any = {models.URLField: {"widget": URLInput(attrs=WIDE)}}

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
