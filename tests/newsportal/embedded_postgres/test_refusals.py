"""What can't work is refused with the reason and what to do, and nothing is damaged."""

import os
import shutil

import pytest

from newsportal.embedded_postgres import binaries
from newsportal.embedded_postgres import layout as layout_module
from newsportal.embedded_postgres.account import own_account, server_account
from newsportal.embedded_postgres.binaries import CHOICE, find_binaries
from newsportal.embedded_postgres.errors import EmbeddedPostgresError
from newsportal.embedded_postgres.layout import Layout, make_private_folder
from newsportal.embedded_postgres.lease import Lease
from tests.newsportal.embedded_postgres.site_process import UNPRIVILEGED


def program(folder, name, text):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.fixture
def programs(new_folder, monkeypatch):
    """A folder for programs of the test's own, which the server's user can reach."""
    new_folder.chmod(0o755)
    folder = new_folder / "programs"
    folder.mkdir()
    monkeypatch.setenv(CHOICE, str(folder))
    program(folder, "postgres", "echo 'postgres (PostgreSQL) 18.6'")
    return folder


@pytest.fixture
def false_cluster(new_folder):
    """What looks like a cluster of the right version and holds nothing."""
    layout = Layout(new_folder)
    layout.make_folder()
    layout.cluster.mkdir(mode=0o700)
    layout.account.own(layout.cluster)
    version_file = layout.cluster / "PG_VERSION"
    version_file.write_text(f"{find_binaries(own_account()).major}\n")
    layout.account.own(version_file)
    return layout


def files_and_times(folder):
    return sorted((path, path.stat().st_mtime_ns) for path in folder.rglob("*"))


def refusal_of(layout):
    """What a start says that must fail."""
    lease = Lease(layout)
    with pytest.raises(EmbeddedPostgresError) as refusal:
        lease.ensure()
    lease.give_up()
    return str(refusal.value)


def test_a_cluster_of_another_major_version_is_left_alone(false_cluster):
    (false_cluster.cluster / "PG_VERSION").write_text("9\n")
    before = files_and_times(false_cluster.cluster)
    said = refusal_of(false_cluster)
    assert "was made by PostgreSQL 9," in said
    assert "Nothing was changed. Dump it with the programs of PostgreSQL 9" in said
    assert files_and_times(false_cluster.cluster) == before


def test_a_failed_initdb_is_told_with_its_last_words(programs, new_folder):
    program(programs, "initdb", "echo 'could not write: No space left on device'; exit 1")
    assert "could not write: No space left on device" in refusal_of(Layout(new_folder))
    assert not (new_folder / "postgres" / "cluster").exists()


def test_a_folder_that_is_no_cluster_is_not_overwritten(new_folder):
    layout = Layout(new_folder)
    layout.make_folder()
    layout.cluster.mkdir()
    (layout.cluster / "notes.txt").write_text("mine")
    assert "exists and is no database" in refusal_of(layout)
    assert (layout.cluster / "notes.txt").read_text() == "mine"


def test_a_server_that_does_not_start_is_told_with_its_log(false_cluster):
    (false_cluster.cluster / "postgresql.conf").write_text("no_such_setting = 1\n")
    (false_cluster.cluster / "postgresql.conf").chmod(0o644)
    said = refusal_of(false_cluster)
    assert 'unrecognized configuration parameter "no_such_setting"' in said
    assert str(false_cluster.log) in said


def test_a_site_tells_the_reason_as_a_database_error(start_site, false_cluster):
    (false_cluster.cluster / "PG_VERSION").write_text("9\n")
    site = start_site(false_cluster.data_folder)
    assert "was made by PostgreSQL 9" in site.error("SELECT 1")


@pytest.mark.parametrize("version", ["postgres (PostgreSQL) 14.9", "nothing", ""])
def test_programs_that_are_too_old_or_none_are_refused(programs, version):
    program(programs, "postgres", f"echo '{version}'")
    program(programs, "initdb", "")
    with pytest.raises(EmbeddedPostgresError, match="PostgreSQL 15 or newer"):
        find_binaries(own_account())


def test_without_any_postgresql_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.delenv(CHOICE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(binaries, "find_spec", lambda name: None)
    monkeypatch.setattr(binaries, "SYSTEM_INSTALLATIONS", tmp_path)
    with pytest.raises(EmbeddedPostgresError, match="Install PostgreSQL, or set DATABASE_URL"):
        find_binaries(own_account())


def test_an_installed_postgresql_serves_where_there_is_no_wheel(programs, monkeypatch):
    monkeypatch.delenv(CHOICE)
    monkeypatch.setattr(binaries, "find_spec", lambda name: None)
    program(programs, "initdb", "")
    for how in ("pg_config", "postgres"):
        (programs / "pg_config").unlink(missing_ok=True)
        if how == "pg_config":
            program(programs, "pg_config", f"echo {programs}")
        monkeypatch.setenv("PATH", str(programs))
        assert find_binaries(own_account()) == binaries.Binaries(programs, 18)


def test_the_newest_installed_postgresql_counts(programs, monkeypatch):
    monkeypatch.delenv(CHOICE)
    monkeypatch.setattr(binaries, "find_spec", lambda name: None)
    installed = programs.parent / "installed"
    for major in (15, 9, 17):
        folder = installed / str(major) / "bin"
        folder.mkdir(parents=True)
        program(folder, "postgres", f"echo 'postgres (PostgreSQL) {major}.1'")
        program(folder, "initdb", "")
    monkeypatch.setattr(binaries, "SYSTEM_INSTALLATIONS", installed)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert find_binaries(own_account()).major == 17


def test_a_program_that_is_not_there_is_named(programs):
    program(programs, "initdb", "")
    with pytest.raises(EmbeddedPostgresError, match="no program psql in"):
        find_binaries(own_account()).program("psql")


def test_a_data_folder_that_can_not_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbeddedPostgresError, match="Set NEWSPORTAL_DATA"):
        Layout(tmp_path / "file" / "data").make_folder()


def test_a_socket_folder_that_somebody_else_made_is_not_used(new_folder):
    theirs = new_folder / "theirs"
    theirs.symlink_to("/")  # the owner is root, or it leads to where root says
    with pytest.raises(EmbeddedPostgresError, match="Find out who made it"):
        make_private_folder(theirs, Layout(new_folder).account)


def test_a_socket_folder_that_others_may_enter_is_not_used(new_folder):
    folder, account = new_folder / "open", Layout(new_folder).account
    make_private_folder(folder, account)
    folder.chmod(0o755)
    with pytest.raises(EmbeddedPostgresError, match="chmod 700"):
        make_private_folder(folder, account)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a database of another user")
def test_a_database_of_another_user_is_not_taken(start_site, data_folder):
    data_folder.chmod(0o755)
    site = start_site(data_folder, user=UNPRIVILEGED)
    assert f"belongs to the user {Layout(data_folder).account.name}" in site.error("SELECT 1")


def test_the_owner_of_a_database_stays_its_user(data_folder, layout, monkeypatch):
    assert server_account(layout.folder).uid == layout.folder.stat().st_uid
    monkeypatch.setattr(layout_module, "server_account", lambda folder: own_account())
    assert not Layout(data_folder).account.is_other
