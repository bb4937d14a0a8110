"""What an editor is asked before a step."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from articles.admin.local_time import NewsroomTimeField
from articles.admin.situation import PlanInWords, Situation
from articles.planning import Plan
from articles.refusals import in_words

NOW, LATER = "now", "later"
PLANNED, SAVED = "planned", "saved"


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

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        self.situation = situation
        super().__init__(*args, **kwargs)


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


class PlanSeen(forms.Field):
    """The hour of the plan that the editor saw when confirming; empty for none."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> datetime | None:
        if not value or isinstance(value, datetime):
            return value or None
        try:
            return datetime.fromisoformat(value)
        except ValueError as error:
            raise forms.ValidationError("Open this page again.") from error

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else value


class ReplacingForm(TimedForm):
    """What may take the place of something that is planned, if the editor says so.

    Cleaned, `replacing` is the hour of the plan that is given up.
    """

    planned = PlanSeen(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = self.situation.plan
        if plan is None or not self.collides_with(plan):
            return
        self.initial["planned"] = plan.at
        self.fields["instead"] = forms.BooleanField(
            label="Do this instead. What is scheduled is cancelled.",
            help_text=f"Scheduled: {PlanInWords(plan)}",
            error_messages={
                "required": "Tick this if what is scheduled shall not happen. To let it happen at "
                "another hour, go back and change the hour."
            },
        )
        self.order_fields(["version", "planned", "instead", *self.fields])

    def collides_with(self, plan: Plan) -> bool:
        """Whether the step and the plan can't both be done."""
        return True

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.cleaned_data["replacing"] = self.cleaned_data.get("planned")
        return cleaned


class ScheduleForm(StepForm):
    """When readers see it."""

    at = NewsroomTimeField(label="Time")

    def clean_at(self) -> datetime | None:
        return future(self.cleaned_data["at"])


class ReschedulingForm(TimedForm):
    """At which other hour, and with which text where there are two by now."""

    planned = PlanSeen(required=False)
    field_order = ("version", "planned", "text", "when", "at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = self.situation.plan
        if plan is None:
            return
        self.initial.update(planned=plan.at, at=plan.at, when=LATER)
        version, newest = plan.edition.revision.number, self.situation.article.version
        if not plan.is_withdrawal and version != newest:
            self.fields["text"] = forms.ChoiceField(
                label="Which text?",
                choices=[
                    (PLANNED, f"As it was scheduled: version {version}"),
                    (SAVED, f"As it is saved now: version {newest}"),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": "Choose which text readers shall see."},
            )
            self.order_fields(self.field_order)
