"""Who else uses the database of the tests."""

from time import monotonic, sleep

from django.db import connection

PATIENCE_SECONDS = 5.0

OTHERS = """
SELECT format('%s %s since %s, %s: %s', application_name, pid, backend_start, state, query)
FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
ORDER BY backend_start, pid
"""


def sessions_left_open() -> list[str]:
    """The other sessions that do not end by themselves soon, each with what it did last."""
    patience = monotonic() + PATIENCE_SECONDS
    while others := _others():
        if monotonic() > patience:
            break
        sleep(0.05)
    return others


def _others() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        return [described for (described,) in cursor]
