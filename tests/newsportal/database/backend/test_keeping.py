"""A statement that is executed again finds its cursor, and is otherwise a statement like any other."""

import gc
import weakref
from datetime import UTC
from typing import Any

import pytest
from django.db import DataError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from newsportal.database.backend.base import DatabaseWrapper, Measured
from newsportal.database.backend.keeping import KeepingConnection

DOUBLED = "SELECT %s::integer * 2 AS doubled"
DIVIDED = "SELECT 1 / %s::integer"


@pytest.fixture
def asked(db):
    """The connection, with nothing kept."""
    connection.ensure_connection()
    connection.connection.kept_cursors.clear()
    return connection


@pytest.fixture
def own(db):
    """A connection of the test's own, which it may close."""
    made: Any = connection.copy()
    yield made
    made.close()


def test_the_cursor_is_kept_and_its_rows_are_those_of_each_time(asked):
    kept = asked.connection.kept_cursors

    assert asked.rows_of(DOUBLED, [1]) == [(2,)]
    first = kept[DOUBLED]
    assert asked.rows_of(DOUBLED, [2]) == [(4,)]
    assert asked.rows_of("SELECT 1 WHERE %s::integer > 1", [1]) == []

    assert kept[DOUBLED] is first
    assert len(kept) == 2


def test_what_was_read_is_not_kept(asked):
    asked.rows_of(DOUBLED, [1])

    assert asked.connection.kept_cursors[DOUBLED].pgresult.pgresult_ptr is None


def test_times_are_those_of_django(asked):
    statement = "SELECT timestamptz '2025-06-01 12:00+02', timestamptz 'epoch', NULL::timestamptz"
    with asked.cursor() as cursor:
        cursor.execute(statement)
        expected = cursor.fetchall()

    shown = asked.rows_of(statement, None)

    assert shown == expected
    assert [getattr(time, "tzinfo", None) for time in shown[0]] == [UTC, UTC, None]


def test_parameters_may_have_names(asked):
    assert asked.rows_of("SELECT %(a)s::text || %(b)s::text", {"b": "2", "a": "1"}) == [("12",)]


def test_it_is_counted_and_wrappers_see_it(asked):
    seen = []

    def see(execute, sql, params, many, context):
        seen.append((sql, params))
        return execute(sql, params, many, context)

    before = Measured.of(asked)
    with asked.execute_wrapper(see), CaptureQueriesContext(asked) as captured:
        asked.rows_of(DOUBLED, [1])
        asked.rows_of(DOUBLED, [2])

    assert seen == [(DOUBLED, [1]), (DOUBLED, [2])]
    assert len(captured) == 2
    assert Measured.of(asked).since(before).queries == 2


def test_a_statement_within_itself_has_a_cursor_of_its_own(asked):
    inner = []

    def ask_again(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if params == [1]:
            inner.append(asked.rows_of(DOUBLED, [2]))
        return result

    with asked.execute_wrapper(ask_again):
        assert asked.rows_of(DOUBLED, [1]) == [(2,)]

    assert inner == [[(4,)]]


def test_an_error_is_django_s_and_nothing_is_kept_after_it(asked):
    asked.rows_of(DOUBLED, [1])

    with pytest.raises(DataError, match="division by zero"), transaction.atomic():
        asked.rows_of(DIVIDED, [0])

    assert asked.connection.kept_cursors == {}
    assert asked.rows_of(DIVIDED, [1]) == [(1,)]


def test_a_transaction_holds_it(own):
    own.set_autocommit(False)
    own.rows_of("SELECT set_config('newsportal.kept', %s, false)", ["yes"])
    own.rollback()
    own.set_autocommit(True)

    shown = own.rows_of("SELECT coalesce(current_setting(%s, true), '')", ["newsportal.kept"])
    assert shown == [("",)]


def test_a_lost_connection_is_an_operational_error_and_the_next_one_answers(asked, own):
    own.rows_of(DOUBLED, [1])
    lost = own.connection
    asked.rows_of("SELECT pg_terminate_backend(%s, 5000)", [lost.info.backend_pid])

    with pytest.raises(OperationalError):
        own.rows_of(DOUBLED, [1])
    assert lost.kept_cursors == {}
    own.close()

    assert own.rows_of(DOUBLED, [2]) == [(4,)]


def test_a_closed_connection_goes_without_the_collector(own):
    own.rows_of(DOUBLED, [1])
    gone = weakref.ref(own.connection)
    assert isinstance(gone(), KeepingConnection)

    gc.disable()
    try:
        own.close()
        assert gone() is None
    finally:
        gc.enable()


def test_django_knows_the_driver_by_all_its_names(own):
    own.ensure_connection()

    assert isinstance(own, DatabaseWrapper)
    assert issubclass(own.Database.OperationalError, own.Database.Error)
    assert own.Database.__version__
