"""Whether the database answers: kept by a thread, so that a request finds out without asking.

A server that is stopped refuses connections, which is quick. One that hangs, or whose network is gone,
says nothing at all, and whoever asks waits. So a watchdog asks once a second on a connection of its own.
Where it gets no answer, the connections of this process are cut, which frees the threads that wait on
them, and new ones are refused at once (`newsportal.database.backend`) until the server is back.
"""

import logging
import os
import random
import select
import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from weakref import WeakKeyDictionary, finalize

import psycopg

from newsportal.database.probing import NoAnswer, Probe, Silence

logger = logging.getLogger(__name__)

ASK_EVERY = 1.0  # seconds
ANSWER_SECONDS = 1.0  # that a server has to answer or to take a connection
# Between two attempts; the spread keeps the workers from knocking all at once.
RETRY_SECONDS = (0.5, 0.9)


class Availability:
    """What is known in this process of the server, and the connections that it has to it.

    Without a watchdog, as in a management command, the server counts as there.
    """

    def __init__(self) -> None:
        self.is_down = False
        # When any of this process's own questions was last answered, by the monotonic clock.
        self.answered_at = float("-inf")
        self._sockets: WeakKeyDictionary[psycopg.Connection, socket.socket] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def add(self, connection: psycopg.Connection) -> None:
        """Have a connection cut when the server hangs; it is forgotten when it is gone."""
        with self._lock:
            if connection in self._sockets:
                return
            # A descriptor of our own: the connection's may be closed, and its number be another
            # file's, at the moment of the cut.
            own = socket.socket(fileno=os.dup(connection.pgconn.socket))
            self._sockets[connection] = own
        finalize(connection, own.close).atexit = False

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self._sockets)

    def lose(self, reason: NoAnswer) -> None:
        """Note that the server does not answer."""
        if not self.is_down:
            self.is_down = True
            logger.error("The database does not answer: %s", reason)
        if isinstance(reason, Silence):
            self._cut()

    def regain(self) -> None:
        """Note that the server answers."""
        if self.is_down:
            self.is_down = False
            logger.warning("The database answers again.")

    def _cut(self) -> None:
        with self._lock:
            sockets = list(self._sockets.values())
        for own in sockets:
            with suppress(OSError):
                own.shutdown(socket.SHUT_RDWR)


availability = Availability()


class Watchdog:
    """The thread that keeps an `Availability` true.

    `provide` is called before another attempt: it may start a server that is the site's own.
    """

    def __init__(
        self, conninfo: str, *, of: Availability, provide: Callable[[], None] = lambda: None
    ) -> None:
        self._conninfo = conninfo
        self._availability = of
        self._provide = provide
        self._woken, self._wake = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="database-watchdog", daemon=True)

    def start(self) -> None:
        """Watch from now on."""
        self._thread.start()

    def stop(self, *, seconds: float | None = None) -> None:
        """Return when the thread has ended and its connection is closed.

        Or after so many seconds: it may just be starting a server.
        """
        self._wake.close()
        self._thread.join(seconds)
        if not self._thread.is_alive():
            self._woken.close()

    def _run(self) -> None:
        while True:
            began, pause = time.monotonic(), 0.0
            try:
                self._watch()
            except NoAnswer as reason:
                if not self._says_nothing_of_others(reason, began):
                    self._availability.lose(reason)
                    pause = random.uniform(*RETRY_SECONDS)  # noqa: S311 - no secret
            else:
                return
            if self._is_stopped(seconds=pause):
                return
            if self._availability.is_down:
                self._try_to_provide()

    def _says_nothing_of_others(self, reason: NoAnswer, began: float) -> bool:
        """Whether that one connection is lost, which is no word on the server: it is asked again first.

        It was ended; or it is silent while others are answered. Under full load neither this thread
        nor the server's process for it may get their turn within a second. A server that hangs
        answers nobody.
        """
        now = time.monotonic()
        if isinstance(reason, Silence):
            return self._availability.answered_at > now - ANSWER_SECONDS / 2
        return now - began > ASK_EVERY

    def _watch(self) -> None:
        """Ask again and again on one connection; raises NoAnswer, returns when told to stop."""
        with closing(Probe(self._conninfo, seconds=ANSWER_SECONDS)) as probe:
            while True:
                probe.ask(seconds=ANSWER_SECONDS)
                self._availability.regain()
                probe.listen(seconds=ASK_EVERY, wake=self._woken.fileno())
                if self._is_stopped(seconds=0):
                    return

    def _is_stopped(self, *, seconds: float) -> bool:
        """Whether `stop` was called, after waiting for it so long."""
        poll = select.poll()
        poll.register(self._woken, select.POLLIN | select.POLLHUP)
        return bool(poll.poll(seconds * 1000))

    def _try_to_provide(self) -> None:
        try:
            self._provide()
        except Exception:
            logger.exception("The database server could not be started.")
