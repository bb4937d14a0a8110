"""Granian with the limits of a public site."""

import logging
import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from newsportal.http_cache.assembling import THREADS
from newsportal.serving import receiving
from newsportal.serving.ending import serve_requests
from newsportal.serving.task_worker import TaskWorker
from newsportal.serving.worker import load_application

# Connections that one worker holds (granian's backpressure); what is beyond waits in the kernel's queue.
# It bounds no work, which the gates before Django do: a client that is slow to send or to take something
# holds a connection and nothing else, and there have to be more than anybody slow keeps busy.
CONNECTIONS = 4096
OTHER_FILES = 256  # files that a worker has open beside its connections
BACKLOG = 1024  # connections that the kernel keeps for a worker; beyond it, it refuses
HEADER_SECONDS = 10  # for a client to send its request's headers
BUFFER = 64 * 1024  # bytes; also the limit for the headers of one request
STOP_SECONDS = 30  # for the requests at work when the server is told to stop
MOST_WORKERS = 4  # chosen by itself; the operator may ask for more

logger = logging.getLogger(__name__)

type Load = Callable[[str], Any]

# The server's own lines are written like all others of the process.
LOGGING = {
    "formatters": {},
    "handlers": {},
    "loggers": {"_granian": {"handlers": [], "propagate": True, "filters": ["threads"]}},
    "filters": {"threads": {"()": "newsportal.serving.server.ThreadsAreBounded"}},
}


class ThreadsAreBounded(logging.Filter):
    """Leaves out granian's warning of many threads: the gates let few of them work, the rest wait."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith("Configuration allows spawning up to")


@dataclass(frozen=True)
class Listening:
    """Where the server listens, and with how many processes."""

    address: str
    port: int
    workers: int

    @property
    def url(self) -> str:
        """The address as a browser on this machine would use it."""
        reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.address, self.address)  # noqa: S104
        host = f"[{reachable}]" if ":" in reachable else reachable
        return f"http://{host}:{self.port}/"

    @property
    def is_private(self) -> bool:
        """Whether only this machine can connect."""
        return self.address == "::1" or self.address.startswith("127.")


def default_workers() -> int:
    """A process for each processor, up to a few: each holds the whole site in memory."""
    return min(os.cpu_count() or 1, MOST_WORKERS)


def run(
    listening: Listening, *, load: Load = load_application, tasks: TaskWorker | None = None
) -> None:
    """Serve until a signal; return when the requests at work are answered.

    `load` gives the application in each worker. A measurement that compares with the site's own
    server names another one. `tasks` runs and stops with the server. Raises SystemExit where the
    workers can't run.
    """
    # A fresh process for each worker: a copy of this one would share its threads' locks.
    multiprocessing.set_start_method("spawn", force=True)
    # The workers read the settings anew, and an address built from the port has to be right there.
    os.environ["PORT"] = str(listening.port)
    server = _server(listening)
    if tasks is None:
        server.serve(serve_requests, load)
        return
    server.on_startup(tasks.start)
    server.on_reload(tasks.renew)
    server.on_stop = tasks.stop
    try:
        server.serve(serve_requests, load)
    finally:
        tasks.stop()
        tasks.join()


def _server(listening: Listening) -> "_Server":
    connections = allowed_connections()
    return _Server(
        "newsportal.wsgi:application",
        address=listening.address,
        port=listening.port,
        workers=listening.workers,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=HEADER_SECONDS * 1000, max_buffer_size=BUFFER
        ),
        websockets=False,
        blocking_threads=THREADS + receiving.THREADS,
        backlog=BACKLOG,
        backpressure=connections,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
        log_dictconfig=LOGGING,
    )


def allowed_connections() -> int:
    """How many connections a worker may hold: all that we want, or as the system's limit has it.

    Every connection is an open file. This process's own limit, which its workers inherit, is raised as
    far as it may be without further rights.
    """
    wanted = CONNECTIONS + OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    limits = [limit for limit in (wanted, hard) if limit != resource.RLIM_INFINITY]
    if soft != resource.RLIM_INFINITY and soft < min(limits):
        soft = min(limits)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return CONNECTIONS if soft == resource.RLIM_INFINITY else min(CONNECTIONS, soft - OTHER_FILES)


class _Server(MPServer):
    """Differs from granian's own in how it takes signals.

    `on_stop` is called when it begins to stop; granian's own hook comes after the workers' end.
    """

    on_stop: Callable[[], None] = staticmethod(lambda: None)

    def startup(self, spawn_target: Any, target_loader: Any) -> None:
        """Stop when the terminal goes away; without one, SIGHUP starts new workers."""
        super().startup(spawn_target, target_loader)  # type: ignore[no-untyped-call]
        if sys.stdin.isatty():
            signal.signal(signal.SIGHUP, self.signal_handler_interrupt)

    def _stop_workers(self) -> None:
        """Tell of each worker that did not end in order; granian does so only where nobody told it to."""
        workers = list(self.wrks)
        super()._stop_workers()  # type: ignore[no-untyped-call]
        for worker in workers:
            code = worker.inner.exitcode
            # The signal itself ends one that is just being started.
            if code not in (0, -signal.SIGTERM):
                logger.error("A worker that was told to stop ended with %s.", code)

    def shutdown(self, exit_code: int = 0) -> None:
        """Succeed where the stop was asked for, even if a worker heard the same signal first."""
        self.on_stop()
        try:
            super().shutdown(exit_code)  # type: ignore[no-untyped-call]
        except SystemExit:
            if not self.interrupt_signal:
                raise
