"""Where the browser comes from, tried with a path that holds only what a test puts there."""

import pytest

from tests.browser import chromium


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """An otherwise empty path; returns a function that adds a program to it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("CHROMIUM", raising=False)

    def add(name, lines=""):
        program = folder / name
        program.write_text(f"#!/bin/sh\n{lines}")
        program.chmod(0o755)
        return program

    return add


def add_package_manager(programs, *, installs):
    """A package manager that writes down how it was called, and `installs` by shell commands."""
    log = programs("apt-get").parent / "calls"
    programs("apt-get", f'echo "$@" >> {log}\ncase $1 in install) {installs} ;; esac\n')
    return log


@pytest.mark.parametrize("name", chromium.NAMES)
def test_a_browser_on_the_path_is_found(programs, name):
    assert chromium.find_chromium() is None

    program = programs(name)

    assert chromium.find_chromium() == str(program)


def test_the_environment_may_name_another_browser(programs, tmp_path, monkeypatch):
    programs("chromium")
    other = programs("other")
    monkeypatch.setenv("CHROMIUM", str(other))

    assert chromium.find_chromium() == str(other)


def test_root_installs_it_by_the_package_manager(programs):
    folder = programs("sh-is-elsewhere").parent
    log = add_package_manager(programs, installs=f"/bin/cp {folder}/sh-is-elsewhere {folder}/$4")

    assert chromium.install_chromium(as_root=True)
    assert chromium.find_chromium() == f"{folder}/chromium-headless-shell"
    assert log.read_text() == (
        "update -q\ninstall -qy --no-install-recommends chromium-headless-shell\n"
    )


def test_a_system_without_the_small_build_gets_the_whole_browser(programs):
    folder = programs("sh-is-elsewhere").parent
    knows = f'[ "$4" = chromium ] || exit 100; /bin/cp {folder}/sh-is-elsewhere {folder}/$4'
    add_package_manager(programs, installs=knows)

    assert chromium.install_chromium(as_root=True)
    assert chromium.find_chromium() == f"{folder}/chromium"


def test_the_small_build_is_preferred(programs):
    programs("chromium")
    small = programs("chromium-headless-shell")

    assert chromium.find_chromium() == str(small)


def test_another_user_does_not_touch_the_system(programs):
    log = add_package_manager(programs, installs="exit 0")

    assert not chromium.install_chromium(as_root=False)
    assert not log.exists()


def test_a_system_without_this_package_manager_is_left_alone(programs):
    assert not chromium.install_chromium(as_root=True)


def test_a_failed_installation_is_no_success(programs):
    add_package_manager(programs, installs="exit 100")

    assert not chromium.install_chromium(as_root=True)


def test_a_package_without_a_browser_is_no_success(programs):
    add_package_manager(programs, installs="exit 0")

    assert not chromium.install_chromium(as_root=True)


def test_without_a_browser_one_line_says_what_to_install(programs, capsys):
    assert chromium.main() == 1
    assert capsys.readouterr().err == f"{chromium.HOW_TO_INSTALL}\n"


def test_with_a_browser_there_is_nothing_to_do(programs, capsys):
    programs("chromium")

    assert chromium.main() == 0
    assert capsys.readouterr().err == ""
