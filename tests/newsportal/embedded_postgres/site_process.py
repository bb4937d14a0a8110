"""Processes that use the embedded server, as root or as an unprivileged user."""

import json
import os
import pwd
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
UNPRIVILEGED = "nobody"
# Root's interpreter often lies below root's closed home. With one of these, and nothing else of
# root's rights, another user may pass; what the site does then is what any user's site does.
PASSES = ("dac_read_search", "dac_override")


class SiteProcess:
    """One running `site_program`."""

    def __init__(self, data_folder, *, user=None):
        self.process = subprocess.Popen(
            [
                *as_user(user),
                sys.executable,
                "-m",
                "tests.newsportal.embedded_postgres.site_program",
                str(data_folder),
            ],
            cwd=PROJECT,
            env=clean_environment(user),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def send(self, statement):
        self.process.stdin.write(f"{statement}\n")
        self.process.stdin.flush()

    def answer(self):
        line = self.process.stdout.readline()
        assert line, "the site ended without an answer"
        return json.loads(line)

    def query(self, statement):
        """The rows of a statement; an AssertionError with the message where it fails."""
        answer = self.attempt(statement)
        assert "error" not in answer, answer["error"]
        return answer["rows"]

    def error(self, statement):
        """The message of a statement that must fail."""
        return self.attempt(statement)["error"]

    def attempt(self, statement):
        self.send(statement)
        return self.answer()

    def use(self, database):
        """Go on with another database of the same server."""
        self.send(f"use {database}")

    def end(self):
        """End like any program; return when the process has gone. One that hangs is killed."""
        self.process.stdin.close()
        try:
            self.process.wait(timeout=40)
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()

    def kill(self):
        self.process.kill()
        self.end()


def clean_environment(user):
    """The tests' own environment; another user can't write what a coverage run collects."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not (user and name.startswith("COV_")) and not (user and name.startswith("COVERAGE_"))
    }
    return kept | {"NEWSPORTAL_EMBEDDED_POSTGRES_FSYNC": "off", "PYTHONDONTWRITEBYTECODE": "1"}


def as_user(name):
    """The words before a command that run it as another user. Only for root."""
    if name is None:
        return []
    user = pwd.getpwnam(name)
    change = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return change + list(_pass_to_interpreter(tuple(change)))


@cache
def _pass_to_interpreter(change):
    assert shutil.which("setpriv"), (
        "install util-linux: these tests run as root and change the user"
    )
    for options in (
        (),
        *((f"--inh-caps=+{right}", f"--ambient-caps=+{right}") for right in PASSES),
    ):
        trial = subprocess.run(
            [*change, *options, sys.executable, "-c", ""], capture_output=True, check=False
        )
        if trial.returncode == 0:
            return options
    raise AssertionError(f"the user {UNPRIVILEGED} can't reach {sys.executable}")


def own_by(user, folder: Path):
    """Give a folder and all in it to a user."""
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, user, pwd.getpwnam(user).pw_gid)
