"""How a worker of the server connects to the database (docs/performance.md says why, with numbers).

A worker has many threads, most of which wait for their turn or send what is ready. So connections belong
to a pool as large as the number of requests that may be at work, and not to threads.
"""

from typing import Any

from newsportal.database.backend.keeping import KeepingConnection
from newsportal.http_cache.assembling import PERSONAL_PLACES, READING_PLACES, REFRESHERS

# One for each request at work, and for what is never shed: health, readiness, metrics.
MOST_CONNECTIONS = READING_PLACES + PERSONAL_PLACES + REFRESHERS + 2
KEPT_CONNECTIONS = 4  # made and rehearsed at the start; they do nearly all of the work
WAIT_SECONDS = 0.8  # for a connection; a request without one fails within a second
# After this the pool gives up a connection that it can't make, and tries anew when one is asked for: by
# itself it would wait a second, then twice as long each time, and stay away after the database is back.
# Shorter than a request waits, so that the first to come then is answered.
RECONNECT_SECONDS = 0.2
STATEMENT_SECONDS = 3.0  # for one statement of a request
IDLE_SECONDS = 10.0  # for a transaction in which nothing happens


def serve_with_least_rights(database: dict[str, Any]) -> None:
    """Change an entry of `DATABASES` for a process of the server, before it connects.

    The embedded database has a role for that. For another, DATABASE_URL is already that of the role.
    """
    database["USER"] = database.get("SERVED_AS", database["USER"])


def pool_connections(database: dict[str, Any]) -> None:
    """Change an entry of `DATABASES` for a process that answers requests, before it connects."""
    serve_with_least_rights(database)
    options = database["OPTIONS"]
    options["options"] = (
        f"{options.get('options', '')} -c statement_timeout={STATEMENT_SECONDS * 1000:.0f}"
        f" -c idle_in_transaction_session_timeout={IDLE_SECONDS * 1000:.0f}"
    )
    options["pool"] = {
        "connection_class": KeepingConnection,
        "min_size": KEPT_CONNECTIONS,
        "max_size": MOST_CONNECTIONS,
        "timeout": WAIT_SECONDS,
        "reconnect_timeout": RECONNECT_SECONDS,
    }
    database["CONN_MAX_AGE"] = 0
    database["CONN_HEALTH_CHECKS"] = False
