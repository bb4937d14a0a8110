"""The database of the measurements: a PostgreSQL of their own, on the core of the server."""

import fcntl
import os
import signal
import subprocess
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import psycopg

from benchmarks.cores import running_on, shares
from newsportal.embedded_postgres.cluster import prepare_cluster
from newsportal.embedded_postgres.layout import DATABASE, PORT, ROLE, Layout
from newsportal.embedded_postgres.locks import locked
from newsportal.embedded_postgres.postmaster import start_postmaster, stop_postmaster
from newsportal.embedded_postgres.runtime import Runtime


class Database:
    """A server in a data folder, started and stopped by whoever measures.

    The site is told its address, so it takes it for a server of the operator's: one that it can't
    start again when it is gone.
    """

    def __init__(self, data_folder: Path) -> None:
        self._layout = Layout(data_folder)
        self._process: subprocess.Popen[bytes] | None = None
        self._held = ExitStack()

    @property
    def url(self) -> str:
        """What DATABASE_URL is for the site."""
        folder = quote(str(self._layout.socket_folder), safe="")
        return f"postgres://{ROLE}@{folder}:{PORT}/{DATABASE}"

    def __enter__(self) -> Self:
        self._layout.make_folder()
        lock = locked(
            self._layout.supervisor_lock,
            fcntl.LOCK_EX,
            self._layout.account,
            seconds=30,
            waiting_for="another process that uses the database of the benchmarks",
        )
        self._held.enter_context(lock)
        self._layout.log.touch(mode=0o600)
        self._layout.account.own(self._layout.log)
        self._runtime = Runtime.open(self._layout)
        prepare_cluster(self._runtime)
        self.start()
        self._make_database()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
        self._held.close()

    def start(self) -> None:
        """Start the server and return when it takes connections."""
        with running_on(shares()[0]):
            self._process = start_postmaster(self._runtime)

    def stop(self) -> None:
        """Stop it, cutting every connection; nothing happens where it is stopped."""
        if self._process is not None:
            stop_postmaster(self._process)
            self._process = None

    def freeze(self) -> None:
        """Let the server's processes do nothing, without ending one of them or a connection."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let them go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        main = str(self._process.pid)
        children = Path("/proc", main, "task", main, "children").read_text().split()
        for pid in [self._process.pid, *map(int, children)]:
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def value(self, statement: str, *values: object) -> Any:
        """The first value that a statement gives, over a connection of its own."""
        with self._connect(DATABASE) as connection:
            row = connection.execute(statement.encode(), values).fetchone()
        return row[0] if row else None

    def _make_database(self) -> None:
        with self._connect("postgres") as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if known.fetchone() is None:
                connection.execute(f'CREATE DATABASE "{DATABASE}"'.encode())

    def _connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self._layout.socket_folder),
            port=PORT,
            user=ROLE,
            dbname=database,
            autocommit=True,
        )
