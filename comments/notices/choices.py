"""What a reader wants by email, and how often."""

from typing import Any

from django import forms

from comments.models import Notice, NoticeChoice, Reader


class NoticeChoiceForm(forms.Form):
    """How often, and of what; the boxes are the kinds that are wanted."""

    rhythm = forms.ChoiceField(
        label="Email about what is new",
        choices=NoticeChoice.Rhythm,
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label="Email when",
        choices=Notice.Kind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="All of it is among your notices on the site in any case.",
    )


def choice_of(reader: Reader) -> NoticeChoice:
    """What the reader has chosen, or what holds until they choose; not stored then."""
    stored = NoticeChoice.objects.filter(reader=reader).first()
    return stored or NoticeChoice(reader=reader)


def form_of(choice: NoticeChoice, data: Any = None) -> NoticeChoiceForm:
    """The form with a choice filled in, or with what was sent."""
    wanted = [kind for kind in Notice.Kind.values if kind not in choice.silent_kinds]
    return NoticeChoiceForm(data, initial={"rhythm": choice.rhythm, "kinds": wanted})


def choose(reader: Reader, *, rhythm: str, kinds: list[str]) -> None:
    """Store what the reader wants; `kinds` are those of which they want to be told by email."""
    silent = [kind for kind in Notice.Kind.values if kind not in kinds]
    NoticeChoice.objects.update_or_create(
        reader=reader, defaults={"rhythm": rhythm, "silent_kinds": silent}
    )


def unsubscribe(reader_id: int) -> None:
    """No email from now on; which kinds they wanted is kept for the day on which they want some again."""
    NoticeChoice.objects.update_or_create(
        reader_id=reader_id, defaults={"rhythm": NoticeChoice.Rhythm.NONE}
    )
