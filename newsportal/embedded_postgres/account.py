"""The user that the database server runs as."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from newsportal.embedded_postgres.errors import EmbeddedPostgresError

# For root, which PostgreSQL refuses: the first of these that exists.
UNPRIVILEGED_USERS = ("postgres", "nobody")


class ProcessIdentity(TypedDict, total=False):
    """The arguments of `subprocess` that change the user."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A user of the operating system, and whether this process has to change to it."""

    name: str
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether this process runs as somebody else, which only root can."""
        return self.uid != os.geteuid()

    @property
    def identity(self) -> ProcessIdentity:
        """What `subprocess` needs to run a program as this user."""
        if not self.is_other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path | int) -> None:
        """Give a new file or folder to this user."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)


def own_account() -> Account:
    """The user that this process runs as."""
    return _account(os.geteuid())


def server_account(folder: Path) -> Account:
    """The user for the server of a folder.

    An existing folder keeps its owner, so that a site once started as root goes on as the same user.
    Root makes a new one for `postgres` or `nobody`; anybody else runs the server as themselves.
    """
    uid = os.geteuid()
    owner = folder.stat().st_uid if _exists(folder) else None
    if uid == 0:
        return _account(owner) if owner else _unprivileged()
    if owner is not None and owner != uid:
        raise EmbeddedPostgresError(
            f"The database in {folder} belongs to the user {_name(owner)}. Run the site as that user "
            "or as root, or set NEWSPORTAL_DATA to another folder."
        )
    return own_account()


def _exists(folder: Path) -> bool:
    try:
        folder.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise EmbeddedPostgresError(
            f"{folder} can't be reached: {error.strerror}. "
            "Set NEWSPORTAL_DATA to a folder of the user that runs the site."
        ) from error
    return True


def _unprivileged() -> Account:
    for name in UNPRIVILEGED_USERS:
        try:
            return _account(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
    raise EmbeddedPostgresError(
        "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody to run "
        "it as. Add one with: useradd --system postgres"
    )


def _account(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise EmbeddedPostgresError(
            f"The user id {uid} has no name on this system, and PostgreSQL needs one. "
            "Run the site as a user of /etc/passwd, or set DATABASE_URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
