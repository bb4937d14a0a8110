"""No word that announces unfinished work."""

import re
from collections.abc import Iterator

from checks.problem import Problem
from checks.tree import Tree

# The words are written in parts, so that this file passes its own check.
UNFINISHED = tuple(
    "".join(parts)
    for parts in (("TO", "DO"), ("FIX", "ME"), ("X", "XX"), ("HA", "CK"), ("for", " now"))
)
PATTERN = re.compile(rf"\b(?:{'|'.join(UNFINISHED)})\b")
SOURCES = (
    ".py",
    ".html",
    ".css",
    ".js",
    ".sql",
    ".sh",
    ".toml",
    ".md",
    "Makefile",
    ".ci/run",
    ".ci/environment",
)


def find_problems(tree: Tree) -> Iterator[Problem]:
    for path in tree.matching(*SOURCES):
        for number, line in tree.lines(path):
            if found := PATTERN.search(line):
                yield Problem(
                    path,
                    number,
                    f"{found.group()!r} announces unfinished work",
                    "Finish it, or open an issue and delete the remark",
                )
