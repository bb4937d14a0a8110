"""File locks that the kernel releases when a process ends, however it ends.

`flock` belongs to the open file, not to the process: a forked child holds it too until it closes
its copy, and a program that is executed does not, because Python opens files close-on-exec. So a
lock is given up by closing the file, never by unlocking, which would take it from a parent.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsportal.embedded_postgres.account import Account
from newsportal.embedded_postgres.errors import EmbeddedPostgresError

PAUSE = 0.02  # seconds between two attempts


def try_lock(path: Path, operation: int, account: Account) -> int | None:
    """The descriptor of a file locked `LOCK_SH` or `LOCK_EX`, or None where somebody is in the way."""
    descriptor = open_lock(path, account)
    try:
        fcntl.flock(descriptor, operation | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def open_lock(path: Path, account: Account) -> int:
    """Open a lock file, made for the account where it is missing."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        account.own(descriptor)
    except OSError as error:
        raise EmbeddedPostgresError(
            f"The lock file {path} can't be opened: {error.strerror}."
        ) from error
    return descriptor


def lock(path: Path, operation: int, account: Account, *, seconds: float, waiting_for: str) -> int:
    """Like `try_lock`, but wait; raise `EmbeddedPostgresError` when the time is over."""
    deadline = time.monotonic() + seconds
    while (descriptor := try_lock(path, operation, account)) is None:
        if time.monotonic() > deadline:
            raise EmbeddedPostgresError(
                f"Waited {seconds:.0f} seconds for {waiting_for}. See which process holds {path}."
            )
        time.sleep(PAUSE)
    return descriptor


@contextmanager
def locked(
    path: Path, operation: int, account: Account, *, seconds: float, waiting_for: str
) -> Iterator[None]:
    """Hold a lock for a block; see `lock`."""
    descriptor = lock(path, operation, account, seconds=seconds, waiting_for=waiting_for)
    try:
        yield
    finally:
        os.close(descriptor)


def is_free(path: Path, operation: int, account: Account) -> bool:
    """Whether the lock could be had at this moment."""
    descriptor = try_lock(path, operation, account)
    if descriptor is None:
        return False
    os.close(descriptor)
    return True
