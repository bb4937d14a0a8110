"""The folder in which the processes of one server count, a few files each.

The library decides when it is first imported whether it counts in files; so the main process names the
folder in the environment before it starts the others. Each start has a folder of its own: counters
begin at nothing, as Prometheus expects of a process that was started again.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
# The library's files: the kind of metric, for gauges how they add up, and the process.
FILE_OF_PROCESS = re.compile(r".+_(\d+)\.db")


@contextmanager
def folder_of_server(data_folder: Path) -> Iterator[None]:
    """Have the processes that are started meanwhile count in a folder that is removed at the end."""
    parent = data_folder / "metrics"
    parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(parent)
    folder = Path(mkdtemp(prefix=f"{os.getpid()}-", dir=parent))
    os.environ[VARIABLE] = str(folder)
    try:
        yield
    finally:
        del os.environ[VARIABLE]
        shutil.rmtree(folder, ignore_errors=True)


def _remove_leftovers(parent: Path) -> None:
    """Remove what servers left that were killed."""
    for folder in parent.iterdir():
        number = folder.name.partition("-")[0]
        if number.isdecimal() and not is_alive(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def shared_folder() -> Path | None:
    """Where this process counts together with others; None where it counts for itself."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def processes(folder: Path) -> set[int]:
    """The processes that have counted there, dead ones included."""
    found = (FILE_OF_PROCESS.fullmatch(path.name) for path in folder.iterdir())
    return {int(match[1]) for match in found if match}


def is_alive(process: int) -> bool:
    """Whether a process is there, whoever's it is."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
