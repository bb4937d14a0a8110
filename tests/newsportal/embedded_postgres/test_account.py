"""Whom the server runs as, on machines unlike this one."""

import os
import pwd

import pytest

from newsportal.embedded_postgres.account import Account, own_account, server_account
from newsportal.embedded_postgres.errors import EmbeddedPostgresError

USERS = {"postgres": 71, "nobody": 65534, "alice": 1000}


@pytest.fixture
def machine(monkeypatch):
    """A machine with the given users, on which this process runs as one of them."""

    def entry(name):
        return pwd.struct_passwd((name, "x", USERS[name], USERS[name], "", "/", "/bin/sh"))

    def run_as(uid, *users):
        names = {USERS[name]: name for name in users}
        monkeypatch.setattr(os, "geteuid", lambda: uid)
        monkeypatch.setattr(pwd, "getpwuid", lambda uid: entry(names[uid]))
        monkeypatch.setattr(pwd, "getpwnam", lambda name: entry({n: n for n in users}[name]))

    return run_as


def test_root_serves_as_postgres_or_else_as_nobody(machine, tmp_path):
    machine(0, "nobody", "postgres")
    assert server_account(tmp_path / "none") == Account("postgres", 71, 71)
    machine(0, "nobody")
    assert server_account(tmp_path / "none") == Account("nobody", 65534, 65534)


def test_root_without_either_is_told_to_add_one(machine, tmp_path):
    machine(0, "alice")
    with pytest.raises(EmbeddedPostgresError, match="useradd --system postgres"):
        server_account(tmp_path / "none")


def test_anybody_else_serves_as_themselves(machine, tmp_path):
    machine(1000, "alice", "postgres")
    assert server_account(tmp_path / "none") == Account("alice", 1000, 1000)
    assert not own_account().is_other
    assert own_account().identity == {}


def test_a_program_runs_as_the_other_user_with_none_of_root_s_groups(machine):
    machine(0, "postgres")
    other = Account("postgres", 71, 71)
    assert other.is_other
    assert other.identity == {"user": 71, "group": 71, "extra_groups": []}


def test_the_folder_of_another_user_is_refused_by_its_owner_s_name(machine, tmp_path, monkeypatch):
    owner = tmp_path.stat().st_uid
    monkeypatch.setitem(USERS, "owner", owner)
    machine(owner + 1000, "owner")
    with pytest.raises(EmbeddedPostgresError, match="belongs to the user owner"):
        server_account(tmp_path)
    machine(owner + 1000, "alice")
    with pytest.raises(EmbeddedPostgresError, match=f"belongs to the user {owner}"):
        server_account(tmp_path)


def test_a_user_without_a_name_is_told_that_postgresql_needs_one(machine):
    machine(4711, "alice")
    with pytest.raises(EmbeddedPostgresError, match="The user id 4711 has no name"):
        own_account()


def test_a_folder_that_can_not_be_looked_at_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbeddedPostgresError, match="can't be reached: Not a directory"):
        server_account(tmp_path / "file" / "postgres")
