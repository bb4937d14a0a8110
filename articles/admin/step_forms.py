"""What an editor is asked before a step."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from articles.admin.local_time import NewsroomTimeField
from articles.refusals import in_words

NOW, LATER = "now", "later"


def future(at: datetime | None) -> datetime | None:
    """The time itself; raises ValidationError for one that has passed."""
    now = timezone.now()
    if at is not None and at <= now:
        raise forms.ValidationError(f"This time has passed: it is {in_words(now)} now.")
    return at


class StepForm(forms.Form):
    """Nothing but the confirmation.

    The version is what the editor saw when confirming, and `hand_over` the number of the last hand-over.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    hand_over = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


class TimedForm(StepForm):
    """Now, or at a time."""

    when = forms.ChoiceField(
        label="When",
        choices=[(NOW, "Now"), (LATER, "At this time:")],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    at = NewsroomTimeField(label="Time", required=False)

    def clean_at(self) -> datetime | None:
        """Counts only where it was asked for."""
        return future(self.cleaned_data["at"]) if self.data.get("when") == LATER else None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("when") == LATER and not (
            self.cleaned_data.get("at") or "at" in self.errors
        ):
            self.add_error("at", "Choose the date and the time.")
        elif self.cleaned_data.get("when") == NOW:
            # A time that was typed and then not wanted can't be wrong.
            self.errors.pop("at", None)
            self.cleaned_data["at"] = None
        return cleaned


class UpdateForm(TimedForm):
    """How much the change matters to somebody who has read the article already."""

    kind = forms.ChoiceField(
        label="Kind of change",
        choices=[
            ("update", "Update: readers see “Updated” with the time"),
            ("minor", "Minor change: “Updated” stays as it is"),
        ],
        initial="update",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=1000,
        help_text="What changed. May stay empty.",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    field_order = ("version", "kind", "note", "when", "at")


class CorrectionForm(TimedForm):
    """What was wrong and what is right."""

    note = forms.CharField(
        label="What readers should know",
        max_length=1000,
        help_text="What was wrong and what is right. It is printed with the article.",
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
    )
    field_order = ("version", "note", "when", "at")


class ScheduleForm(StepForm):
    """When readers see it."""

    at = NewsroomTimeField(label="Time")

    def clean_at(self) -> datetime | None:
        return future(self.cleaned_data["at"])


class WithdrawalForm(TimedForm):
    """Why it goes."""

    reason = forms.CharField(
        label="Reason",
        max_length=1000,
        help_text="Readers see it at the article's address.",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    field_order = ("version", "reason", "when", "at")
