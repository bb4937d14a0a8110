"""No address that a run must not depend on.

Nothing names the address of a package index; files that configure or lock name no address at all;
pages, styles and scripts load nothing from elsewhere; and no file holds a path that exists on one
machine only.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from checks.problem import Problem
from checks.tree import Tree

# Every package index answers below this path (PEP 503), whatever its host is called.
INDEX = re.compile(r"\bhttps?://[^\s\"'<>]*/simple\b")

HOME_FOLDERS = "home|Users|root|work|workspace|tmp|private|mnt|scratch"
MACHINE_PATH = re.compile(rf"(?<![\w.\-/$}})*~])/(?:{HOME_FOLDERS})/[\w.]")

CONFIGURATION = {".toml", ".cfg", ".ini", ".txt", ".lock", ".yml", ".yaml", ".conf"}
# This machine and the names that are reserved for examples (RFC 2606) lead nowhere.
ADDRESS = re.compile(
    r"\b(?:https?|ftp|git\+\w+)://(?!127\.0\.0\.1|localhost|(?:[\w-]+\.)?example\.(?:org|com|net)\b)"
)
INDEX_OPTION = re.compile(r"--(?:(?:extra-)?index-url|find-links)\b")

LOADED = (".html", ".css", ".js", ".svg", ".xml")
LOADS_FROM_ELSEWHERE = re.compile(
    r"""
      \b(?:src|srcset|poster|data)\s*=\s*["']\s*(?:https?:)?//   # an element that loads
    | <link\b[^>]*\brel=["'](?:stylesheet|preload|preconnect|dns-prefetch|icon)["'][^>]*//
    | \burl\(\s*["']?\s*(?:https?:)?//                           # a style that loads
    | @import\s+["'](?:https?:)?//
    | \b(?:from|import|import\(|fetch\()\s*["'`](?:https?:)?//   # a script that loads
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_problems(tree: Tree) -> Iterator[Problem]:
    for path in tree.paths:
        rules = [*EVERYWHERE]
        if path.endswith(LOADED):
            rules.append(PAGE_RULE)
        if _configures(path):
            rules += CONFIGURATION_RULES
        for number, line in tree.lines(path):
            for pattern, message, remedy in rules:
                if found := pattern.search(line):
                    yield Problem(path, number, f"{found.group().strip()!r} {message}", remedy)


def _configures(path: str) -> bool:
    """Whether the file locks or configures; deeper folders hold texts and data, not settings."""
    file = PurePosixPath(path)
    if file.parts[0].startswith(".") or path == "Makefile":
        return True
    return file.suffix in CONFIGURATION and len(file.parts) == 1


type Rule = tuple[re.Pattern[str], str, str]

EVERYWHERE: tuple[Rule, ...] = (
    (
        INDEX,
        "is a package index",
        "Name the package, and let each machine say where it gets packages from",
    ),
    (
        MACHINE_PATH,
        "is a path of one machine",
        "Use a path relative to the project, or tempfile",
    ),
)
PAGE_RULE: Rule = (
    LOADS_FROM_ELSEWHERE,
    "loads from another site",
    "Serve the file from static/ and name it with the static tag",
)
CONFIGURATION_RULES: tuple[Rule, ...] = (
    (ADDRESS, "is an address in a configuration file", "Leave addresses to the machine"),
    (INDEX_OPTION, "chooses a package index", "Leave the index to the machine"),
)
