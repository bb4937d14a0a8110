"""The checklist as the article's form and the pages of its steps show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from articles.checklist import Checklist, Finding
from articles.models import AcceptedWarning

# Where in the form a finding leads; rows below the form are a group each.
PLACES = {
    "body": "id_body_place",
    "bylines": "bylines-group",
    "mentions": "mentions-group",
    "sources": "sources-group",
}
ALL_OTHERS = "all_others"


@dataclass(frozen=True)
class Entry:
    """A finding with the way to where it is mended, and the answer that it has or waits for."""

    finding: Finding
    address: str
    accepted: AcceptedWarning | None = None
    answer: BoundField | None = None


@dataclass(frozen=True)
class ShownChecklist:
    """The findings in their groups."""

    errors: list[Entry]
    warnings: list[Entry]
    accepted: list[Entry]
    for_all_others: BoundField | None

    @property
    def is_passed(self) -> bool:
        return not (self.errors or self.warnings)


class ReasonsForm(forms.Form):
    """Why each warning may stay: a field for every one, and one for all that are left empty."""

    def __init__(self, warnings: Sequence[Finding], data: Any = None) -> None:
        super().__init__(data, prefix="reason")
        for warning in warnings:
            self.fields[warning.fingerprint] = _reason("Why may it stay?")
        if len(warnings) > 1:
            self.fields[ALL_OTHERS] = _reason("One reason for all that are left empty")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for_all_others = self.cleaned_data.pop(ALL_OTHERS, "")
        for name in self.fields.keys() - {ALL_OTHERS} - self.errors.keys():
            self.cleaned_data[name] = self.cleaned_data[name] or for_all_others
            if not self.cleaned_data[name]:
                self.add_error(name, "Say why it may stay, or go back and mend it.")
        return cleaned


def shown(
    checklist: Checklist, *, form_address: str = "", reasons: ReasonsForm | None = None
) -> ShownChecklist:
    """A checklist whose findings lead into the article's form; with fields where reasons are asked."""

    def entry(finding: Finding, accepted: AcceptedWarning | None = None) -> Entry:
        place = PLACES.get(finding.field, f"id_{finding.field}")
        asked = reasons is not None and finding.fingerprint in reasons.fields
        answer = reasons[finding.fingerprint] if reasons is not None and asked else None
        return Entry(finding, f"{form_address}#{place}", accepted, answer)

    has_one_for_all = reasons is not None and ALL_OTHERS in reasons.fields
    return ShownChecklist(
        errors=[entry(one) for one in checklist.errors],
        warnings=[entry(one) for one in checklist.warnings],
        accepted=[entry(one, why) for one, why in checklist.accepted],
        for_all_others=reasons[ALL_OTHERS] if reasons is not None and has_one_for_all else None,
    )


def _reason(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
