"""The form under an article."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from comments.nicknames import clean_nickname
from comments.text import LONGEST_TEXT, TextRefused, clean_text


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
        except TextRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


class CommentForm(forms.Form):
    """A nickname and a text.

    `submission_id` is made with the form, so that sending it twice stores one comment. `website` is
    hidden from people; what fills it in is a program. `typed` names the fields that people write in.
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
        help_text=(
            f"Plain text of at most {LONGEST_TEXT:,} characters. An empty line begins a new "
            "paragraph, and addresses that begin with https:// become links."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    website = forms.CharField(
        required=False,
        label="Leave this empty",
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> None:
        """Say what is wrong with what people don't see, and mend it for the next time."""
        for name in self.typed:
            # It was refused, and a browser would show it as something else again.
            if "\0" in (words := self.data.get(name, "")):
                self._set(name, words.replace("\0", ""))
        if self.cleaned_data.get("website"):
            self._set("website", "")
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
        self._set("submission_id", str(uuid4()))

    def _set(self, name: str, value: str) -> None:
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[name] = value
        self.data = data
