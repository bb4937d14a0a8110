"""What an editor is asked before readers see another text, other words of a correction, or nothing."""

from typing import Any

from django import forms

from articles.admin import thanks
from articles.admin.step_forms import ReplacingForm, StepForm
from articles.models.edition import TOLD
from articles.planning import Plan
from articles.publishing import LegalOrder
from articles.refusals import in_words

OWN, ORDER = "own", "order"


def _words(label: str, help_text: str, *, required: bool = True, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"}),
    )


class UpdateForm(ReplacingForm):
    """How much the change matters to somebody who has read the article already: asked, never guessed."""

    kind = forms.ChoiceField(
        label="What is this change for readers?",
        choices=[
            ("minor", "Minor change: a comma, a dead link. “Updated” stays as it is"),
            ("update", "Update: more is known now. Readers see “Updated” with the time"),
            ("correction", "Correction: something was wrong. Readers are told what"),
            (
                "clarification",
                "Clarification: it was not wrong, and could be misunderstood. Readers are told how",
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what this change is for readers."},
    )
    note = _words(
        "What readers should know",
        "A correction or a clarification needs it: what was wrong, and what is right. It stands below "
        "the story and on the page of corrections. With an update or a minor change it may say what "
        "changed, or stay empty.",
        required=False,
        rows=4,
    )
    is_grave = forms.BooleanField(
        label="Print the correction above the text, too",
        help_text="For what readers must know before the first line.",
        required=False,
    )
    field_order = (
        "version", "planned", "instead", "kind", "note", "is_grave", "credit", "when", "at",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.situation.may("correct"):
            kinds: Any = self.fields["kind"]
            kinds.choices = [choice for choice in kinds.choices if choice[0] not in TOLD]
            del self.fields["is_grave"]
            return
        offered = thanks.offered(self.situation.article)
        # Asked again, too, where what was chosen is not offered any more.
        if offered or self.data.get("credit"):
            self.fields["credit"] = forms.ChoiceField(
                label="Did a reader find it?",
                help_text="Below the correction stands then “Corrected after a reader’s note”, with a "
                "link to the comment.",
                choices=[("", "No"), *offered],
                required=False,
                widget=forms.RadioSelect,
                error_messages={
                    "invalid_choice": "This comment is credited by now, or no longer shown. Choose again."
                },
            )
            self.order_fields(self.field_order)

    def collides_with(self, plan: Plan) -> bool:
        """A withdrawal that is planned for later stays planned."""
        return not plan.is_withdrawal

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        said = self.cleaned_data
        if said.get("kind") in TOLD:
            if not said.get("note", "").strip() and "note" not in self.errors:
                self.add_error("note", "Write what was wrong and what is right; readers see it.")
        else:
            # Ticked before the kind was chosen anew, and out of sight since.
            said["is_grave"] = False
            said["credit"] = ""
        if said.get("credit") and said.get("at"):
            # What is planned may be given up, and nobody should have been thanked by then.
            self.add_error(
                "credit",
                "A reader is thanked by a correction that is published now. Choose “Now” below, or “No” "
                "here.",
            )
        return cleaned


class RewordingForm(StepForm):
    """Which correction, and its other words."""

    correction = forms.TypedChoiceField(
        label="Which correction?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the correction."},
    )
    note = _words(
        "What readers should know",
        "These words take the place of the others, and readers are told that they are new. The others "
        "stay in the public record.",
        rows=4,
    )
    is_grave = forms.BooleanField(label="Print it above the text, too", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {str(one.number): one for one in self.situation.corrections}
        choices: Any = self.fields["correction"]
        choices.choices = [
            (number, f"{one.label} of {in_words(one.told_at)}: {one.note}")
            for number, one in told.items()
        ]
        asked = self.situation.asked.get("correction", "")
        if chosen := told.get(asked):
            self.initial.update(correction=asked, note=chosen.note, is_grave=chosen.is_grave)


class WithdrawalForm(ReplacingForm):
    """Why it goes, and whether the newsroom or an order wants it so.

    Cleaned, `legal_order` is the order, or None.
    """

    why = forms.ChoiceField(
        label="Who withdraws it?",
        choices=[
            (OWN, "The newsroom. Readers find the headline, your reason and the corrections (410)"),
            (
                ORDER,
                "A legal order. Readers find your reason and who ordered it, no headline (451)",
            ),
        ],
        initial=OWN,
        widget=forms.RadioSelect,
    )
    reason = _words("Reason", "Readers see it at the article's address.")
    authority = forms.CharField(
        label="Who ordered it",
        help_text="The court or the authority; empty if you may not say.",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    order_url = forms.URLField(
        label="Where the order can be read",
        help_text="Its address, if it is public.",
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )
    field_order = (
        "version", "planned", "instead", "why", "reason", "authority", "order_url", "when", "at",
    )  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        said = self.cleaned_data
        named = said.get("authority", ""), said.get("order_url", "")
        if said.get("why") == OWN and any(named):
            self.add_error("why", "Who ordered it is told only where a legal order withdraws it.")
        said["legal_order"] = LegalOrder(*named) if said.get("why") == ORDER else None
        return cleaned
