"""Which errors are the database's silence, and which are faults of our own."""

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from newsportal.database.outages import is_outage


def error_of(*statements):
    """What Django raises for the last of some statements."""
    with connection.cursor() as cursor:
        for statement in statements[:-1]:
            cursor.execute(statement)
        with pytest.raises(DatabaseError) as raised:
            cursor.execute(statements[-1])
    return raised.value


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statements", "state", "means_silence"),
    [
        (["SET LOCAL statement_timeout = 10", "SELECT pg_sleep(600)"], "57014", True),
        (["SELECT no_such_column"], "42703", False),
        (["SELECT 1 / 0"], "22012", False),
        (["SELECT pg_advisory_unlock('x')"], "22P02", False),
    ],
)
def test_the_server_s_own_word_decides(statements, state, means_silence):
    error = error_of(*statements)
    assert error.__cause__.sqlstate == state
    assert is_outage(error) is means_silence


@pytest.mark.django_db(transaction=True)
def test_a_deadlock_is_a_fault_of_our_own():
    error = error_of(
        "DO $$ BEGIN RAISE EXCEPTION 'two wait for each other' USING ERRCODE = '40P01'; END $$"
    )
    assert isinstance(error, OperationalError)
    assert not is_outage(error)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_an_outage():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (own,) = cursor.fetchone()
    error = error_of(f"SELECT pg_terminate_backend({own}), pg_sleep(600)")
    connection.close()
    assert is_outage(error)


def test_a_server_that_is_not_there_is_an_outage():
    with pytest.raises(psycopg.OperationalError) as raised:
        psycopg.connect("host=127.0.0.1 port=1")
    assert is_outage(raised.value)
    assert is_outage(OperationalError("The database does not answer."))


@pytest.mark.parametrize(
    ("error", "means_silence"),
    [
        (InterfaceError("connection already closed"), True),
        (InterfaceError("the cursor is closed"), False),
        (ValueError("connection already closed"), False),
        (None, False),
    ],
)
def test_other_errors(error, means_silence):
    assert is_outage(error) is means_silence
