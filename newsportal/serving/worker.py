"""What each process of the server does before it answers."""

import atexit
import gc
import multiprocessing
import os
import signal
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsportal.http_cache.cache import SharedCache

WATCHDOG_SECONDS = 2.0  # that it has to end when the process does; its longest wait is one


def load_application(_target: str) -> Any:
    """Set up one worker and give the WSGI application that it serves.

    Ctrl-C goes to the foreground of the terminal, and there to the main process only, which then
    stops its workers one way. A worker whose main process was killed would hold the port for ever;
    so it watches for that and ends like one that is told to.
    """
    os.setpgid(0, 0)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from newsportal.wsgi import application, site  # first: it makes Django ready for the others

    from django.urls import get_resolver  # isort: skip

    from newsportal.http.build import build  # isort: skip
    from newsportal.metrics.publishing import publish_every_second  # isort: skip
    from newsportal.serving.rehearsal import rehearse  # isort: skip
    from newsportal.tasks.calendar import keep_calendar  # isort: skip
    from newsportal.templating import compile_templates  # isort: skip

    # What takes long once in a process: the first readers should not wait for that.
    compile_templates()
    build()
    get_resolver().url_patterns  # noqa: B018 -- it imports every view
    _pool_connections()
    watch_database()
    keep_calendar()
    rehearse(site)
    # What was made until now stays as long as the process. To look through all of it again takes a
    # tenth of a second, in the middle of somebody's request.
    gc.collect()
    gc.freeze()
    publish_every_second("web", also=lambda: _publish_cache(application))
    atexit.register(application.close)
    _receive_bodies_first()
    return application


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _pool_connections() -> None:
    from django.conf import settings
    from django.db import connection

    from newsportal.serving.connections import pool_connections

    pool_connections(settings.DATABASES["default"])
    database: Any = connection
    atexit.register(database.close_pool)


def _receive_bodies_first() -> None:
    """Stand between granian and the application, where its own wrapper for WSGI is put around it.

    granian has no other place where an answer can be given while a thread waits for a body.
    """
    import granian.server.mp

    from newsportal.serving.receiving import Receiver

    server: Any = granian.server.mp
    wrap = server._wsgi_call_wrap

    def wrap_both(application: Any, *options: Any) -> Receiver:
        return Receiver(wrap(application, *options))

    server._wsgi_call_wrap = wrap_both


def watch_database() -> None:
    """Have this process know whether the database answers."""
    from django.db import connection

    from newsportal.database.availability import Watchdog, availability

    # Both engines of the settings are ours; each thread has its own wrapper, this one is for the words.
    database: Any = connection
    watchdog = Watchdog(database.conninfo(), of=availability, provide=database.provide_server)
    watchdog.start()
    # Before the site's own database is left: if that stops then, nobody is to start it again.
    atexit.register(watchdog.stop, seconds=WATCHDOG_SECONDS)


def _publish_cache(application: "SharedCache") -> None:
    from newsportal import metrics

    application.counters.publish(
        lambda outcome, number: metrics.cache_requests.labels(outcome).inc(number)
    )
    metrics.cache_bytes.set(application.store.bytes)
    metrics.cache_entries.set(len(application.store))
