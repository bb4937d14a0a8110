import pytest
from django.db import connection

from tests import sessions
from tests.sessions import sessions_left_open


def left() -> list[str]:
    return [told for told in sessions_left_open() if "idle: SELECT 'left open'" in told]


@pytest.mark.django_db(transaction=True)
def test_a_session_that_stays_is_told_with_what_it_did_last(monkeypatch):
    monkeypatch.setattr(sessions, "PATIENCE_SECONDS", 0.1)
    assert not left()

    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT 'left open'")
        assert len(left()) == 1
    finally:
        other.close()

    monkeypatch.undo()
    assert not left()
