"""Looking at an embedded server from outside."""

import time
from pathlib import Path

import psycopg

from newsportal.embedded_postgres.layout import ROLE
from newsportal.embedded_postgres.postmaster import read_postmaster_file


def wait_until(condition, *, seconds=15):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def has_stopped(layout):
    """Nothing is left: no server, no socket."""
    return read_postmaster_file(layout) is None and not list(layout.socket_folder.glob(".s.*"))


def postmaster(layout):
    """The process id of the server."""
    return read_postmaster_file(layout)[0]


def state_and_parent(pid):
    """From the kernel's fields after a process's name in parentheses."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return fields[0], int(fields[1])


def ask(layout, statement="SELECT 1"):
    """The first value of a statement over a connection of its own."""
    with psycopg.connect(
        host=str(layout.socket_folder), user=ROLE, dbname="postgres", autocommit=True
    ) as connection:
        return connection.execute(statement).fetchone()[0]
