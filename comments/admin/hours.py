"""The fields of days and of daily hours, as they stand on the forms of a story and of a section."""

from typing import Any

from django import forms

from comments.models.opening_times import MOST_DAYS
from comments.opening_words import clock_in_words

PAST_MIDNIGHT = "May be after midnight: from 20:00 until 02:00."


class DaysField(forms.IntegerField):
    """For how many days after the first publication comments stay open."""

    def __init__(self, *, least: int, **options: Any) -> None:
        super().__init__(
            required=False,
            min_value=least,
            max_value=MOST_DAYS,
            label="Days after first publication",
            **options,
        )


class HourInput(forms.TimeInput):
    """The browser's own chooser of a time."""

    input_type = "time"


class HourField(forms.TimeField):
    """An hour of every day, on the newsroom's clock."""

    def __init__(self, *, label: str, help_text: str) -> None:
        super().__init__(
            required=False,
            label=label,
            help_text=f"{help_text} By {clock_in_words()}.",
            widget=HourInput(format="%H:%M"),
        )
