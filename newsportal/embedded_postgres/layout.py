"""Where the embedded server keeps its things, and who owns them."""

import os
import stat
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from newsportal.embedded_postgres.account import Account, server_account
from newsportal.embedded_postgres.errors import EmbeddedPostgresError

DATABASE = "newsportal"
ROLE = "newsportal"  # owns everything, and runs migrations and commands
WEB_ROLE = "newsportal_web"  # as whom readers and the newsroom are served
PORT = "5432"  # only part of the socket's name: the server doesn't listen on TCP

# The shortest limit of the systems we know for the path of a Unix socket, in bytes.
SOCKET_PATH_LIMIT = 103
SHORT_SOCKET_PARENT = Path("/tmp")  # noqa: S108 - the folder made in it is 0700, its owner is checked


@dataclass(frozen=True)
class Layout:
    """The paths of one data folder's server. Making one touches nothing on disk."""

    data_folder_as_given: Path

    @cached_property
    def data_folder(self) -> Path:
        """The data folder without symbolic links, so that every process names it alike."""
        return self.data_folder_as_given.resolve()

    @cached_property
    def folder(self) -> Path:
        """Everything of the server; mode 0700, owned by the user that it runs as."""
        return self.data_folder / "postgres"

    @property
    def cluster(self) -> Path:
        """What PostgreSQL calls its data directory."""
        return self.folder / "cluster"

    @property
    def log(self) -> Path:
        """What PostgreSQL and its supervisor write."""
        return self.folder / "server.log"

    @property
    def start_lock(self) -> Path:
        """Held exclusively while a process joins, starts the server, or looks whether it is last."""
        return self.folder / "start.lock"

    @property
    def users_lock(self) -> Path:
        """Held shared by every process that uses the server, exclusively by one that stops it."""
        return self.folder / "users.lock"

    @property
    def supervisor_lock(self) -> Path:
        """Held exclusively by the supervisor for its whole life."""
        return self.folder / "supervisor.lock"

    @cached_property
    def socket_folder(self) -> Path:
        """The folder of the socket: the server's own, or a short one where the path is too long.

        The short one depends only on the data folder, so that every process computes the same.
        """
        folder = self.folder / "socket"
        if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_LIMIT:
            return folder
        name = sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return SHORT_SOCKET_PARENT / f"newsportal-{name}"

    @cached_property
    def account(self) -> Account:
        """The user that the server runs as; see `server_account`."""
        return server_account(self.folder)

    def make_folder(self) -> None:
        """Make the server's folder, once; raise `EmbeddedPostgresError` where that is impossible."""
        try:
            self.data_folder.mkdir(parents=True, exist_ok=True)
            make_private_folder(self.folder, self.account)
        except OSError as error:
            raise EmbeddedPostgresError(
                f"The folder {self.folder} for the database can't be made: {error.strerror}. "
                "Set NEWSPORTAL_DATA to a folder that may be written."
            ) from error


def make_private_folder(folder: Path, account: Account) -> None:
    """Make a folder that only the account may enter, or check the one that is there.

    It appears with its owner already right, because another process may look at the same moment.
    """
    if not os.path.lexists(folder):
        new = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        account.own(new)
        try:
            new.rename(folder)
        except OSError:
            new.rmdir()
            if not os.path.lexists(folder):
                raise
    check_private_folder(folder, account)


def check_private_folder(folder: Path, account: Account) -> None:
    """Refuse a folder that somebody else made or may enter: its socket could be anybody's."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid:
        raise EmbeddedPostgresError(
            f"{folder} must be a folder of the user {account.name}, and it is not. "
            "Find out who made it, remove it, and start again."
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise EmbeddedPostgresError(
            f"{folder} may be entered by other users. Close it with: chmod 700 {folder}"
        )
