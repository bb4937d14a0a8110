"""What a process tells of itself once a second: memory, connections, whether the database answers."""

import atexit
import os
import threading
from collections.abc import Callable
from pathlib import Path

from newsportal import metrics
from newsportal.database.availability import availability

EVERY = 1.0  # seconds
STATEMENT = Path("/proc/self/statm")  # of Linux; the second number is the resident pages


def publish_every_second(kind: str, *, also: Callable[[], None] = lambda: None) -> None:
    """Tell from now on until the process ends, and then once more; `kind` is `web` or `tasks`.

    `also` tells more.
    """
    atexit.register(_publish_all, kind, also)
    threading.Thread(target=_publish, args=(kind, also), name="metrics", daemon=True).start()


def _publish(kind: str, also: Callable[[], None]) -> None:
    never = threading.Event()
    while True:
        _publish_all(kind, also)
        never.wait(EVERY)


def _publish_all(kind: str, also: Callable[[], None]) -> None:
    publish(kind)
    also()


def publish(kind: str) -> None:
    """Tell once."""
    metrics.database_down.set(availability.is_down)
    metrics.database_connections.set(availability.connections)
    if STATEMENT.exists():
        pages = int(STATEMENT.read_text().split()[1])
        metrics.worker_memory_bytes.labels(kind).set(pages * os.sysconf("SC_PAGE_SIZE"))
