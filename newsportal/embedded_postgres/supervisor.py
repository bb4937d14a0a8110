"""The process that starts PostgreSQL, waits for the last user to go, and stops it.

Run as `python -m newsportal.embedded_postgres.supervisor <data folder>`. It prints one line, `ready`
or the reason why not, and then belongs to nobody: it is in a session of its own, so that Ctrl-C in a
terminal reaches the site and not the database under it.

It waits for the exclusive lock on the users' file. The kernel grants it when the last process that
holds the lock has gone, be it killed; and while it is held, a process that wants to join has to wait
until this one has ended. If PostgreSQL dies, the supervisor ends too; the next user starts both.
"""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import FrameType

from newsportal.embedded_postgres.cluster import prepare_cluster
from newsportal.embedded_postgres.errors import EmbeddedPostgresError
from newsportal.embedded_postgres.layout import Layout
from newsportal.embedded_postgres.locks import locked, open_lock
from newsportal.embedded_postgres.postmaster import start_postmaster, stop_postmaster
from newsportal.embedded_postgres.runtime import Runtime

READY = "ready"
LARGEST_LOG = 5 * 1024 * 1024  # bytes, looked at when the server starts


def main(data_folder: Path) -> None:
    """Serve one data folder until nobody uses it."""
    layout = Layout(data_folder)
    try:
        with locked(
            layout.supervisor_lock,
            fcntl.LOCK_EX,
            layout.account,
            seconds=30,
            waiting_for="the former supervisor of the database to end",
        ):
            _turn_log(layout)
            runtime = Runtime.open(layout)
            prepare_cluster(runtime)
            process = start_postmaster(runtime)
            _stop_on_signals(process)
            _report(READY)
            _watch(process, layout)
    except (EmbeddedPostgresError, OSError) as error:
        _report(str(error))


def _stop_on_signals(process: subprocess.Popen[bytes]) -> None:
    """End PostgreSQL in order where somebody ends this process, as a shutdown of the machine does."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        process.send_signal(signal.SIGINT)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)


def _watch(process: subprocess.Popen[bytes], layout: Layout) -> None:
    """Return when PostgreSQL has ended, by itself or because nobody uses it or a signal says so."""
    threading.Thread(target=_stop_after_last_user, args=(process, layout), daemon=True).start()
    process.wait()
    if layout.socket_folder.parent != layout.folder:
        with suppress(OSError):
            layout.socket_folder.rmdir()


def _stop_after_last_user(process: subprocess.Popen[bytes], layout: Layout) -> None:
    # Not closed: the lock is to be held until this process has ended.
    descriptor = open_lock(layout.users_lock, layout.account)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    stop_postmaster(process)


def _turn_log(layout: Layout) -> None:
    """Start a new log where the old one is long, and keep one old one."""
    layout.log.touch(mode=0o600)
    if layout.log.stat().st_size > LARGEST_LOG:
        layout.log.rename(layout.log.with_suffix(".log.1"))
        layout.log.touch(mode=0o600)
    layout.account.own(layout.log)


def _report(line: str) -> None:
    """Say one thing to the process that waits for it, then let go of its pipe."""
    with suppress(OSError):
        os.write(1, line.encode())
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)


if __name__ == "__main__":
    # The parent that waits for this process goes on at once; the child is nobody's to collect.
    if os.fork():
        os._exit(0)
    main(Path(sys.argv[1]))
