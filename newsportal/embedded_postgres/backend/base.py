"""The database connections of Django, over a server that is started when it is needed."""

import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from django.db.utils import OperationalError
from psycopg_pool import PoolTimeout

from newsportal.database.backend import base
from newsportal.embedded_postgres.backend.client import DatabaseClient
from newsportal.embedded_postgres.errors import EmbeddedPostgresError
from newsportal.embedded_postgres.layout import DATABASE, WEB_ROLE
from newsportal.embedded_postgres.lease import hold, revive

RETRY_SECONDS = 30.0
PAUSE = 0.1
# A refusal is final unless the server says that it is coming up or going down. psycopg gives no
# SQLSTATE for a failed connection; the embedded server's messages are always in English.
REFUSAL = "FATAL:"
PASSING_REFUSALS = ("the database system is", "terminating connection due to")
# Where two processes make the database or the role at once, one of them hears one of these.
MADE_MEANWHILE = (
    psycopg.errors.DuplicateDatabase,
    psycopg.errors.DuplicateObject,
    psycopg.errors.UniqueViolation,
)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that makes sure first that the server runs, and again where it was killed.

    Django gives up a broken connection by itself; what is added is that the next one starts the
    server again, and that the site's database is made where it is missing.
    """

    client_class = DatabaseClient

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; raise `OperationalError` where the server can't be provided in time."""
        data_folder = Path(self.settings_dict["DATA_FOLDER"])
        deadline = time.monotonic() + RETRY_SECONDS
        try:
            hold(data_folder)
            while True:
                try:
                    return super().get_new_connection(conn_params)
                except PoolTimeout:
                    # In a worker of the server, where the watchdog mends and nobody may wait longer.
                    raise
                except psycopg.OperationalError as error:
                    if time.monotonic() > deadline or not self._mend(error, conn_params):
                        raise
                self.refuse_while_down()
                revive(data_folder)
        except EmbeddedPostgresError as error:
            raise OperationalError(str(error)) from error

    def provide_server(self) -> None:
        """Start the server if it is gone."""
        data_folder = Path(self.settings_dict["DATA_FOLDER"])
        hold(data_folder)
        revive(data_folder)

    def provide_web_role(self) -> None:
        """Make the role as whom the site is served, where it is missing."""
        conn_params = self.get_connection_params()
        with _maintenance(conn_params) as connection:
            _make_web_role(connection)

    def _mend(self, error: psycopg.OperationalError, conn_params: dict[str, Any]) -> bool:
        """Whether another attempt may succeed, after what can be done for it at once."""
        said = str(error)
        if f'database "{DATABASE}" does not exist' in said:
            _create_database(conn_params)
            return True
        time.sleep(PAUSE)
        return REFUSAL not in said or any(words in said for words in PASSING_REFUSALS)


def _create_database(conn_params: dict[str, Any]) -> None:
    """Make the site's own database and its second role. Test databases are Django's to make."""
    with _maintenance(conn_params) as connection:
        _make_web_role(connection)
        with suppress(*MADE_MEANWHILE):
            connection.execute(f'CREATE DATABASE "{DATABASE}"')


def _make_web_role(connection: psycopg.Connection[Any]) -> None:
    with suppress(*MADE_MEANWHILE):
        connection.execute(f'CREATE ROLE "{WEB_ROLE}" LOGIN')


def _maintenance(conn_params: dict[str, Any]) -> psycopg.Connection[Any]:
    """A connection of the owner to the database that every server has."""
    maintenance = {key: conn_params[key] for key in ("host", "port", "user")}
    return psycopg.connect(**maintenance, dbname="postgres", autocommit=True)
