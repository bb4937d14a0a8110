"""Doing things at the same moment, each over a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

WAIT_SECONDS = 20


def simultaneously(actions: list[Callable[[], Any]]) -> list[Any]:
    """Start all actions together; their results in order, an exception in the place of its result."""
    start = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        try:
            start.wait(WAIT_SECONDS)
            return action()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))
