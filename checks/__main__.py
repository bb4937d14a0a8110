"""Run every check and print what it found; the exit code is 1 when something is wrong."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from checks import addresses, links, locks, sizes, words
from checks.problem import Problem
from checks.tree import Tree

CHECKS: tuple[Callable[[Tree], Iterator[Problem]], ...] = (
    addresses.find_problems,
    links.find_problems,
    locks.find_problems,
    sizes.find_problems,
    words.find_problems,
)


def main(root: Path) -> int:
    tree = Tree(root)
    problems = sorted(problem for check in CHECKS for problem in check(tree))
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent.parent))
