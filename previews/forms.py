"""The form for a new link, and the box below a draft."""

from datetime import timedelta
from typing import Any

from django import forms

from comments.forms import CleanedField, CommentForm
from comments.text import TextRefused, refuse_nul
from previews.models.remark import LONGEST_QUOTE

HOURS = {
    "1": "1 hour",
    "24": "1 day",
    "72": "3 days",
    "168": "7 days",
    "336": "14 days",
    "720": "30 days",
}
USUAL = "168"


class LinkForm(forms.Form):
    """For whom, and for how long."""

    note = forms.CharField(
        label="For whom",
        max_length=200,
        help_text="A name and a reason, such as “Dr Weiss, to check the figures”. The newsroom reads it.",
    )
    hours = forms.ChoiceField(label="It ends after", choices=HOURS, initial=USUAL)

    @property
    def lasts(self) -> timedelta:
        """The chosen time, once the form is valid."""
        return timedelta(hours=int(self.cleaned_data["hours"]))


def clean_quote(typed: str) -> str:
    """Quoted words on one line; raises TextRefused for more than the newsroom needs to find the place."""
    refuse_nul(typed)
    quote = " ".join(typed.split())
    if len(quote) > LONGEST_QUOTE:
        raise TextRefused(
            f"Quote at most {LONGEST_QUOTE} characters, enough to find the place; these are "
            f"{len(quote)}."
        )
    return quote


class RemarkForm(CommentForm):
    """A comment that goes to the newsroom alone, with the words that it is about."""

    typed = ("nickname", "quote", "text")
    quote = CleanedField(
        rule=clean_quote,
        required=False,
        label="Words of the text that it is about",
        help_text="Copy them from above.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("nickname", "quote", "text", "website", "submission_id")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nickname"].help_text = "So that the newsroom knows who wrote it."
        self.fields["nickname"].widget.attrs["autocomplete"] = "name"
