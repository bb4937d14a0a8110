"""One process's claim on the embedded server.

A process that uses the server holds a shared lock from its first connection to its end. Whoever
finds no supervisor starts one. Joining, starting and looking whether one is the last all happen
under one more lock, so that they never overlap between processes.
"""

import atexit
import fcntl
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from newsportal.embedded_postgres.errors import EmbeddedPostgresError
from newsportal.embedded_postgres.layout import Layout, check_private_folder
from newsportal.embedded_postgres.locks import PAUSE, is_free, lock, locked, try_lock
from newsportal.embedded_postgres.postmaster import end_stray_postmaster, is_ready
from newsportal.embedded_postgres.supervisor import READY

# initdb on a slow disk, or recovery after a crash, in another process that started just before.
JOIN_SECONDS = 300.0
# A living supervisor whose PostgreSQL is gone ends within moments.
SETTLE_SECONDS = 30.0
LEAVE_SECONDS = 30.0
PROJECT = Path(__file__).resolve().parents[2]


class Lease:
    """The claim of this process on the server of one data folder."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._claim: int | None = None
        self._pid = os.getpid()

    @property
    def is_held(self) -> bool:
        """Whether this very process, not the one that it was forked from, has its claim."""
        return self._claim is not None and self._pid == os.getpid()

    def ensure(self) -> None:
        """Claim the server and return when it takes connections, started if need be."""
        layout = self.layout
        layout.make_folder()
        with locked(
            layout.start_lock,
            fcntl.LOCK_EX,
            layout.account,
            seconds=JOIN_SECONDS,
            waiting_for="another process that starts or stops the database",
        ):
            self._take_claim()
            self._start_or_join()
        check_private_folder(layout.socket_folder, layout.account)

    def _take_claim(self) -> None:
        if self.is_held:
            return
        inherited = self._claim
        self._claim = lock(
            self.layout.users_lock,
            fcntl.LOCK_SH,
            self.layout.account,
            seconds=JOIN_SECONDS,
            waiting_for="the database to stop, so that it can be started again",
        )
        self._pid = os.getpid()
        if inherited is not None:
            os.close(inherited)

    def _start_or_join(self) -> None:
        deadline = time.monotonic() + SETTLE_SECONDS
        while not self._has_no_supervisor():
            if is_ready(self.layout):
                return
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"The database in {self.layout.folder} does not come up. "
                    f"Its log is {self.layout.log}."
                )
            time.sleep(PAUSE)
        _start_supervisor(self.layout)

    def _has_no_supervisor(self) -> bool:
        return is_free(self.layout.supervisor_lock, fcntl.LOCK_SH, self.layout.account)

    def give_up(self) -> None:
        """Let the server go; where nobody else uses it, return when it has stopped.

        Without that wait, a command that ends would leave a server behind for the next moments.
        """
        if self._claim is None:
            return
        os.close(self._claim)
        self._claim = None
        deadline = time.monotonic() + LEAVE_SECONDS
        while time.monotonic() < deadline and not self._nothing_to_wait_for():
            time.sleep(PAUSE)

    def _nothing_to_wait_for(self) -> bool:
        layout = self.layout
        start = try_lock(layout.start_lock, fcntl.LOCK_EX, layout.account)
        if start is None:
            return False
        try:
            if self._is_in_use():
                return True
            if not self._has_no_supervisor():
                return False
            end_stray_postmaster(layout)
            return True
        finally:
            os.close(start)

    def _is_in_use(self) -> bool:
        """Whether another process has a claim; the supervisor's own lock while it stops is none."""
        users, account = self.layout.users_lock, self.layout.account
        return not is_free(users, fcntl.LOCK_EX, account) and is_free(users, fcntl.LOCK_SH, account)


def _start_supervisor(layout: Layout) -> None:
    """Start a supervisor and return when PostgreSQL takes connections."""
    with (
        layout.log.open("ab") as log,
        subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "newsportal.embedded_postgres.supervisor", layout.data_folder],
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        ) as process,
    ):
        # Ends when the supervisor closes its end, which it does with its report or its death.
        report = process.communicate()[0].decode(errors="replace")
    if report != READY:
        raise EmbeddedPostgresError(
            report or f"The supervisor of the database ended without a word; see {layout.log}."
        )


_leases: dict[Path, Lease] = {}
_threads = threading.Lock()


def hold(data_folder: Path) -> Lease:
    """This process's lease on a data folder's server, with the server running."""
    with _threads:
        lease = _leases.get(data_folder)
        if lease is None:
            lease = _leases[data_folder] = Lease(Layout(data_folder))
        if not lease.is_held:
            lease.ensure()
    return lease


def revive(data_folder: Path) -> None:
    """Make sure that the server runs although a connection failed."""
    with _threads:
        _leases[data_folder].ensure()


@atexit.register
def give_up_all() -> None:
    """Give up every lease of this process; runs at its end, where nobody could mend a failure.

    A second Ctrl-C ends the wait. So does a data folder that was deleted meanwhile.
    """
    with suppress(EmbeddedPostgresError, KeyboardInterrupt), _threads:
        for lease in _leases.values():
            lease.give_up()


def _renew_thread_lock() -> None:
    # Another thread of the parent may have held it at the moment of the fork.
    global _threads
    _threads = threading.Lock()


os.register_at_fork(after_in_child=_renew_thread_lock)
