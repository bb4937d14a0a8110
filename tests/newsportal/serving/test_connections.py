"""A worker's connections: few, checked without asking, and with limits that commands don't have."""

from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection

from newsportal.database.probing import is_usable
from newsportal.embedded_postgres.layout import ROLE, WEB_ROLE
from newsportal.serving import connections
from newsportal.serving.connections import pool_connections

pytestmark = pytest.mark.django_db


@pytest.fixture
def pooled(monkeypatch):
    """Connections as a worker has them, to this run's database; at most two."""
    monkeypatch.setattr(connections, "KEPT_CONNECTIONS", 2)
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 2)
    monkeypatch.setattr(connections, "WAIT_SECONDS", 0.2)
    monkeypatch.setattr(connections, "STATEMENT_SECONDS", 0.2)
    opened = []

    def open_one():
        one: Any = connection.copy()
        pool_connections(one.settings_dict)
        opened.append(one)
        return one

    yield open_one
    for one in opened:
        one.close()
    opened[0].close_pool()


def answer(one, statement):
    with one.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_a_connection_goes_back_and_is_used_again(pooled):
    first, second = pooled(), pooled()
    served = answer(first, "SELECT pg_backend_pid()")
    first.close()

    others = set()
    for _ in range(2):
        others.add(answer(second, "SELECT pg_backend_pid()"))
        second.close()

    assert served in others
    assert len(others) <= 2


def test_the_one_that_came_back_last_is_given_out_first(pooled):
    first, second, third = pooled(), pooled(), pooled()
    answer(first, "SELECT 1")
    hot = answer(second, "SELECT pg_backend_pid()")
    first.close()
    second.close()

    for _ in range(3):
        assert answer(third, "SELECT pg_backend_pid()") == hot
        third.close()


def test_a_cursor_stays_with_its_connection(pooled):
    one = pooled()
    cursors = set()
    for number in range(4):
        assert one.rows_of("SELECT %s::integer", [number]) == [(number,)]
        cursors |= set(one.connection.kept_cursors.values())
        one.close()

    assert len(cursors) == len({cursor.connection for cursor in cursors}) <= 2


def test_nobody_waits_long_for_a_connection_that_is_not_there(pooled):
    for one in (pooled(), pooled()):
        answer(one, "SELECT 1")

    with pytest.raises(OperationalError, match="couldn't get a connection"):
        answer(pooled(), "SELECT 1")


def test_a_connection_that_the_server_closed_is_not_given_out(pooled):
    one = pooled()
    served = answer(one, "SELECT pg_backend_pid()")
    one.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [served])

    pids = set()
    for _ in range(3):
        pids.add(answer(one, "SELECT pg_backend_pid()"))
        one.close()

    assert pids
    assert served not in pids


def test_when_all_were_closed_the_next_request_gets_a_new_one_at_once(pooled):
    one, other = pooled(), pooled()
    served = [answer(each, "SELECT pg_backend_pid()") for each in (one, other)]
    one.close()
    other.close()
    with connection.cursor() as cursor:
        for pid in served:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])

    assert answer(one, "SELECT pg_backend_pid()") not in served


def test_a_quiet_connection_is_asked_nothing(monkeypatch):
    connection.ensure_connection()

    def ask(*_: object) -> None:
        pytest.fail("asked the server")

    monkeypatch.setattr(psycopg.Connection, "execute", ask)
    assert is_usable(connection.connection)


def test_a_request_has_limits_that_a_command_has_not(pooled):
    assert answer(connection, "SHOW statement_timeout") == "0"
    one = pooled()
    assert answer(one, "SHOW statement_timeout") == "200ms"
    assert answer(one, "SHOW idle_in_transaction_session_timeout") == "10s"
    with pytest.raises(OperationalError, match="statement timeout"):
        answer(one, "SELECT pg_sleep(5)")


def test_nothing_is_compiled(pooled):
    assert answer(connection, "SHOW jit") == "off"
    assert answer(pooled(), "SHOW jit") == "off"


def test_who_serves_is_not_who_owns(pooled):
    assert answer(connection, "SELECT current_user") == ROLE
    assert answer(pooled(), "SELECT current_user") == WEB_ROLE
