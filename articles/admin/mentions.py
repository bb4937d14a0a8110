"""Whom the article names."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.generic import ModelForm
from articles.admin.rows import StackedRows
from articles.models import Certainty, Mention


class MentionForm(ModelForm[Mention]):
    """Says at once what the database would say at commit: how many candidates there may be."""

    class Meta:
        model = Mention
        fields = (
            "phrase",
            "people",
            "organisations",
            "salience",
            "certainty",
            "note",
            "position",
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "people" in self.errors or "organisations" in self.errors:
            return cleaned
        people, bodies = self.cleaned_data.get("people"), self.cleaned_data.get("organisations")
        candidates = len(people or ()) + len(bodies or ())
        if not candidates:
            self.add_error(None, "Choose whom these words mean: a person or an organisation.")
        elif candidates > 1 and self.cleaned_data.get("certainty") == Certainty.CONFIRMED:
            self.add_error(
                "certainty",
                "A confirmed mention names exactly one. Choose one, or say that sources differ.",
            )
        return cleaned


class MentionRows(StackedRows[Mention]):
    """Words of the text and who is meant, with what is uncertain about it."""

    model = Mention
    right_name = "article.mentions"
    form = MentionForm
    fields = (
        ("people", "organisations"),
        ("salience", "certainty", "position"),
        "phrase",
        "note",
    )
    autocomplete_fields = ("people", "organisations")
    ordering = ("position", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        return super().get_queryset(request).prefetch_related("people", "organisations")
