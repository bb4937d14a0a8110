"""A form that gives back what was typed, with what the answer has to mend in it."""

from typing import Any

from django import forms
from django.http import QueryDict


class SharedFields(dict[str, forms.Field]):
    """Fields that all forms of a class have in common, since no form changes them.

    Django copies each field for each form, which is a third of what a form costs.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> "SharedFields":
        return SharedFields(self)


def sharing_fields[Form: type[forms.Form]](form: Form) -> Form:
    """Let the forms of a class share its fields; its subclasses have copies again."""
    form.base_fields = SharedFields(form.base_fields)
    return form


class TypedForm(forms.Form):
    """A form whose answer can mend what was sent; `typed` names the fields that people write in."""

    typed: tuple[str, ...] = ("text",)

    def clean(self) -> None:
        """Take out what was refused and what a browser would show as something else again."""
        for name in self.typed:
            if "\0" in (words := self.data.get(name, "")):
                self.replace(name, words.replace("\0", ""))

    def replace(self, name: str, value: str) -> None:
        """Let the form show another value than the one that was sent."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[name] = value
        self.data = data
