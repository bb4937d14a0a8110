"""A form that gives back what was typed, with what the answer has to mend in it."""

from django import forms
from django.http import QueryDict


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
