"""Whether a server answers, and whether a connection is still there, found out without waiting long.

`connect_timeout` bounds the opening of a connection only, and `statement_timeout` is kept by the
server: neither ends the wait for a server that stands still. So a probe speaks to libpq without
blocking, and waits for its socket itself.
"""

import select
import time
from typing import Any

import psycopg
from psycopg import pq

QUESTION = b"SELECT 1"
READABLE = select.POLLIN | select.POLLERR | select.POLLHUP
WRITABLE = select.POLLOUT | select.POLLERR | select.POLLHUP


def is_usable(connection: psycopg.Connection[Any]) -> bool:
    """Whether a connection that lay idle is still there; false where the server has closed it.

    A server that stops says so before it goes, so there is something to read where nothing was asked.
    To look costs two microseconds; to ask `SELECT 1` costs as much as a page's own query.
    """
    waiting = select.poll()
    waiting.register(connection.pgconn.socket, READABLE)
    if waiting.poll(0):
        try:
            connection.execute("")
        except psycopg.OperationalError:
            return False
    return True


class NoAnswer(Exception):
    """The server refused, or closed the connection. The message says what it said."""


class Silence(NoAnswer):
    """The server said nothing in time: whoever else waits for it may wait for ever."""


class Probe:
    """One connection to the server of a connection string of libpq's."""

    def __init__(self, conninfo: str, *, seconds: float) -> None:
        """Connect within so many seconds; raises NoAnswer."""
        self._connection = pq.PGconn.connect_start(conninfo.encode())
        try:
            self._open(time.monotonic() + seconds)
        except BaseException:
            self.close()
            raise

    def _open(self, deadline: float) -> None:
        while self._connection.status != pq.ConnStatus.BAD:
            match self._connection.connect_poll():
                case pq.PollingStatus.OK:
                    self._connection.nonblocking = 1
                    return
                case pq.PollingStatus.READING:
                    self._wait(READABLE, deadline)
                case pq.PollingStatus.WRITING:
                    self._wait(WRITABLE, deadline)
        raise NoAnswer(self._connection.get_error_message().strip())

    def ask(self, *, seconds: float) -> None:
        """Have the server answer a question within so many seconds; raises NoAnswer."""
        deadline = time.monotonic() + seconds
        try:
            self._connection.send_query(QUESTION)
            while self._connection.flush():
                self._wait(WRITABLE, deadline)
            answered = True
            while answered:
                while self._connection.is_busy():
                    self._wait(READABLE, deadline)
                    self._connection.consume_input()
                result = self._connection.get_result()
                answered = result is not None
                if result and result.status != pq.ExecStatus.TUPLES_OK:
                    raise NoAnswer(result.get_error_message().strip())
        except psycopg.OperationalError as error:
            raise NoAnswer(str(error)) from error

    def listen(self, *, seconds: float, wake: int) -> None:
        """Return after so many seconds, or when the descriptor `wake` can be read.

        Raises NoAnswer at once when the server closes the connection, as one that stops does.
        """
        deadline = time.monotonic() + seconds
        while ready := self._ready(READABLE, deadline, wake):
            if wake in ready:
                return
            try:
                self._connection.consume_input()
            except psycopg.OperationalError as error:
                raise NoAnswer(str(error)) from error

    def close(self) -> None:
        """Say good-bye to the server, if it is there."""
        self._connection.finish()

    def _wait(self, events: int, deadline: float) -> None:
        if not self._ready(events, deadline):
            raise Silence("it said nothing in time")

    def _ready(self, events: int, deadline: float, *others: int) -> set[int]:
        """The descriptors that something happened to before the deadline, the socket among them."""
        poll = select.poll()
        poll.register(self._connection.socket, events)
        for other in others:
            poll.register(other, READABLE)
        milliseconds = max(0.0, deadline - time.monotonic()) * 1000
        return {descriptor for descriptor, _ in poll.poll(milliseconds)}
