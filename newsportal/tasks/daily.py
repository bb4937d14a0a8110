"""Tasks of every day: of all processes that keep the calendar, one is first."""

from datetime import date

from django.db import transaction

from newsportal.tasks.housekeeping import housekeeping
from newsportal.tasks.models import DailyRun

DAILY = {"housekeeping": housekeeping}


def enqueue_daily(*, day: date) -> list[str]:
    """Enqueue what nobody has enqueued yet for a day; the names of what this call did."""
    return [name for name in DAILY if _enqueue(name, day)]


@transaction.atomic
def _enqueue(name: str, day: date) -> bool:
    # Who comes second waits here until the first has committed, and then makes nothing.
    _, is_first = DailyRun.objects.get_or_create(task=name, day=day)
    if is_first:
        DAILY[name].enqueue()
    return is_first
