"""The watchdog over a real server that is stopped, frozen and started again.

The bounds are wider than what is promised, for a machine that is busy with other tests.
"""

import logging
import os
import signal
import socket
import threading
import time
from contextlib import closing
from itertools import pairwise

import psycopg
import pytest

from newsportal.database.availability import Availability, Watchdog
from tests.newsportal.embedded_postgres.observing import wait_until

SECONDS = 6


@pytest.fixture
def availability():
    return Availability()


@pytest.fixture
def watch(availability):
    """Start watchdogs; they are stopped after the test."""
    watchdogs = []

    def watch(conninfo, **options):
        watchdogs.append(Watchdog(conninfo, of=availability, **options))
        watchdogs[-1].start()
        return watchdogs[-1]

    yield watch
    for watchdog in watchdogs:
        watchdog.stop()


@pytest.fixture
def watched(own_server, watch):
    """The server, with a watchdog that has its connection."""
    watch(own_server.conninfo)
    with own_server.connect() as connection:
        wait_until(lambda: watchdog_process(connection))
    return own_server


def watchdog_process(connection):
    """The server's process that serves the watchdog."""
    # Its own connection has no name of the site's: only the questions tell it apart.
    found = connection.execute(
        "SELECT pid FROM pg_stat_activity WHERE query = 'SELECT 1' AND pid <> pg_backend_pid()"
    ).fetchone()
    return found and found[0]


def test_a_server_that_stops_is_down_until_it_is_back(watched, availability, caplog):
    assert not availability.is_down
    watched.stop()
    wait_until(lambda: availability.is_down, seconds=SECONDS)
    watched.start()
    wait_until(lambda: not availability.is_down, seconds=SECONDS)
    messages = [record.getMessage() for record in caplog.records]
    assert len(messages) == 2
    assert messages[0].startswith("The database does not answer: ")
    assert messages[1] == "The database answers again."


def test_a_server_that_hangs_is_down_until_it_goes_on(watched, availability):
    watched.freeze()
    wait_until(lambda: availability.is_down, seconds=SECONDS)
    watched.thaw()
    wait_until(lambda: not availability.is_down, seconds=SECONDS)


def test_who_waits_for_a_server_that_hangs_is_freed(watched, availability):
    connection = watched.connect()
    availability.add(connection)
    failures = []

    def wait():
        with pytest.raises(psycopg.OperationalError) as failure:
            connection.execute("SELECT pg_sleep(600)")
        failures.append(failure.value)

    waiting = threading.Thread(target=wait)
    waiting.start()
    with watched.connect() as other:
        wait_until(
            lambda: other.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%600%' AND state = 'active'"
                " AND pid <> pg_backend_pid()"
            ).fetchone()[0]
        )
    watched.freeze()
    assert waiting.is_alive()
    waiting.join(timeout=SECONDS)
    assert len(failures) == 1
    assert availability.is_down


def test_a_connection_that_is_gone_is_not_cut(watched, availability):
    for _ in range(3):
        connection = watched.connect()
        availability.add(connection)
        availability.add(connection)
        connection.close()
        del connection
    kept = watched.connect()
    availability.add(kept)
    assert len(availability._sockets) == 1
    watched.freeze()
    wait_until(lambda: availability.is_down, seconds=SECONDS)
    with pytest.raises(psycopg.OperationalError):
        kept.execute("SELECT 1")


def test_one_connection_that_is_ended_says_nothing_about_the_server(watched, availability, caplog):
    with watched.connect() as connection:
        first = watchdog_process(connection)
        # A connection that has lived for a moment; a server that ends each new one is another matter.
        wait_until(
            lambda: connection.execute(
                "SELECT now() - backend_start > '1.2 s' FROM pg_stat_activity WHERE pid = %s",
                [first],
            ).fetchone()[0]
        )
        assert connection.execute("SELECT pg_terminate_backend(%s)", [first]).fetchone()[0]
        wait_until(lambda: watchdog_process(connection) not in (None, first))
    assert not availability.is_down
    assert not caplog.records


def test_a_server_that_answers_others_is_only_busy(watched, availability, caplog):
    """The watchdog's own connection stands still, as one does that gets no processor."""
    with watched.connect() as connection:
        frozen = watchdog_process(connection)
        os.kill(frozen, signal.SIGSTOP)
        try:
            wait_until(
                lambda: _goes_on_elsewhere(connection, availability, frozen), seconds=SECONDS
            )
        finally:
            os.kill(frozen, signal.SIGCONT)
    assert not availability.is_down
    assert caplog.records == []


def _goes_on_elsewhere(connection, availability, frozen):
    """Whether the watchdog asks on a new connection; the question is an answer to this process."""
    found = connection.execute(
        "SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT 1' AND pid NOT IN (%s, pg_backend_pid())",
        (frozen,),
    ).fetchone()
    availability.answered_at = time.monotonic()
    return found


def test_a_server_that_is_not_there_is_knocked_at_twice_a_second_at_most(watch, availability):
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        watch(f"host=127.0.0.1 port={listener.getsockname()[1]} user=nobody sslmode=disable")
        knocks = []
        while len(knocks) < 4:
            listener.accept()[0].close()
            knocks.append(time.monotonic())
    assert availability.is_down
    assert all(later - earlier >= 0.5 for earlier, later in pairwise(knocks))


def test_the_site_s_own_server_is_provided(own_server, watch, availability, caplog):
    """And an attempt to provide it that fails is not the last one."""
    attempts = []

    def provide():
        attempts.append(time.monotonic())
        if len(attempts) == 1:
            raise RuntimeError("no room on the disk")
        own_server.start()

    own_server.stop()
    watch(own_server.conninfo, provide=provide)
    wait_until(lambda: availability.is_down, seconds=SECONDS)
    wait_until(lambda: not availability.is_down, seconds=SECONDS)
    assert len(attempts) == 2
    assert any("no room on the disk" in str(record.exc_info) for record in caplog.records)


def test_a_watchdog_that_is_stopped_leaves_the_server_alone(own_server, watch):
    watchdog = Watchdog(own_server.conninfo, of=Availability())
    watchdog.start()
    with own_server.connect() as connection:
        wait_until(lambda: watchdog_process(connection))
        watchdog.stop()
        wait_until(lambda: not watchdog_process(connection))


def test_nobody_is_told_that_all_is_well(watched, caplog):
    caplog.set_level(logging.DEBUG)
    with watched.connect() as connection:
        first = watchdog_process(connection)
        wait_until(
            lambda: connection.execute(
                "SELECT now() - backend_start > '1.5 s' FROM pg_stat_activity WHERE pid = %s",
                [first],
            ).fetchone()[0]
        )
    assert not caplog.records
