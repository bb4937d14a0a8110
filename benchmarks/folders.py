"""The folders that a command line names, for argparse: refused at once, before anything is started."""

from argparse import ArgumentTypeError
from pathlib import Path


def folder(text: str) -> Path:
    """A folder that is there or can be made. Raises ArgumentTypeError."""
    path = Path(text)
    for one in (path, *path.parents):
        if one.is_dir():
            return path
        if one.exists():
            raise ArgumentTypeError(f"{one} is a file; name a folder")
    return path


def folder_of_newspaper(text: str) -> Path:
    """A data folder in which a newspaper was made. Raises ArgumentTypeError."""
    path = folder(text)
    if not (path / "postgres").is_dir():
        raise ArgumentTypeError(
            f"{path} holds no newspaper; make one with NEWSPORTAL_DATA={path}"
            " python -m benchmarks.generate --articles 1000 --comments 10000"
        )
    return path
