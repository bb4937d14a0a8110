"""The database connections of Django, refused at once where the server is known not to answer."""

from typing import Any

from django.db.backends.postgresql import base
from django.db.utils import OperationalError
from psycopg import pq
from psycopg.conninfo import make_conninfo

from newsportal.database.availability import availability


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that nobody waits for in vain."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; raise `OperationalError` at once while the server does not answer."""
        self.refuse_while_down()
        connection = super().get_new_connection(conn_params)
        availability.add(connection)
        return connection

    def refuse_while_down(self) -> None:
        """Raise `OperationalError` while the watchdog gets no answer."""
        if availability.is_down:
            raise OperationalError("The database does not answer.")

    def provide_server(self) -> None:
        """Start the server where it is the site's own; this one is somebody else's."""

    def conninfo(self) -> str:
        """Where and as whom to connect, as libpq reads it."""
        known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()}
        parameters = {
            name: value for name, value in self.get_connection_params().items() if name in known
        }
        return make_conninfo("", **parameters | {"application_name": "newsportal-watchdog"})
