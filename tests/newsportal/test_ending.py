"""How the workers of a server end that is told to stop while it is busy."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg
import pytest

from newsportal.embedded_postgres.layout import DATABASE, ROLE
from newsportal.http_cache.assembling import READING_PLACES
from tests.newsportal.embedded_postgres.observing import ask, state_and_parent, wait_until

READERS = 16


class Reader(threading.Thread):
    """Asks for one page after the other that nobody asked for before, until there is no server."""

    def __init__(self, port, name):
        super().__init__(name=name)
        self.answered = set()
        self._port = port

    def run(self):
        while self._reads(f"/{self.name}-{len(self.answered)}/"):
            pass

    def _reads(self, path):
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)) as client:
            try:
                client.request("GET", path)
                answer = client.getresponse()
            except (OSError, http.client.RemoteDisconnected):
                return False
            answer.read()  # raises where a part is missing
            self.answered.add(path)
            return True


def rendered(server):
    """The paths of all pages that Django has answered, whether somebody took the answer or not."""
    return set(re.findall(r"newsportal\.requests: GET (\S+/) ", server.output))


def assert_ended_in_order(server):
    assert server.exit_code() == 0
    bad = re.compile("panic|Traceback|ERROR|broken off")
    assert [line for line in server.output.splitlines() if bad.search(line)] == []


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_request_that_began_is_answered_and_the_workers_end_in_order(start, workers):
    server = start("--workers", str(workers), "--access-log", "--no-task-worker")
    server.wait_until_announced()
    readers = [Reader(server.port, f"reader-{number}") for number in range(READERS)]
    for reader in readers:
        reader.start()
    wait_until(lambda: all(len(reader.answered) >= 5 for reader in readers), seconds=60)
    server.process.send_signal(signal.SIGTERM)
    for reader in readers:
        reader.join(timeout=60)
        assert not reader.is_alive()
    assert_ended_in_order(server)
    assert rendered(server) == set().union(*(reader.answered for reader in readers))


def waiting(database):
    """How many statements wait for a lock."""
    return ask(database, "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")


def test_what_is_at_work_for_clients_who_have_gone_is_finished_first(start, database):
    server = start("--workers", "1", "--access-log", "--no-task-worker")
    server.wait_until_announced()
    paths = {f"/asked-{number}/" for number in range(READING_PLACES)}
    with psycopg.connect(
        host=str(database.socket_folder), user=ROLE, dbname=DATABASE
    ) as connection:
        # Whoever looks for a section waits until this transaction is over.
        connection.execute("LOCK TABLE articles_section IN ACCESS EXCLUSIVE MODE")
        leave_after_asking(server, paths, lambda: waiting(database) == len(paths))
        server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: is_refused(server.port))
    assert_ended_in_order(server)
    assert rendered(server) == paths


def leave_after_asking(server, paths, condition):
    """Send a request for each path, and close all connections when a condition is true."""
    with ExitStack() as clients:
        for path in paths:
            client = socket.create_connection(("127.0.0.1", server.port))
            clients.enter_context(closing(client))
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        wait_until(condition)


def is_refused(port):
    with closing(socket.socket()) as client:
        return client.connect_ex(("127.0.0.1", port)) != 0


def test_a_worker_that_does_not_end_in_order_is_told_of(start):
    server = start("--workers", "1", "--no-task-worker")
    server.wait_until_announced()
    (worker,) = server.workers()
    os.kill(worker, signal.SIGSTOP)
    wait_until(lambda: state_and_parent(worker)[0] == "T")
    server.process.send_signal(signal.SIGTERM)
    wait_until(lambda: is_told_to_end(worker))
    os.kill(worker, signal.SIGKILL)
    assert server.exit_code() == 0
    assert "ERROR" in server.output
    assert f"A worker that was told to stop ended with {-signal.SIGKILL}." in server.output


def is_told_to_end(process):
    """Whether SIGTERM waits for a process that doesn't run."""
    status = Path(f"/proc/{process}/status").read_text()
    pending = int(re.search(r"ShdPnd:\s+([0-9a-f]+)", status)[1], 16)
    return bool(pending & 1 << signal.SIGTERM - 1)


LOST = """
import os, signal, sys, threading, time
from newsportal.serving import ending

def told(number, frame):
    os.write(1, b"heard")
    os._exit(0)

ending._hear_signals_while_waiting()
signal.signal(signal.SIGTERM, told)
# All threads but one that knows nothing of Python's handlers refuse the signal: it is handled at once,
# and the main thread's wait is not broken off, as when it comes a moment before.
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
def take():
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    os.write(1, b"ready ")
    time.sleep(60)
threading.Thread(target=take, daemon=True).start()
threading.Event().wait()
"""


def test_a_signal_that_does_not_break_off_the_wait_is_heard():
    with subprocess.Popen([sys.executable, "-c", LOST], stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout.read(6) == b"ready "
            process.send_signal(signal.SIGTERM)
            output, _ = process.communicate(timeout=20)
        finally:
            process.kill()
    assert output == b"heard"
    assert process.returncode == 0
