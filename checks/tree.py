"""The files of the repository as git sees them, readable without git."""

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from pathspec import GitIgnoreSpec


class Tree:
    """Every file below `root` that `.gitignore` does not leave out.

    It walks the folder instead of asking git, so that the checks also run in an unpacked archive
    and see a new file before it is added.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Paths relative to the root, with forward slashes, in order."""
        return tuple(sorted(self._walk()))

    def matching(self, *suffixes: str) -> Iterator[str]:
        """The paths whose names end in one of `suffixes`."""
        return (path for path in self.paths if path.endswith(suffixes))

    def text(self, path: str) -> str | None:
        """The file's text, or None when it is not UTF-8: a picture, a font."""
        try:
            return (self.root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return None

    def lines(self, path: str) -> Iterator[tuple[int, str]]:
        """The file's lines, numbered from 1; none for a binary file."""
        return enumerate((self.text(path) or "").splitlines(), start=1)

    def _walk(self) -> Iterator[str]:
        ignored = GitIgnoreSpec.from_lines(self._ignore_lines())
        for folder, folders, files in os.walk(self.root):
            here = Path(folder).relative_to(self.root)
            folders[:] = [
                name
                for name in folders
                if name != ".git" and not ignored.match_file(f"{(here / name).as_posix()}/")
            ]
            for name in files:
                path = (here / name).as_posix()
                if name != ".git" and not ignored.match_file(path):
                    yield path

    def _ignore_lines(self) -> list[str]:
        rules = self.root / ".gitignore"
        return rules.read_text(encoding="utf-8").splitlines() if rules.exists() else []
