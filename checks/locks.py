"""The lock files hold what `pyproject.toml` asks for: pinned, hashed, and each with its reason."""

import re
import tomllib
from collections.abc import Iterator

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from checks.problem import Problem
from checks.tree import Tree

PROJECT = "pyproject.toml"
LOCK = "requirements.txt"
DEVELOPMENT_LOCK = "requirements-dev.txt"

PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[^\s;]+)")
LISTED = re.compile(r"""\s*["'](?P<requirement>[^"']+)["'],?(?P<comment>\s*#\s*\S.*)?""")
RELOCK = "Run `make lock`"

type Pins = dict[str, tuple[int, str]]


def find_problems(tree: Tree) -> Iterator[Problem]:
    for lock in (LOCK, DEVELOPMENT_LOCK):
        yield from _unhashed(tree, lock)
    runtime, development = _pins(tree, LOCK), _pins(tree, DEVELOPMENT_LOCK)
    project = tomllib.loads(tree.text(PROJECT) or "")
    asked = project["project"]["dependencies"]
    asked_for_development = project["dependency-groups"]["dev"]
    yield from _unmet(tree, asked, LOCK, runtime)
    yield from _unmet(tree, [*asked, *asked_for_development], DEVELOPMENT_LOCK, development)
    yield from _disagreements(runtime, development)
    yield from _without_reason(tree, [*asked, *asked_for_development])


def _pins(tree: Tree, lock: str) -> Pins:
    """Line and version of every package in a lock file, by its canonical name."""
    matches = ((number, PIN.match(line)) for number, line in tree.lines(lock))
    return {
        canonicalize_name(match["name"]): (number, match["version"])
        for number, match in matches
        if match
    }


def _unhashed(tree: Tree, lock: str) -> Iterator[Problem]:
    """Every line of a lock file is a pin with its hashes, a hash, or a comment."""
    lines = list(tree.lines(lock))
    followers = [line for _, line in lines[1:]] + [""]
    for (number, line), follower in zip(lines, followers, strict=True):
        text = line.strip()
        if not text or text.startswith(("#", "--hash=sha256:")):
            continue
        if not PIN.match(text):
            yield Problem(lock, number, f"{text!r} is not a pinned version", RELOCK)
        elif not follower.strip().startswith("--hash=sha256:"):
            yield Problem(lock, number, f"{text!r} has no hash", RELOCK)


def _unmet(tree: Tree, asked: list[str], lock: str, pins: Pins) -> Iterator[Problem]:
    for text in asked:
        requirement = Requirement(text)
        pin = pins.get(canonicalize_name(requirement.name))
        if pin is None:
            line = _line_of(tree, text)
            yield Problem(PROJECT, line, f"{requirement.name} is not in {lock}", RELOCK)
        elif not requirement.specifier.contains(pin[1], prereleases=True):
            message = f"{requirement.name} {pin[1]} does not satisfy {requirement.specifier}"
            yield Problem(lock, pin[0], message, RELOCK)


def _disagreements(runtime: Pins, development: Pins) -> Iterator[Problem]:
    """Tests run against the versions that the site runs with."""
    for name, (_, version) in runtime.items():
        line, tested = development.get(name, (1, "nothing"))
        if tested != version:
            message = f"{name} is {tested} here and {version} in {LOCK}"
            yield Problem(DEVELOPMENT_LOCK, line, message, RELOCK)


def _without_reason(tree: Tree, asked: list[str]) -> Iterator[Problem]:
    for number, line in tree.lines(PROJECT):
        match = LISTED.fullmatch(line.rstrip())
        if match and match["requirement"] in asked and not match["comment"]:
            message = f"{match['requirement']} has no reason"
            yield Problem(PROJECT, number, message, "Say after it what the project needs it for")


def _line_of(tree: Tree, text: str) -> int:
    return next((number for number, line in tree.lines(PROJECT) if text in line), 1)
