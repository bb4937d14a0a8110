"""Tasks of every day. Each process of the web server keeps the calendar, and one of them all is first."""

import logging
import threading
from datetime import date

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from newsportal.tasks.housekeeping import housekeeping
from newsportal.tasks.models import DailyRun

logger = logging.getLogger(__name__)

DAILY = {"housekeeping": housekeeping}
LOOK_EVERY = 600.0  # seconds


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


def keep_calendar() -> None:
    """Enqueue each day's tasks from now on until the process ends."""
    threading.Thread(target=_keep, name="calendar", daemon=True).start()


def _keep() -> None:
    never = threading.Event()
    while True:
        try:
            enqueue_daily(day=timezone.localdate())
        except DatabaseError as error:
            logger.warning("The tasks of the day could not be enqueued: %s", error)
        finally:
            connection.close()
        never.wait(LOOK_EVERY)
