"""The process that does background tasks, beside those that answer requests.

`TaskWorker` is its keeper in the main process; run as a module, this is the process itself.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from socket import gethostname

logger = logging.getLogger(__name__)

LOOK_EVERY = 2.0  # seconds, while no task waits
STOP_SECONDS = 30  # for the task at work when the server is told to stop
# After an end that nobody asked for, twice as long each time; a process that lived so long begins anew.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


class TaskWorker:
    """Starts the process, starts it again when it ends, and stops it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._keeper = threading.Thread(target=self._keep, name="task-worker", daemon=True)

    def start(self) -> None:
        """Start it, and keep it running."""
        self._keeper.start()

    def renew(self) -> None:
        """Have it finish its task and start with the code of now."""
        with self._lock:
            self._say_end()

    def stop(self) -> None:
        """Tell it to finish its task and end; returns at once."""
        with self._lock:
            self._stopped.set()
            self._say_end()

    def join(self) -> None:
        """Return when it has ended; a task that takes too long is broken off."""
        if self._process is not None:
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._keeper.join()

    def _say_end(self) -> None:
        # The end of its input is also what it sees when this process is killed.
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    def _keep(self) -> None:
        pause = FIRST_PAUSE
        while True:
            with self._lock:
                if self._stopped.is_set():
                    return
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "newsportal.serving.task_worker"],
                    stdin=subprocess.PIPE,
                    # It finds our modules whatever folder the server was started in.
                    env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                    # Ctrl-C in a terminal is for the main process, which then stops this one.
                    process_group=0,
                )
            began = time.monotonic()
            code = self._process.wait()
            if code == -signal.SIGTERM:
                code = 0  # told to end before it could say so itself
            self._process.stdin.close()  # type: ignore[union-attr]
            if time.monotonic() - began > LONGEST_PAUSE or code == 0:
                pause = FIRST_PAUSE
            if code:
                logger.error("The task worker ended with %s; the next starts in %s s.", code, pause)
            if self._stopped.wait(pause if code else 0):
                return
            pause = min(pause * 2, LONGEST_PAUSE)


def main() -> None:
    """Do tasks until the input ends or a signal says so; the task at work is finished."""
    threading.Thread(target=_end_with_input, daemon=True).start()
    import django

    django.setup()
    from django.conf import settings
    from django.db import DatabaseError
    from django.utils.crypto import get_random_string
    from django_tasks_db.management.commands.db_worker import Worker

    from newsportal import metrics
    from newsportal.metrics.publishing import publish_every_second
    from newsportal.serving.connections import serve_with_least_rights
    from newsportal.serving.worker import watch_database

    serve_with_least_rights(settings.DATABASES["default"])
    watch_database()
    metrics.task_workers.set(1)
    publish_every_second("tasks")
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        backend_name="default",
        interval=LOOK_EVERY,
        batch=False,
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{gethostname()[:40]}-{get_random_string(12)}",
    )
    worker.configure_signals()
    try:
        worker.run()
    except DatabaseError as error:
        logger.warning("The task worker lost the database: %s", " ".join(str(error).split()))
        sys.exit(1)


def _end_with_input() -> None:
    os.read(sys.stdin.fileno(), 1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
