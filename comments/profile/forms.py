"""The forms of a reader's profile."""

from django import forms
from django.core.exceptions import ValidationError

from comments.models import Erasure


class NameForm(forms.Form):
    """What a reader is called from now on; whether it can be is said by `comments.profile.naming`."""

    display_name = forms.CharField(
        label="Your name",
        help_text=(
            "Shown with what you write from now on. Your earlier comments keep the name that they have, "
            "because others have answered you by it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        strip=False,
    )


class ErasureForm(forms.Form):
    """How much is erased, and that it is meant."""

    extent = forms.ChoiceField(
        label="What is to be erased", choices=Erasure.Extent, widget=forms.RadioSelect
    )
    is_meant = forms.BooleanField(
        required=False, label="Yes, erase this for ever. I know that nobody can bring it back."
    )

    def clean_is_meant(self) -> bool:
        """Somebody who has not ticked it may have pressed the button by mistake."""
        if not self.cleaned_data["is_meant"]:
            raise ValidationError("Tick the box if you are sure. Nothing has been erased yet.")
        return True
