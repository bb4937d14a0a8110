"""What takes too long, or happens between two steps, ends with a reason and without leftovers."""

import fcntl
import os
import shutil
import subprocess
import sys
import time

import pytest

from newsportal.embedded_postgres import cluster, postmaster, reachable
from newsportal.embedded_postgres import layout as layout_module
from newsportal.embedded_postgres import lease as lease_module
from newsportal.embedded_postgres.account import own_account
from newsportal.embedded_postgres.binaries import Binaries
from newsportal.embedded_postgres.errors import EmbeddedPostgresError
from newsportal.embedded_postgres.layout import Layout, make_private_folder
from newsportal.embedded_postgres.locks import lock, locked, open_lock
from newsportal.embedded_postgres.runtime import Runtime

STUBBORN = """
import signal, sys, time
for name in {ignored}:
    signal.signal(getattr(signal, name), signal.SIG_IGN)
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture
def own(new_folder, monkeypatch):
    """The layout of an empty folder whose server would run as the tests' own user."""
    monkeypatch.setattr(layout_module, "server_account", lambda folder: own_account())
    layout = Layout(new_folder)
    layout.make_folder()
    layout.cluster.mkdir()
    layout.log.touch()
    return layout


@pytest.fixture
def runtime(own):
    """A runtime whose programs the test writes itself."""
    folder = own.data_folder / "programs"
    folder.mkdir()
    return Runtime(own, Binaries(folder, 18), own.folder, ())


def write_program(runtime, name, text):
    path = runtime.binaries.folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_a_lock_is_waited_for_and_then_named(tmp_path):
    path = tmp_path / "some.lock"
    arguments = (path, fcntl.LOCK_EX, own_account())
    with (
        locked(*arguments, seconds=1, waiting_for="nothing"),
        pytest.raises(EmbeddedPostgresError, match=r"Waited 0 seconds for a friend.*some\.lock"),
    ):
        lock(*arguments, seconds=0.1, waiting_for="a friend")
    os.close(lock(*arguments, seconds=0.1, waiting_for="nobody"))


def test_a_lock_file_that_is_a_link_is_not_opened(tmp_path):
    (tmp_path / "some.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EmbeddedPostgresError, match="can't be opened"):
        open_lock(tmp_path / "some.lock", own_account())
    assert not (tmp_path / "elsewhere").exists()


def test_a_supervisor_that_brings_nothing_up_is_told_with_the_log(own, monkeypatch):
    monkeypatch.setattr(lease_module, "SETTLE_SECONDS", 0.2)
    lease = lease_module.Lease(own)
    with (
        locked(own.supervisor_lock, fcntl.LOCK_EX, own.account, seconds=1, waiting_for="nothing"),
        pytest.raises(EmbeddedPostgresError, match=r"does not come up.*server\.log"),
    ):
        lease.ensure()
    lease.give_up()


def test_a_lease_that_was_never_held_is_given_up_at_once(own):
    started = time.monotonic()
    lease_module.Lease(own).give_up()
    assert time.monotonic() - started < 1


def test_a_supervisor_that_says_nothing_is_told(own, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(EmbeddedPostgresError, match="ended without a word"):
        lease_module.Lease(own).ensure()


@pytest.mark.parametrize("ignored", [["SIGINT"], ["SIGINT", "SIGQUIT"]])
def test_a_server_that_does_not_listen_is_stopped_harder(ignored, monkeypatch):
    monkeypatch.setattr(postmaster, "FAST_STOP_SECONDS", 0.1)
    monkeypatch.setattr(postmaster, "IMMEDIATE_STOP_SECONDS", 0.2)
    program = [sys.executable, "-c", STUBBORN.format(ignored=ignored)]
    with subprocess.Popen(program, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"ready\n"
        postmaster.stop_postmaster(process)
        assert process.poll() is not None


def test_a_server_that_is_never_ready_is_stopped_and_told(runtime, monkeypatch):
    monkeypatch.setattr(postmaster, "READY_SECONDS", 0.3)
    write_program(runtime, "postgres", "echo thinking; exec sleep 60")
    with pytest.raises(EmbeddedPostgresError, match="thinking"):
        postmaster.start_postmaster(runtime)


def test_processes_of_a_dead_server_are_waited_for(runtime):
    attempts = runtime.layout.data_folder / "attempts"
    write_program(
        runtime,
        "postgres",
        f"echo x >> {attempts}\n"
        f'[ "$(wc -l < {attempts})" -lt 3 ] && echo "pre-existing shared memory block" && exit 1\n'
        "echo another reason; exit 1",
    )
    with pytest.raises(EmbeddedPostgresError, match="another reason"):
        postmaster.start_postmaster(runtime)
    assert attempts.read_text() == "x\n" * 3


def test_processes_of_a_dead_server_are_not_waited_for_for_ever(runtime, monkeypatch):
    monkeypatch.setattr(postmaster, "CRASH_SECONDS", 0.3)
    write_program(runtime, "postgres", "echo 'pre-existing shared memory block'; exit 1")
    with pytest.raises(EmbeddedPostgresError, match="pre-existing shared memory block"):
        postmaster.start_postmaster(runtime)


def test_an_endless_initdb_is_ended_and_told(runtime, monkeypatch):
    monkeypatch.setattr(cluster, "INITDB_SECONDS", 0.2)
    runtime.layout.cluster.rmdir()
    write_program(runtime, "initdb", "exec sleep 60")
    with pytest.raises(EmbeddedPostgresError, match=r"initdb did not end within 0\.2 seconds"):
        cluster.prepare_cluster(runtime)


def test_a_system_without_unicode_rules_still_gets_a_cluster(monkeypatch):
    monkeypatch.setattr(cluster, "LOCALES", ("xx_XX.nothing",))
    assert cluster.locale_options(15) == ["--locale=C", "--lc-ctype=C"]
    assert "--builtin-locale=C.UTF-8" in cluster.locale_options(18)


def test_a_server_of_the_same_user_needs_no_opened_folder(own):
    runtime = Runtime.open(own)
    assert (runtime.folder, runtime.descriptors) == (own.folder, ())
    assert runtime.named(own.cluster) == str(own.cluster)


def test_a_folder_that_another_process_makes_at_the_same_moment_is_shared(new_folder, monkeypatch):
    account = own_account()
    make_private_folder(new_folder / "folder", account)
    (new_folder / "folder" / "start.lock").touch()
    answers = iter([False])
    there = os.path.lexists
    monkeypatch.setattr(os.path, "lexists", lambda path: next(answers, there(path)))
    make_private_folder(new_folder / "folder", account)
    assert [path.name for path in new_folder.iterdir()] == ["folder"]


def test_a_copy_of_the_programs_that_fails_leaves_nothing(wheel, new_folder, monkeypatch):
    def fail(*args, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reachable, "CACHE", new_folder / "cache")
    monkeypatch.setattr(shutil, "copytree", fail)
    with pytest.raises(EmbeddedPostgresError, match="No space left on device"):
        reachable.reachable_copy(wheel)
    assert list((new_folder / "cache").iterdir()) == []
