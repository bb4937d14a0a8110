"""The calendar: each process of the web server looks every minute what is to be enqueued."""

import logging
import threading

from django.db import DatabaseError, connection
from django.utils import timezone

from newsportal.tasks.daily import enqueue_daily
from newsportal.tasks.regular import enqueue_regular

logger = logging.getLogger(__name__)

LOOK_EVERY = 60.0  # seconds


def keep_calendar() -> None:
    """Enqueue what is due from now on until the process ends."""
    threading.Thread(target=_keep, name="calendar", daemon=True).start()


def _keep() -> None:
    never = threading.Event()
    while True:
        try:
            enqueue_daily(day=timezone.localdate())
            enqueue_regular(now=timezone.now())
        except DatabaseError as error:
            logger.warning("What is due could not be enqueued: %s", error)
        finally:
            connection.close()
        never.wait(LOOK_EVERY)
