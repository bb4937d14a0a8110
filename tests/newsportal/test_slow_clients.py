"""Clients that take their time, against a server that is a real process: nobody else waits for them."""

import socket
import time
from contextlib import ExitStack, closing

import pytest

from newsportal.http_cache.assembling import THREADS
from newsportal.serving.receiving import LARGEST, SECONDS

SLOW = 3 * THREADS


@pytest.fixture
def server(start):
    server = start("--workers", "1", "--no-task-worker")
    server.wait_until_announced()
    return server


@pytest.fixture
def connect(server):
    with ExitStack() as stack:

        def connect():
            client = socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS * 3)
            return stack.enter_context(closing(client))

        yield connect


def form(server, *, length, more=""):
    """The head of a form that is sent to the login page."""
    return (
        f"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n{more}"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


def post(connect, server):
    """The first line of the answer to a form that is sent at once, and how long it took."""
    client = connect()
    began = time.monotonic()
    client.sendall(form(server, length=10, more=f"Cookie: csrf={'a' * 32}\r\n") + b"text=12345")
    return client.recv(4096).split(b"\r\n")[0], time.monotonic() - began


def test_who_sends_a_form_slowly_keeps_nobody_waiting_and_is_told(server, connect):
    slow = [connect() for _ in range(SLOW)]
    began = time.monotonic()
    for client in slow:
        client.sendall(form(server, length=100_000) + b"t")

    assert server.get("/account/login/")[0] == 200
    line, seconds = post(connect, server)
    assert line == b"HTTP/1.1 403 Forbidden"
    assert seconds < SECONDS / 2
    # All of this happened while they were being waited for.
    assert time.monotonic() - began < SECONDS

    for client in slow:
        assert client.recv(4096).startswith(b"HTTP/1.1 408 ")
    assert post(connect, server)[0] == b"HTTP/1.1 403 Forbidden"


def test_who_goes_away_in_the_middle_leaves_nothing(server, connect):
    client = connect()
    client.sendall(form(server, length=100_000, more=f"Cookie: csrf={'a' * 32}\r\n") + b"text=1")
    client.shutdown(socket.SHUT_WR)
    # The server has seen its end, whether it tells so or just closes.
    while client.recv(4096):
        pass
    assert "/account/login/" not in server.output


def test_who_goes_on_sending_is_waited_for(server, connect):
    client = connect()
    body = b"text=" + b"x" * 60_000
    client.sendall(form(server, length=len(body), more=f"Cookie: csrf={'a' * 32}\r\n"))
    for start in range(0, len(body), 20_000):
        client.sendall(body[start : start + 20_000])
    assert client.recv(4096).startswith(b"HTTP/1.1 403 ")


def test_who_takes_an_answer_slowly_keeps_nobody_waiting(server, connect):
    page = server.get("/account/login/")[2].decode()
    path = page.split('rel="preload" href="')[1].split('"')[0]
    assert int(server.get(path)[1]["Content-Length"]) > 10_000
    slow = [connect() for _ in range(SLOW)]
    for client in slow:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() * 100)

    began = time.monotonic()
    assert server.get("/account/login/")[0] == 200
    assert time.monotonic() - began < SECONDS / 2


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("Transfer-Encoding: chunked\r\n", b"411"),
        (f"Content-Length: {LARGEST + 1}\r\n", b"413"),
    ],
)
def test_a_body_without_a_bound_is_refused_before_it_is_read(server, connect, head, status):
    client = connect()
    client.sendall(f"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}\r\n".encode())
    assert client.recv(4096).split()[1] == status
