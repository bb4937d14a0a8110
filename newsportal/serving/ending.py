"""How a worker ends that was told to: what clients asked for is finished, what it holds is given back.

Python's own end is not for this process. granian's idle threads wake when it stops, and threads whose
client went away are at work for a while longer. Until CPython 3.14, whoever of them asks for the
interpreter while that is taken down is ended by `pthread_exit` (python/cpython#87135). That unwinds the
stack, which Rust's functions don't allow: they abort the process. So the worker does all that Python
would do before that moment, and then leaves at once, as `multiprocessing` ends a process that it forked.
"""

import atexit
import logging
import os
import signal
import sys
import threading
import time
from typing import Any, NoReturn

from granian.server.mp import MPServer

FINISH_SECONDS = 10.0  # for requests whose clients have gone
PAUSE = 0.02  # seconds between two looks

logger = logging.getLogger(__name__)


def serve_requests(*arguments: Any) -> NoReturn:
    """Be a worker until told to end; granian calls this in a new process, with what it needs."""
    MPServer._spawn_wsgi_worker(*arguments)  # returns when every connection has its answer
    # One signal more would wait for ever in granian, which hears two.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    _finish_requests()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _finish_requests() -> None:
    """Wait for what is at work for clients who have gone: a comment, once begun, is stored or refused."""
    deadline = time.monotonic() + FINISH_SECONDS
    while at_work := _requests_at_work():
        if time.monotonic() > deadline:
            logger.warning("Requests of clients that have gone were broken off: %s", at_work)
            return
        time.sleep(PAUSE)


def _requests_at_work() -> int:
    """The number of granian's threads that run Python: threads that nobody started from Python."""
    ours = {
        thread.ident
        for thread in threading.enumerate()
        if not isinstance(thread, threading._DummyThread)
    }
    return len(sys._current_frames().keys() - ours)
