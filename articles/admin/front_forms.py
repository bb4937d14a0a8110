"""What an editor sends from the desk of a page: every slot, from when on, and what to do."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from articles.admin.local_time import NewsroomTimeField
from articles.arranging.plans import Plan, PlannedSlot
from articles.arranging.refusals import StoryUnknown
from articles.models.placement import MOST_SLOTS, MOST_SUPPORTING

NOW, LATER = "now", "later"
MOST_KEY = 2**63 - 1
PUBLISH = "publish"
# The buttons for which the time is needed.
FINAL = {PUBLISH, "keep"}


class SlotForm(forms.Form):
    """A slot that holds stories: their keys in their order, until when, and whether they may repeat."""

    stories = forms.CharField(widget=forms.HiddenInput)
    ends_at = NewsroomTimeField(label="Until", required=False)
    may_repeat = forms.BooleanField(label="May appear again below", required=False)

    def clean_stories(self) -> tuple[int, ...]:
        """The keys."""
        keys = tuple(int(key) for key in self.cleaned_data["stories"].split(",") if key.isdecimal())
        if not 1 <= len(keys) <= MOST_SUPPORTING + 1 or max(keys) > MOST_KEY:
            raise forms.ValidationError("The form was damaged on its way. Load the page again.")
        return keys


class WhenForm(forms.Form):
    """From when on; `base` and `shown_at` are what the page showed: whose state, and of which time."""

    base = forms.CharField(widget=forms.HiddenInput, max_length=64)
    shown_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    when = forms.ChoiceField(
        label="From when on",
        choices=[(NOW, "Now"), (LATER, "From this time on:")],
        widget=forms.RadioSelect,
    )
    at = NewsroomTimeField(label="Time", required=False)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("when") == NOW:
            # A time that was typed and then not wanted can't be wrong.
            self.errors.pop("at", None)
            self.cleaned_data["at"] = None
        elif not self.cleaned_data.get("at") and "at" not in self.errors:
            # A story may be moved before the time is chosen for which it is moved.
            if self.data.get("do", "") in FINAL:
                self.add_error("at", "Choose the date and the time.")
            self.cleaned_data["at"] = self.cleaned_data.get("shown_at")
        return cleaned


class DeskForm:
    """The whole of it."""

    def __init__(self, said: QueryDict) -> None:
        self.is_final = said.get("do") == PUBLISH
        self.when = WhenForm(said)
        self.slots = {
            int(number): SlotForm(said, prefix=f"slot-{number}")
            for number in said.getlist("slot")
            if number.isdecimal() and 1 <= int(number) <= MOST_SLOTS
        }

    def is_valid(self) -> bool:
        """Whether all of it can be read."""
        # All are asked, so that all mistakes are told at once.
        return all([self.when.is_valid(), *(form.is_valid() for form in self.slots.values())])

    @property
    def plan(self) -> Plan:
        """What the slots hold. Raises StoryUnknown for a story that was sent twice."""
        slots = tuple(
            PlannedSlot(
                number,
                form.cleaned_data["stories"],
                form.cleaned_data["ends_at"],
                form.cleaned_data["may_repeat"],
            )
            for number, form in sorted(self.slots.items())
        )
        plan = Plan(slots)
        if len(plan.stories) != sum(len(slot.stories) for slot in slots):
            raise StoryUnknown
        return plan


def form_of_slot(slot: PlannedSlot) -> SlotForm:
    """The form that shows a slot as it is prepared."""
    initial = {
        "stories": ",".join(map(str, slot.stories)),
        "ends_at": slot.ends_at,
        "may_repeat": slot.may_repeat,
    }
    return SlotForm(initial=initial, prefix=f"slot-{slot.number}")


def form_of_time(starts_at: datetime | None, *, base: str) -> WhenForm:
    """The form that shows from when on something is prepared."""
    return WhenForm(
        initial={
            "base": base,
            "shown_at": starts_at.isoformat() if starts_at else "",
            "when": LATER if starts_at else NOW,
            "at": starts_at,
        }
    )
