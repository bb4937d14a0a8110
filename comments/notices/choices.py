"""What a reader wants by email, and how often."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

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


@transaction.atomic
def choose(reader: Reader, *, rhythm: str, kinds: list[str]) -> None:
    """Store what the reader wants; `kinds` are those of which they want to be told by email.

    Who wants emails again gets none about what happened while they wanted none.
    """
    if choice_of(reader).rhythm == NoticeChoice.Rhythm.NONE:
        waiting = Notice.objects.filter(reader=reader, taken_at__isnull=True)
        waiting.update(taken_at=timezone.now())
    silent = [kind for kind in Notice.Kind.values if kind not in kinds]
    NoticeChoice.objects.update_or_create(
        reader=reader, defaults={"rhythm": rhythm, "silent_kinds": silent}
    )


def unsubscribe(reader_id: int) -> None:
    """No email from now on; the kinds that they wanted are kept for when they want some again."""
    reader = Reader.objects.filter(pk=reader_id).first()
    if reader is not None:
        NoticeChoice.objects.update_or_create(
            reader=reader, defaults={"rhythm": NoticeChoice.Rhythm.NONE}
        )
