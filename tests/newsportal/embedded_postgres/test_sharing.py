"""One server for all processes that use it, for exactly as long as one of them lives."""

import os
import random
import signal
import subprocess
import sys
import threading
import time

import psycopg
import pytest

from newsportal.embedded_postgres.layout import Layout
from newsportal.embedded_postgres.lease import Lease
from newsportal.embedded_postgres.postmaster import is_ready
from tests.newsportal.embedded_postgres.observing import ask, has_stopped, wait_until
from tests.newsportal.embedded_postgres.site_process import PROJECT

POSTMASTER = "SELECT pg_postmaster_start_time()"


def test_two_processes_share_a_server_and_the_last_one_stops_it(
    start_site, data_folder, layout, user
):
    first, second = start_site(data_folder, user=user), start_site(data_folder, user=user)
    assert first.query(POSTMASTER) == second.query(POSTMASTER)
    first.end()
    assert second.query("SELECT 1") == [[1]]
    second.end()
    assert has_stopped(layout)


def test_a_site_has_its_database_and_the_extensions_that_it_needs(start_site, data_folder, user):
    site = start_site(data_folder, user=user)
    assert site.query("SELECT current_database()") == [["newsportal"]]
    for extension in ("pg_trgm", "unaccent", "btree_gist"):
        site.query(f"DROP EXTENSION IF EXISTS {extension}")
        site.query(f"CREATE EXTENSION {extension}")
    assert site.query("SELECT lower('МІНСК'), show_trgm('Мінск') <> '{}'") == [["мінск", True]]


def test_the_server_stops_after_its_last_user_was_killed(start_site, data_folder, layout, user):
    site = start_site(data_folder, user=user)
    site.query("SELECT 1")
    assert is_ready(layout)
    site.kill()
    wait_until(lambda: has_stopped(layout))


def test_sites_that_start_together_in_an_empty_folder_share_one_cluster(start_site, new_folder):
    sites = [start_site(new_folder) for _ in range(3)]
    for site in sites:
        site.send(POSTMASTER)
    answers = [site.answer() for site in sites]
    assert "rows" in answers[0]
    assert answers == [answers[0]] * 3


def test_whoever_comes_while_the_server_stops_gets_a_new_one(layout):
    """Threads with claims of their own come and go as processes do, at every bad moment."""
    answers, failures = [], []

    def come_and_go():
        for _ in range(6):
            lease = Lease(layout)
            try:
                lease.ensure()
                answers.append(ask(layout))
            except Exception as error:
                failures.append(error)
            finally:
                lease.give_up()
            time.sleep(random.uniform(0, 0.05))  # noqa: S311

    threads = [threading.Thread(target=come_and_go) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert answers == [1] * 18
    assert has_stopped(layout)


def test_a_command_returns_only_when_its_server_has_gone(lease, layout):
    for _ in range(3):
        lease.ensure()
        assert ask(layout) == 1
        lease.give_up()
        assert has_stopped(layout)


def test_a_forked_process_has_a_claim_of_its_own(data_folder, layout):
    program = """
import os, sys, time
from pathlib import Path
from newsportal.embedded_postgres.lease import hold
hold(Path(sys.argv[1]))
if not os.fork():
    assert not hold.__globals__["_leases"][Path(sys.argv[1])].is_held
    assert hold(Path(sys.argv[1])).is_held
    print(os.getpid(), flush=True)
    time.sleep(60)
"""
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(data_folder)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        child = int(parent.stdout.readline())
        assert parent.wait(timeout=10) == 0
        assert ask(layout) == 1
        os.kill(child, signal.SIGKILL)
    wait_until(lambda: has_stopped(layout))


def test_a_second_start_is_quick(lease):
    started = time.monotonic()
    lease.ensure()
    assert time.monotonic() - started < 3


def test_only_the_site_s_role_may_connect_and_never_by_tcp(lease, layout):
    lease.ensure()
    assert ask(layout, "SHOW listen_addresses") == ""
    with pytest.raises(psycopg.OperationalError, match="no pg_hba"):
        psycopg.connect(host=str(layout.socket_folder), user="postgres", dbname="postgres")


def test_commits_are_durable_unless_the_operator_says_otherwise(lease, layout, monkeypatch):
    monkeypatch.delenv("NEWSPORTAL_EMBEDDED_POSTGRES_FSYNC")
    lease.ensure()
    for setting in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums"):
        assert ask(layout, f"SHOW {setting}") == "on"


def test_a_data_folder_with_a_long_path_gets_a_short_socket(new_folder):
    layout = Layout(new_folder.joinpath(*["a-folder-with-a-long-name"] * 6))
    assert layout.folder not in layout.socket_folder.parents
    lease = Lease(layout)
    lease.ensure()
    assert ask(layout) == 1
    assert layout.socket_folder.stat().st_mode & 0o777 == 0o700
    lease.give_up()
    assert not layout.socket_folder.exists()
