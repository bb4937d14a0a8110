"""The made-up forms of the component gallery."""

from django import forms


class SpecimenForm(forms.Form):
    """A form with a plain field, a helped one, a long one and a choice."""

    nickname = forms.CharField(max_length=50)
    place = forms.CharField(required=False, help_text="Shown beside your name.")
    text = forms.CharField(label="Your comment", widget=forms.Textarea(attrs={"rows": 5}))


class SpecimenChoice(forms.Form):
    """A form in which something is chosen, and something said by a tick."""

    rule = forms.ChoiceField(
        label="What is wrong with it?",
        choices=[("insult", "It insults somebody"), ("other", "Something else")],
        widget=forms.RadioSelect,
        help_text="One is enough.",
    )
    good_faith = forms.BooleanField(label="I believe that what I write here is true.")
