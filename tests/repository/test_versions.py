"""Versions that are written in several places agree."""

import re
import tomllib
from pathlib import Path

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from tests.repository.project import ROOT, read

PROJECT = tomllib.loads(read("pyproject.toml"))
OLDEST = "3.12"


def test_the_project_says_which_python_is_the_oldest():
    assert PROJECT["project"]["requires-python"] == f">={OLDEST}"


def test_code_is_checked_for_the_oldest_python():
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{OLDEST.replace('.', '')}"
    assert PROJECT["tool"]["mypy"]["python_version"] == OLDEST


def test_the_lock_files_suit_the_oldest_python():
    assert f"--python-version {OLDEST} " in read("Makefile")


def test_the_environment_refuses_an_older_python():
    assert f"sys.version_info < ({OLDEST.replace('.', ', ')})" in read(".ci/environment")


def test_the_chosen_python_is_one_that_the_project_runs_on():
    chosen = Version(read(".python-version").strip())

    assert chosen in SpecifierSet(PROJECT["project"]["requires-python"])


def test_documents_name_the_oldest_python():
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    named = {
        version
        for document in documents
        for version in re.findall(
            r"Python (?:≥|>=) (\d\.\d+)|Python (\d\.\d+) or newer", _text(document)
        )
        for version in version
        if version
    }

    assert named == {OLDEST}


def test_the_change_log_has_the_version_or_says_it_is_to_come():
    version = PROJECT["project"]["version"]

    assert re.search(rf"^## \[(?:{re.escape(version)}|Unreleased)\]", read("CHANGELOG.md"), re.M)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
