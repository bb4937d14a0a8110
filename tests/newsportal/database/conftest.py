"""A PostgreSQL server of a test's own, which it may stop, freeze and start again."""

import os
import signal
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from newsportal.embedded_postgres.cluster import prepare_cluster
from newsportal.embedded_postgres.layout import PORT, ROLE, Layout
from newsportal.embedded_postgres.postmaster import start_postmaster, stop_postmaster
from newsportal.embedded_postgres.runtime import Runtime
from tests.newsportal.embedded_postgres.observing import state_and_parent, wait_until


class OwnServer:
    """A running server; `conninfo` is where it is."""

    def __init__(self, runtime):
        self._runtime = runtime
        self._frozen = []
        self.conninfo = (
            f"host={runtime.layout.socket_folder} port={PORT} user={ROLE} dbname=postgres"
        )
        self.start()

    def start(self):
        self._postmaster = start_postmaster(self._runtime)

    def stop(self):
        stop_postmaster(self._postmaster)
        assert self._postmaster.returncode is not None

    def freeze(self):
        """Stop all its processes in the middle of whatever they do; return when they stand still."""
        main = self._postmaster.pid
        children = Path(f"/proc/{main}/task/{main}/children")
        os.kill(main, signal.SIGSTOP)
        wait_until(lambda: state_and_parent(main)[0] == "T")
        self._frozen = [int(child) for child in children.read_text().split()] + [main]
        for process in self._frozen:
            os.kill(process, signal.SIGSTOP)
        # One that ended just now stays defunct: its parent stands still.
        wait_until(lambda: {state_and_parent(pid)[0] for pid in self._frozen} <= {"T", "Z"})

    def thaw(self):
        for process in self._frozen:
            os.kill(process, signal.SIGCONT)
        self._frozen = []

    def end(self):
        self.thaw()
        if self._postmaster.poll() is None:
            self.stop()

    def connect(self):
        return psycopg.connect(self.conninfo, autocommit=True)


@pytest.fixture(scope="session")
def own_cluster():
    """Made once; each test finds its server started."""
    with (
        TemporaryDirectory(prefix="np-", ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("NEWSPORTAL_EMBEDDED_POSTGRES_FSYNC", "off")
        layout = Layout(Path(folder))
        layout.make_folder()
        layout.log.touch()
        runtime = Runtime.open(layout)
        prepare_cluster(runtime)
        yield runtime


@pytest.fixture
def own_server(own_cluster):
    server = OwnServer(own_cluster)
    yield server
    server.end()
