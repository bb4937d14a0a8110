"""Which errors mean that the database did not answer."""

import psycopg
from django.db import InterfaceError, OperationalError

# PostgreSQL's SQLSTATE classes, by their first two characters: the connection failed, no resources
# are left, an operator intervened. The last one has statements that took too long, and shutdowns.
NO_ANSWER_CLASSES = ("08", "53", "57")


def is_outage(error: BaseException | None) -> bool:
    """Whether the database did not answer, or not in time; false for a fault of our own."""
    if isinstance(error, InterfaceError):
        return "connection already closed" in str(error)
    if not isinstance(error, OperationalError | psycopg.OperationalError):
        return False
    from_server = error if isinstance(error, psycopg.Error) else error.__cause__
    # A connection that could not be opened, or broke, has no SQLSTATE.
    state = getattr(from_server, "sqlstate", None)
    return state is None or state.startswith(NO_ANSWER_CLASSES)
