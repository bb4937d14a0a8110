"""The production server as an operator meets it: a process, a port, signals."""

import errno
import os
import resource
import signal
import socket
import time
from contextlib import ExitStack, closing

import pytest
from django.core.management import CommandError, call_command

from newsportal.serving.readiness import (
    NotReady,
    numeric_address,
    port_refusal,
    require_free_port,
)
from newsportal.serving.server import (
    CONNECTIONS,
    OTHER_FILES,
    Listening,
    allowed_connections,
)
from tests.newsportal.embedded_postgres.observing import has_stopped, wait_until
from tests.newsportal.server_process import free_port


@pytest.fixture
def server(start):
    server = start("--workers", "1")
    server.wait_until_announced()
    return server


def accepts(port):
    with closing(socket.socket()) as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def test_it_answers_and_says_where_and_how_to_sign_in(sign_in, server):
    status, _, body = server.get("/account/login/")
    assert status == 200
    assert b"csrfmiddlewaretoken" in body
    assert f"Newsportal is on http://127.0.0.1:{server.port}/" in server.output
    email, password = sign_in
    assert f"/admin/ with {email} and {password}" in server.output


def test_sigterm_stops_everything_and_every_request_was_logged(start, sign_in, database):
    server = start("--workers", "1", "--access-log", measured=True)
    server.wait_until_announced()
    server.get("/account/login/?next=/")
    server.process.send_signal(signal.SIGTERM)
    assert server.exit_code() == 0
    assert not accepts(server.port)
    assert has_stopped(database)
    assert "INFO newsportal.requests: GET /account/login/ [request=" in server.output
    assert "127.0.0.1 - " not in server.output
    assert "next=" not in server.output


def test_ctrl_c_in_a_terminal_stops_everything_and_is_a_success(start, database):
    server = start("--workers", "2", terminal=True)
    server.wait_until_announced()
    server.press(b"\x03")
    assert server.exit_code() == 0
    assert not accepts(server.port)
    assert has_stopped(database)
    assert "Traceback" not in server.output


def test_a_closed_terminal_stops_everything(start, database):
    server = start("--workers", "1", terminal=True)
    server.wait_until_announced()
    server.process.send_signal(signal.SIGHUP)
    assert server.exit_code() == 0
    assert has_stopped(database)


def test_a_request_at_work_is_answered_before_the_server_stops(server):
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=20)) as client:
        head = f"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n"
        # With a cookie the form's token is looked for, so the form is read before it is refused.
        head += f"Cookie: csrf={'a' * 32}\r\nExpect: 100-continue\r\n\r\n"
        client.sendall(head.encode())
        # Said when somebody begins to read, so the request is at work.
        assert client.recv(100).startswith(b"HTTP/1.1 100")
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert server.process.poll() is None
        client.sendall(b"text=12345")
        assert client.recv(100).startswith(b"HTTP/1.1 403")
    assert server.exit_code() == 0


def test_workers_and_database_end_after_the_main_process_was_killed(server, database):
    server.process.kill()
    server.process.wait()
    wait_until(lambda: not accepts(server.port) and has_stopped(database))


def test_a_worker_that_was_killed_is_replaced(server):
    (worker,) = server.workers()
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: server.workers() not in ([], [worker]))
    wait_until(lambda: accepts(server.port))
    assert server.get("/account/login/")[0] == 200


def test_clients_who_never_finish_a_request_keep_nobody_out(server):
    with ExitStack() as stack:
        # So many that one would wait for longer than its time if they had to be waited for in turns.
        for _ in range(600):
            client = socket.create_connection(("127.0.0.1", server.port), timeout=30)
            stack.enter_context(closing(client))
            client.sendall(b"GET / HTTP/1.1\r\nHost: 127")
        assert server.get("/account/login/")[0] == 200


def test_connections_are_as_many_as_open_files_allow(monkeypatch):
    set_limits = []
    monkeypatch.setattr(resource, "setrlimit", lambda _kind, limits: set_limits.append(limits))
    for limits, allowed in (
        ((1024, 524_288), CONNECTIONS),
        ((1024, 1024), 1024 - OTHER_FILES),
        ((65_536, 65_536), CONNECTIONS),
        ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), CONNECTIONS),
    ):
        monkeypatch.setattr(resource, "getrlimit", lambda _kind, limits=limits: limits)
        assert allowed_connections() == allowed
    assert set_limits == [(CONNECTIONS + OTHER_FILES, 524_288)]


def test_a_used_port_is_told_with_the_remedy(start):
    port = free_port()
    with closing(socket.create_server(("127.0.0.1", port))):
        server = start(port=port)
        assert server.exit_code() == 1
    assert f"Port {port} on 127.0.0.1 is in use. Stop the program that has it" in server.output
    assert f"PORT={port + 1} make run" in server.output
    assert "Traceback" not in server.output


def test_a_database_without_the_migrations_is_refused(start, new_data_folder):
    server = start(NEWSPORTAL_DATA=str(new_data_folder))
    assert server.exit_code() == 1
    assert "Apply them with: python manage.py migrate" in server.output


def test_a_database_that_can_not_be_reached_is_told_in_one_line(start):
    server = start(DATABASE_URL=f"postgres://nobody@127.0.0.1:{free_port()}/none")
    assert server.exit_code() == 1
    assert "CommandError: The database can't be used: connection failed" in server.output
    assert "Traceback" not in server.output


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--port", "0"], "'0' is no port; use a number from 1 to 65535"),
        (["--port", "http"], "'http' is no port"),
        (["--workers", "0"], "'0' is no number of processes; use 1 to 256"),
    ],
)
def test_numbers_that_can_not_work_are_refused(options, words):
    with pytest.raises(CommandError, match=words):
        call_command("serve", *options)


def test_a_port_in_the_environment_is_read_like_the_option(monkeypatch):
    monkeypatch.setenv("PORT", "eighty")
    with pytest.raises(CommandError, match="'eighty' is no port"):
        call_command("serve")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("no-such-host.invalid", "The host 'no-such-host.invalid' has no address"),
        ("192.0.2.1", "The server can't listen on 192.0.2.1 port 8000"),
    ],
)
def test_an_address_that_is_not_this_machine_s_is_refused(address, words):
    with pytest.raises(NotReady, match=words):
        require_free_port(numeric_address(address, 8000), 8000)


def test_a_port_that_only_root_may_have_is_told():
    refusal = PermissionError(errno.EACCES, "Permission denied")
    assert "Choose one above 1023" in port_refusal("127.0.0.1", 80, refusal)


@pytest.mark.parametrize(
    ("address", "url", "is_private"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/", True),
        ("::1", "http://[::1]:8000/", True),
        ("0.0.0.0", "http://127.0.0.1:8000/", False),  # noqa: S104
        ("::", "http://[::1]:8000/", False),
        ("192.0.2.1", "http://192.0.2.1:8000/", False),
    ],
)
def test_the_address_of_a_server_is_one_that_a_browser_can_use(address, url, is_private):
    listening = Listening(address, 8000, workers=1)
    assert (listening.url, listening.is_private) == (url, is_private)
