"""Links between Markdown documents lead to a file, and to a heading that it has."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath

from checks.problem import Problem
from checks.tree import Tree

LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)|^\[[^\]]+\]:\s*(\S+)")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*$")
FENCE = re.compile(r"\s*(```|~~~)")
CODE = re.compile(r"`[^`]*`")


def find_problems(tree: Tree) -> Iterator[Problem]:
    for path in tree.matching(".md"):
        for number, line in _prose(tree, path):
            for match in LINK.finditer(CODE.sub("", line)):
                target = match.group(1) or match.group(2)
                if not ELSEWHERE.match(target) and not _resolves(tree, path, target):
                    yield Problem(
                        path,
                        number,
                        f"the link to {target} leads nowhere",
                        "Correct the path or the heading",
                    )


def _resolves(tree: Tree, path: str, target: str) -> bool:
    name, _, anchor = target.partition("#")
    file = normpath(PurePosixPath(path).parent / name) if name else path
    if anchor:
        return file in tree.paths and anchor in _anchors(tree, file)
    return file in tree.paths or (tree.root / file).is_dir()


def _prose(tree: Tree, path: str) -> Iterator[tuple[int, str]]:
    """The document's lines without its blocks of code."""
    in_code = False
    for number, line in tree.lines(path):
        if FENCE.match(line):
            in_code = not in_code
        elif not in_code:
            yield number, line


def _anchors(tree: Tree, path: str) -> set[str]:
    """The names that GitHub gives to the headings of a document."""
    headings = (HEADING.match(line) for _, line in _prose(tree, path))
    return {
        re.sub(r"[^\w\- ]", "", heading.group(1)).lower().replace(" ", "-")
        for heading in headings
        if heading
    }
