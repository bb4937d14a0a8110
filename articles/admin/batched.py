"""Choosers that search while one types, for many rows of one page at the price of one.

Django's own asks the database for the name of what is chosen, once for each field of each row. Here
all rows of a formset ask together.
"""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.db.models import Model, QuerySet
from django.forms import ModelChoiceField
from django.utils.functional import cached_property

from articles.admin.generic import ModelForm


class Chosen:
    """What the choosers of one field show in all rows: looked up once, when the first is drawn."""

    def __init__(self, queryset: QuerySet[Model] | None, keys: set[str]) -> None:
        self._queryset = queryset
        self._keys = keys

    @cached_property
    def by_key(self) -> dict[str, Model]:
        if self._queryset is None or not self._keys:
            return {}
        return {str(one.pk): one for one in self._queryset.filter(pk__in=self._keys)}


class BatchedOptions(AutocompleteMixin):
    """Takes what is chosen from `chosen`, if the formset has given it one."""

    chosen: Chosen | None = None

    def optgroups(
        self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None
    ) -> list[Any]:
        if self.chosen is None:
            return super().optgroups(name, value, attr)
        select: Any = self
        options: list[Any] = []
        if not select.is_required and not select.allow_multiple_selected:
            options.append(select.create_option(name, "", "", False, 0))
        for key in value:
            if found := self.chosen.by_key.get(str(key)):
                options.append(select.create_option(name, found.pk, str(found), True, len(options)))
        return [(None, options, 0)]


class BatchedSelect(BatchedOptions, AutocompleteSelect):
    """A chooser of one."""


class BatchedSelectMultiple(BatchedOptions, AutocompleteSelectMultiple):
    """A chooser of several; each is taken out by itself.

    The button that takes out all would stand in the list of the chosen as something else than an item.
    """

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}


def batch(forms: list[ModelForm[Any]]) -> None:
    """Let all rows share what their batched choosers show: one query for each field that is drawn."""
    for name in {name for form in forms for name, _, _ in _choosers(form)}:
        places = [place for form in forms for place in _choosers(form) if place[0] == name]
        keys = {str(key) for form in forms for key in _values(form, name) if str(key).isdigit()}
        chosen = Chosen(cast("ModelChoiceField[Any]", places[0][1]).queryset, keys)
        for _, _, widget in places:
            widget.chosen = chosen


def _choosers(form: ModelForm[Any]) -> Iterator[tuple[str, Any, BatchedOptions]]:
    for name, field in form.fields.items():
        widget = field.widget
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget = widget.widget
        if isinstance(widget, BatchedOptions):
            yield name, field, widget


def _values(form: ModelForm[Any], name: str) -> list[Any]:
    value = form[name].value()
    values = value if isinstance(value, list | tuple) else [value]
    return [one.pk if isinstance(one, Model) else one for one in values]
