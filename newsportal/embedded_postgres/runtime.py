"""How the supervisor runs a program of PostgreSQL: as whom, where, with what environment."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsportal.embedded_postgres.binaries import Binaries, find_binaries
from newsportal.embedded_postgres.layout import Layout

OPEN_FOLDERS = Path("/proc/self/fd")
FSYNC = "NEWSPORTAL_EMBEDDED_POSTGRES_FSYNC"


@dataclass(frozen=True)
class Runtime:
    """A layout with the programs that serve it.

    `folder` is the server's folder as its programs must name it. When root runs them as somebody
    else, they may not be able to walk there, because root's home is closed. So they inherit the
    folder opened, and name it by that descriptor: no permission anywhere has to be widened.
    """

    layout: Layout
    binaries: Binaries
    folder: Path
    descriptors: tuple[int, ...]

    @classmethod
    def open(cls, layout: Layout) -> "Runtime":
        """Find the programs and the way to the folder; both last as long as this process."""
        binaries = find_binaries(layout.account)
        if not layout.account.is_other or not OPEN_FOLDERS.is_dir():
            return cls(layout, binaries, layout.folder, ())
        descriptor = os.open(layout.folder, os.O_RDONLY | os.O_DIRECTORY)
        return cls(layout, binaries, OPEN_FOLDERS / str(descriptor), (descriptor,))

    def named(self, path: Path) -> str:
        """A path of the layout as the programs must name it."""
        if path.is_relative_to(self.layout.folder):
            return str(self.folder / path.relative_to(self.layout.folder))
        return str(path)

    def arguments(self) -> dict[str, Any]:
        """What every program gets from `subprocess`, whatever the site's own environment is."""
        return {
            "cwd": "/",
            "env": {"PATH": os.defpath, "LC_ALL": "C"},
            "umask": 0o077,
            "pass_fds": self.descriptors,
            **self.layout.account.identity,
        }


def is_durable() -> bool:
    """Whether commits reach the disk. Without it they still survive a kill, but not a power cut."""
    return os.environ.get(FSYNC, "on").lower() not in {"off", "false", "no", "0"}
