"""What each process of the server does before it answers."""

import multiprocessing
import os
import signal
import threading
from typing import Any


def load_application(_target: str) -> Any:
    """Set up one worker and give the WSGI application that it serves.

    Ctrl-C goes to the foreground of the terminal, and there to the main process only, which then
    stops its workers one way. A worker whose main process was killed would hold the port for ever;
    so it watches for that and ends like one that is told to.
    """
    os.setpgid(0, 0)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from newsportal.metrics.publishing import publish_every_second
    from newsportal.wsgi import application

    _watch_database()
    publish_every_second("web")
    return application


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _watch_database() -> None:
    from django.db import connection

    from newsportal.database.availability import Watchdog, availability

    # Both engines of the settings are ours; each thread has its own wrapper, this one is for the words.
    database: Any = connection
    Watchdog(database.conninfo(), of=availability, provide=database.provide_server).start()
