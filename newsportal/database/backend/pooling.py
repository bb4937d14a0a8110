"""A pool that gives out the connection that came back last.

PostgreSQL plans a statement for each connection anew, seven times before it settles for a plan, and
keeps in each what it knows of tables. psycopg's own pool hands its connections out in turns, so that all
of them have to learn the same, and none is still in the processor's cache. Here a few do nearly all of
the work, and those that nobody needs are those that the pool lets go.
"""

from typing import Any

from psycopg_pool import ConnectionPool


class LifoPool(ConnectionPool[Any]):
    """psycopg's pool, whose connections lie in a stack."""

    def _get_ready_connection(self, timeout: float | None) -> Any:
        """The one that was given back last; the pool's lock is held, and its other end comes first."""
        self._pool.rotate(1)
        return super()._get_ready_connection(timeout)
