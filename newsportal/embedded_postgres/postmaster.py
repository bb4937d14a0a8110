"""PostgreSQL's server process: starting it, seeing whether it is there, stopping it."""

import os
import signal
import subprocess
import time
from pathlib import Path

from newsportal.embedded_postgres.cluster import access_file, last_lines, user_map_file
from newsportal.embedded_postgres.errors import EmbeddedPostgresError
from newsportal.embedded_postgres.layout import PORT, Layout, make_private_folder
from newsportal.embedded_postgres.runtime import Runtime, is_durable

# After a crash: how long the last processes of the dead server may take to go.
CRASH_SECONDS = 30.0
# Recovery after a crash reads the log since the last checkpoint; on a slow disk that takes a while.
READY_SECONDS = 300.0
FAST_STOP_SECONDS = 20.0
IMMEDIATE_STOP_SECONDS = 5.0
PAUSE = 0.02

# What a start says while processes of a server that was killed still hold its memory or its files.
LEFTOVERS = (
    'lock file "postmaster.pid" already exists',
    "pre-existing shared memory block",
    "could not create lock file",
    "Is another postmaster",
)


def start_postmaster(runtime: Runtime) -> subprocess.Popen[bytes]:
    """Start the server and return when it takes connections.

    What remains of one that was killed is waited for; any other reason is an
    `EmbeddedPostgresError` with the end of the log.
    """
    layout = runtime.layout
    end_stray_postmaster(layout)
    make_private_folder(layout.socket_folder, layout.account)
    deadline = time.monotonic() + CRASH_SECONDS
    while True:
        before = layout.log.stat().st_size
        process = _launch(runtime)
        if _becomes_ready(process, layout):
            return process
        said = _log_since(layout.log, before)
        if time.monotonic() > deadline or not any(words in said for words in LEFTOVERS):
            raise EmbeddedPostgresError(
                f"PostgreSQL did not start. The end of its log, {layout.log}:\n{last_lines(said)}"
            )
        time.sleep(0.2)


def _launch(runtime: Runtime) -> subprocess.Popen[bytes]:
    layout = runtime.layout
    durable = "on" if is_durable() else "off"
    options = {
        "listen_addresses": "",
        "port": PORT,
        "unix_socket_directories": runtime.named(layout.socket_folder),
        "unix_socket_permissions": "0700",
        "hba_file": runtime.named(access_file(layout)),
        "ident_file": runtime.named(user_map_file(layout)),
        "fsync": durable,
        "full_page_writes": durable,
        "synchronous_commit": "on",
        "log_line_prefix": "%m [%p] ",
        "log_timezone": "UTC",
        "log_checkpoints": "off",
    }
    command = [runtime.binaries.program("postgres"), "-D", runtime.named(layout.cluster)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    with layout.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - a fixed program with our own arguments
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **runtime.arguments()
        )


def _becomes_ready(process: subprocess.Popen[bytes], layout: Layout) -> bool:
    """Wait for connections to be taken (true) or for the process to give up (false)."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            return False
        if (found := read_postmaster_file(layout)) and found == (process.pid, "ready"):
            return True
        time.sleep(PAUSE)
    stop_postmaster(process)
    return False


def stop_postmaster(process: subprocess.Popen[bytes]) -> None:
    """Stop the server: open transactions are rolled back, everything committed is written."""
    for number, seconds in (
        (signal.SIGINT, FAST_STOP_SECONDS),
        (signal.SIGQUIT, IMMEDIATE_STOP_SECONDS),
        (signal.SIGKILL, IMMEDIATE_STOP_SECONDS),
    ):
        process.send_signal(number)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
        return


def read_postmaster_file(layout: Layout) -> tuple[int, str] | None:
    """The process id and status in `postmaster.pid`, which PostgreSQL keeps while it runs."""
    try:
        lines = (layout.cluster / "postmaster.pid").read_text().splitlines()
        return int(lines[0]), lines[7].strip() if len(lines) > 7 else ""
    except (OSError, ValueError, IndexError):
        return None


def is_ready(layout: Layout) -> bool:
    """Whether a living server says that it takes connections."""
    found = read_postmaster_file(layout)
    return found is not None and found[1] == "ready" and _serves(found[0], layout)


def end_stray_postmaster(layout: Layout) -> None:
    """Stop a server whose supervisor was killed, and clear what one that was killed left.

    The caller must know that no supervisor lives. PostgreSQL itself takes any living process with
    the recorded id for a server, even an unrelated or defunct one, and would never start again.
    """
    found = read_postmaster_file(layout)
    if found is None:
        return
    pid = found[0]
    deadline = time.monotonic() + FAST_STOP_SECONDS
    number = signal.SIGINT
    while _serves(pid, layout):
        os.kill(pid, number)
        time.sleep(0.1)
        if time.monotonic() > deadline:
            number = signal.SIGQUIT
    (layout.cluster / "postmaster.pid").unlink(missing_ok=True)
    (layout.socket_folder / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _serves(pid: int, layout: Layout) -> bool:
    """Whether a process lives and is the server of this cluster: it works in the cluster's folder."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return False  # somebody else's process, which got the id of a server that is gone
    process = Path("/proc") / str(pid)
    if not process.is_dir():
        return True  # a system without /proc: the id alone has to do
    try:
        return (process / "cwd").samefile(layout.cluster)
    except OSError:
        return False  # it ended just now, or is defunct


def _log_since(log: Path, position: int) -> str:
    with log.open("rb") as file:
        file.seek(position)
        return file.read().decode(errors="replace")
