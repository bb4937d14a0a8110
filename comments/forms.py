"""The forms in which readers write: a comment, other words for it, a private code."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from comments.nicknames import clean_nickname
from comments.private_codes import browser_of_code
from comments.rules.form import JudgedForm
from comments.text import LONGEST_TEXT, clean_text
from comments.typed_form import TypedForm, sharing_fields

TEXT_HELP = (
    f"Plain text of at most {LONGEST_TEXT:,} characters. An empty line begins a new paragraph, a line "
    "that begins with > is a quotation, and addresses that begin with https:// become links."
)


class CleanedField(forms.Field):
    """A text that one of our rules brings into its stored form, or refuses with a reason.

    It sets no `maxlength`: a browser would cut what somebody pastes, without a word.
    """

    def __init__(self, *, rule: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._rule = rule

    def clean(self, value: Any) -> str:
        try:
            return self._rule(str(value or ""))
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from refusal


@sharing_fields
class CommentForm(JudgedForm):
    """A nickname and a text.

    `submission_id` is made with the form, so that sending it twice stores one comment. `website` is
    hidden from people; what fills it in is a program.
    """

    typed: tuple[str, ...] = ("nickname", "text")
    nickname = CleanedField(
        rule=clean_nickname,
        label="Your name",
        help_text="Shown with the comment. A nickname will do.",
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    text = CleanedField(
        rule=clean_text,
        label="Your comment",
        help_text=TEXT_HELP,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    possible_error = forms.BooleanField(
        required=False,
        label="I think something in the story is wrong",
        help_text="The newsroom looks into it. Your comment is shown like any other.",
    )
    website = forms.CharField(
        required=False,
        label="Leave this empty",
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> None:
        """Say what is wrong with what people don't see, and mend it for the next time."""
        super().clean()
        if self.cleaned_data.get("website"):
            self.replace("website", "")
            self.add_error(
                None,
                "A field that people do not see was filled in, perhaps by your browser. It is empty "
                "again: please send once more.",
            )
        if "submission_id" not in self.cleaned_data:
            self.renew_submission()
            self.add_error(None, "The form was not complete. It is now: please send once more.")

    def renew_submission(self) -> None:
        """Let what is sent next be a comment of its own."""
        self.replace("submission_id", str(uuid4()))


class EditForm(JudgedForm):
    """Other words for a comment; `revision_number` is the revision that its author had before them."""

    text = CleanedField(
        rule=clean_text,
        label="Your comment",
        help_text=TEXT_HELP,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    revision_number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def clean(self) -> None:
        """A form that lost its hidden field takes the place of nothing unseen: it is refused as stale."""
        super().clean()
        if "revision_number" not in self.cleaned_data:
            self.cleaned_data["revision_number"] = 0
            self.errors.pop("revision_number", None)


class CodeForm(TypedForm):
    """The private code of a comment's author, for another device."""

    typed = ("code",)
    code = CleanedField(
        rule=browser_of_code,
        label="Your private code",
        help_text="You were given it with your first comment. Spaces and hyphens don’t matter.",
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "private-code__input",
            }
        ),
    )
