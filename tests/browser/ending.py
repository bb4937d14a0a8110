"""The end of a test in a browser: what its pages said last is answered before all tables are emptied."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import connection

PATIENCE_SECONDS = 30.0


@contextmanager
def requests_at_work() -> Iterator[Callable[[], None]]:
    """Counts the requests that the live server works on; gives what waits until there is none."""
    changed, at_work = Condition(), 0

    def count(difference: int) -> None:
        nonlocal at_work
        with changed:
            at_work += difference
            changed.notify_all()

    def began(**_: Any) -> None:
        count(1)

    def ended(**_: Any) -> None:
        count(-1)

    def wait() -> None:
        with changed:
            assert changed.wait_for(lambda: at_work <= 0, PATIENCE_SECONDS)

    request_started.connect(began)
    request_finished.connect(ended)
    try:
        yield wait
    finally:
        request_started.disconnect(began)
        request_finished.disconnect(ended)


def outlast_deadlocks() -> None:
    """Let the test's connection win: of two that wait for each other PostgreSQL ends the first to notice.

    A request that arrives after its page was closed may meet the statement that empties all tables.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET deadlock_timeout = '1min'")
