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
import socket
import sys
import threading
import time
from typing import Any, NoReturn

from granian.server.mp import MPServer

FINISH_SECONDS = 10.0  # for requests whose clients have gone
PAUSE = 0.02  # seconds between two looks
WAKING = signal.SIGURG  # nobody else sends it, and who has no use for it ignores it
WAKE_SECONDS = 0.2  # between two attempts to wake the main thread

logger = logging.getLogger(__name__)


def serve_requests(*arguments: Any) -> NoReturn:
    """Be a worker until told to end; granian calls this in a new process, with what it needs."""
    _hear_signals_while_waiting()
    MPServer._spawn_wsgi_worker(*arguments)  # returns when every connection has its answer
    # One signal more would wait for ever in granian, which hears two.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    _finish_requests()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _hear_signals_while_waiting() -> None:
    """Wake the main thread for a signal that came just as it began to wait.

    A signal is heard between two steps of Python, or because it breaks off a system call. One that
    comes after the last step and before the call does neither: the worker would serve on until it is
    killed. Python's own C handler writes the number of each signal into a socket at once; a thread
    that reads it breaks off the main thread's call, as often as needed.
    """
    heard, told = socket.socketpair()
    told.setblocking(False)
    signal.signal(WAKING, lambda _number, _frame: None)
    signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    # The thread keeps the other end, too: while that is open, its number is nobody else's.
    threading.Thread(target=_wake_when_told, args=(heard, told), daemon=True).start()


def _wake_when_told(heard: socket.socket, _told: socket.socket) -> None:
    main = threading.main_thread().ident
    while heard.recv(1)[0] not in (signal.SIGTERM, signal.SIGINT):
        pass
    while main:
        signal.pthread_kill(main, WAKING)
        time.sleep(WAKE_SECONDS)


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
