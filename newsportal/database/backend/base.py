"""The database connections of Django, refused at once where the server is known not to answer."""

from collections.abc import Callable
from time import monotonic
from typing import Any, NamedTuple

from django.db.backends.postgresql import base
from django.db.utils import OperationalError
from psycopg import adapters, pq
from psycopg.conninfo import make_conninfo

from newsportal.database.availability import availability
from newsportal.database.backend.keeping import Driver
from newsportal.database.backend.pooling import LifoPool
from newsportal.database.probing import is_usable

TIME_LOADER: Any = adapters.get_loader(adapters.types["timestamptz"].oid, pq.Format.TEXT)


class Measured(NamedTuple):
    """How much was asked on a connection of this thread, and how long it took."""

    queries: int
    seconds: float

    @classmethod
    def of(cls, connection: Any) -> "Measured":
        """Everything since the connection's wrapper was made."""
        return cls(connection.queries_asked, connection.query_seconds)

    def since(self, earlier: "Measured") -> "Measured":
        """What came after an earlier moment."""
        return Measured(self.queries - earlier.queries, self.seconds - earlier.seconds)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that nobody waits for in vain, and that counts what was asked on it."""

    Database = Driver

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.queries_asked = 0
        self.query_seconds = 0.0
        self.execute_wrappers.append(self._measure)

    def _measure(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        began = monotonic()
        try:
            result = execute(sql, params, many, context)
            availability.answered_at = monotonic()
        finally:
            self.queries_asked += 1
            self.query_seconds += monotonic() - began
        return result

    @property
    def pool(self) -> Any:
        """The pool of the settings, or None; made here as Django makes its own, of another kind."""
        options = self.settings_dict["OPTIONS"].get("pool")
        django: Any = self
        if options and self.alias not in django._connection_pools:
            made = LifoPool(
                kwargs=self.get_connection_params() | {"autocommit": True},
                open=False,
                configure=django._configure_connection,
                **options,
            )
            # Another thread may have been faster; nothing was opened yet.
            django._connection_pools.setdefault(self.alias, made)
        return super().pool

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; raise `OperationalError` at once while the server does not answer."""
        self.refuse_while_down()
        connection = super().get_new_connection(conn_params)
        # After an outage all that lie in the pool are lost. The pool's own check pauses for a second
        # after the second one, which is longer than a request waits.
        for _ in range(self.pool.max_size if self.pool else 0):
            if is_usable(connection):
                break
            self.pool.putconn(connection)
            connection = super().get_new_connection(conn_params)
        availability.add(connection)
        return connection

    def rows_of(self, statement: str, parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of a statement that is executed again and again, by a cursor that is kept for it.

        Wrappers see it, transactions hold it and errors are Django's, as with `cursor()`. While a cursor
        is in use it is not among the kept ones, so nobody else can get its rows; after an error none is
        kept, since the connection may be lost.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        self.validate_thread_sharing()
        kept: dict[str, Any] = self.connection.kept_cursors
        with self.wrap_database_errors:
            cursor = kept.pop(statement, None) or self._cursor_to_keep()
        asked = self.make_debug_cursor(cursor) if self.queries_logged else self.make_cursor(cursor)
        try:
            asked.execute(statement, parameters)
            rows: list[tuple[Any, ...]] = asked.fetchall()
        except Exception:
            kept.clear()
            raise
        cursor.pgresult.clear()
        kept[statement] = cursor
        return rows

    def _cursor_to_keep(self) -> Any:
        cursor = self.create_cursor()
        # Django's loader of times is Python, and gives them its zone. It has set the connection to that
        # zone, so what psycopg itself reads is the same.
        cursor.adapters.register_loader("timestamptz", TIME_LOADER)
        return cursor

    def refuse_while_down(self) -> None:
        """Raise `OperationalError` while the watchdog gets no answer."""
        if availability.is_down:
            raise OperationalError("The database does not answer.")

    def provide_server(self) -> None:
        """Start the server where it is the site's own; this one is somebody else's."""

    def provide_web_role(self) -> None:
        """Make the role as whom the site is served, where the server is the site's own."""

    def conninfo(self) -> str:
        """Where and as whom to connect, as libpq reads it."""
        known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()}
        parameters = {
            name: value for name, value in self.get_connection_params().items() if name in known
        }
        return make_conninfo("", **parameters | {"application_name": "newsportal-watchdog"})
