"""A repository of a few files, written for one test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checks.tree import Tree


@pytest.fixture
def make_tree(tmp_path: Path) -> Callable[[dict[str, str]], Tree]:
    """Writes files, given as path and text, and returns the tree that they make."""

    def write(files: dict[str, str]) -> Tree:
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return Tree(tmp_path)

    return write
