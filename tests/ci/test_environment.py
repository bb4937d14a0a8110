"""Which Python is taken, and what is installed when. The interpreters are small programs that note
what they are asked for, so that a test sees decisions and needs no network."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "environment"
TOOLS = ("sh", "cmp", "cp", "dirname", "rm", "mkdir", "chmod")

# Answers the questions of the script as an interpreter would, and can make an "environment" of itself.
INTERPRETER = """#!{shell}
case "$*" in
*version_info*) [ "{version}" != old ] || exit 1; echo "{version} {home}" ;;
*"-m venv"*) echo "venv {version}" >> {notes}
    [ ! -e {home}/no-venv ] || {{ echo "No module named venv"; exit 1; }}
    mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
*"pip --version"*) ;;
*"pip install"*) echo "install ${{9}}" >> {notes}; [ ! -e {home}/no-network ] ;;
esac
"""


class Machine:
    """A checkout and the programs on the path of a machine."""

    def __init__(self, folder):
        self.folder = folder
        self.path = folder / "path"
        self.path.mkdir()
        self.notes = folder / "notes.txt"
        for tool in TOOLS:
            (self.path / tool).symlink_to(shutil.which(tool))
        (folder / ".ci").mkdir()
        shutil.copy(SCRIPT, folder / ".ci")
        self.lock("requirements.txt", "django==6.1.3")
        self.lock("requirements-dev.txt", "django==6.1.3\npytest==9.0")

    def lock(self, name, text):
        (self.folder / name).write_text(text)

    def add(self, name, version):
        """An interpreter on the path; one that is too old where the version is `old`."""
        text = INTERPRETER.format(
            shell=self.path / "sh", version=version, home=self.folder, notes=self.notes
        )
        return self.program(name, text)

    def program(self, name, text):
        (self.path / name).write_text(text)
        (self.path / name).chmod(0o755)
        return self.path / name

    def run(self, lock_file="requirements.txt", **environment):
        """The exit code, what was said, and what the interpreters were asked for."""
        self.notes.write_text("")
        done = subprocess.run(
            [self.folder / ".ci" / "environment", lock_file],
            env={"PATH": str(self.path), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr, self.notes.read_text().splitlines()


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def broken(machine, name):
    """A shim of pyenv for a version that is not selected: it is there and doesn't run."""
    machine.program(name, f"#!{machine.path}/sh\necho not found >&2\nexit 127\n")


def test_the_newest_python_that_runs_is_taken(machine):
    broken(machine, "python3.14")
    machine.add("python3.13", "3.13.1")
    machine.add("python3.12", "3.12.9")
    assert machine.run()[2] == ["venv 3.13.1", "install requirements.txt"]


def test_plain_python3_is_taken_where_no_other_is_there(machine):
    machine.add("python3.13", "old")
    machine.add("python3", "3.15.0")
    assert machine.run()[2][0] == "venv 3.15.0"


def test_the_python_that_pyenv_selects_counts_first(machine):
    machine.add("python3.14", "3.14.0")
    selected = machine.add("selected", "3.13.0")
    machine.program("pyenv", f'#!{machine.path}/sh\n[ "$*" = "which python" ] && echo {selected}\n')
    assert machine.run()[2][0] == "venv 3.13.0"


def test_a_pyenv_that_selects_a_missing_version_is_passed_over(machine):
    broken(machine, "pyenv")
    machine.add("python3.12", "3.12.0")
    assert machine.run()[2][0] == "venv 3.12.0"


def test_a_named_interpreter_is_taken_instead_of_the_search(machine):
    machine.add("python3.14", "3.14.0")
    mine = machine.add("mine", "3.12.4")
    assert machine.run(BOOTSTRAP_PYTHON=str(mine))[2][0] == "venv 3.12.4"


@pytest.mark.parametrize("names", [(), ("python3",)])
def test_without_a_suitable_python_one_line_says_what_to_install(machine, names):
    for name in names:
        machine.add(name, "old")
    code, said, asked = machine.run()
    assert (code, asked) == (1, [])
    assert said == (
        "Newsportal needs Python 3.12 or newer: install python3.13 with its venv module, "
        "then try again.\n"
    )


def test_a_second_run_does_and_says_nothing(machine):
    machine.add("python3.13", "3.13.0")
    machine.run()
    assert machine.run() == (0, "", [])


def test_a_changed_lock_file_is_installed_into_the_same_environment(machine):
    machine.add("python3.13", "3.13.0")
    machine.run()
    machine.lock("requirements.txt", "django==6.1.4")
    assert machine.run()[2] == ["install requirements.txt"]


def test_another_interpreter_makes_a_new_environment(machine):
    machine.add("python3.13", "3.13.0")
    machine.run()
    machine.add("python3.13", "3.13.1")
    assert machine.run()[2][0] == "venv 3.13.1"


def test_an_environment_whose_interpreter_is_gone_is_made_again(machine):
    machine.add("python3.13", "3.13.0")
    machine.run()
    (machine.folder / ".venv" / "bin" / "python").unlink()
    assert machine.run()[2][0] == "venv 3.13.0"


def test_what_tests_need_contains_what_the_site_needs(machine):
    machine.add("python3.13", "3.13.0")
    assert machine.run("requirements-dev.txt")[2][1] == "install requirements-dev.txt"
    assert machine.run("requirements.txt")[2] == []
    assert machine.run("requirements-dev.txt")[2] == []


def test_an_installation_that_failed_is_tried_again(machine):
    machine.add("python3.13", "3.13.0")
    (machine.folder / "no-network").touch()
    assert machine.run()[0] != 0
    (machine.folder / "no-network").unlink()
    assert machine.run()[2] == ["install requirements.txt"]


def test_a_missing_venv_module_is_named(machine):
    machine.add("python3.13", "3.13.0")
    (machine.folder / "no-venv").touch()
    code, said, _ = machine.run()
    assert code == 1
    assert "python3.13 can't make virtual environments: install its venv module" in said
    assert not (machine.folder / ".venv").exists()
