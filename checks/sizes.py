"""Files of at most 300 lines, functions of at most 40.

A small file says one thing, and a small function can be read without scrolling. Migrations are
left out: they are history, nobody edits them.
"""

import ast
from collections.abc import Iterator

from checks.problem import Problem
from checks.tree import Tree

FILE_LINES = 300
FUNCTION_LINES = 40
SOURCES = (".py", ".html", ".css", ".js", ".sql", ".sh", "Makefile", ".ci/run", ".ci/environment")


def find_problems(tree: Tree) -> Iterator[Problem]:
    for path in tree.matching(*SOURCES):
        source = tree.text(path)
        if source is None or "/migrations/" in path:
            continue
        length = len(source.splitlines())
        if length > FILE_LINES:
            yield Problem(
                path, length, f"{length} lines, at most {FILE_LINES} allowed", "Split it by subject"
            )
        if path.endswith(".py"):
            yield from _long_functions(path, source)


def _long_functions(path: str, source: str) -> Iterator[Problem]:
    for node in ast.walk(ast.parse(source, filename=path)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > FUNCTION_LINES:
            yield Problem(
                path,
                node.lineno,
                f"{node.name} has {length} lines, at most {FUNCTION_LINES} allowed",
                "Take a named part out of it",
            )
