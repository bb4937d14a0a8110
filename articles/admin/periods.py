"""Periods that are typed with their end before their start.

PostgreSQL makes no range of such a pair, not even to see whether it overlaps another. So the form says
what is wrong before any rule about overlaps is asked.
"""

from typing import Any, TypeVar

from django.db import models

from articles.admin.refusing import RefusableForm

M = TypeVar("M", bound=models.Model)


class PeriodForm(RefusableForm[M]):
    """A form over two fields that bound a period, either of which may be empty."""

    starts, ends = "starts_at", "ends_at"

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        start, end = self.cleaned_data.get(self.starts), self.cleaned_data.get(self.ends)
        if start and end and end < start:
            self.add_error(self.ends, "The end must not be before the start.")
        return cleaned


class DatesForm(PeriodForm[M]):
    """The same over days."""

    starts, ends = "starts", "ends"
