"""What happens after a server, its supervisor, or the whole machine was killed."""

import fcntl
import os
import signal
import subprocess
import sys
import time

import pytest

from newsportal.embedded_postgres.layout import PORT, Layout
from newsportal.embedded_postgres.lease import Lease
from newsportal.embedded_postgres.locks import is_free
from newsportal.embedded_postgres.postmaster import (
    end_stray_postmaster,
    is_ready,
    read_postmaster_file,
)
from tests.newsportal.embedded_postgres.observing import (
    ask,
    has_stopped,
    postmaster,
    state_and_parent,
    wait_until,
)
from tests.newsportal.embedded_postgres.site_program import ROWS_AFTER_FAILURE

KILLS = 3


def supervisor_of(layout):
    return state_and_parent(postmaster(layout))[1]


def kill_supervisor(layout):
    """Return when the kernel has let go of what the supervisor held."""
    os.kill(supervisor_of(layout), signal.SIGKILL)
    wait_until(lambda: is_free(layout.supervisor_lock, fcntl.LOCK_SH, layout.account))


def write_postmaster_file(layout, pid, status="ready"):
    """What a server leaves when it is killed."""
    lines = [pid, layout.cluster, 1, PORT, layout.socket_folder, "", "1 2", status]
    (layout.cluster / "postmaster.pid").write_text("\n".join(map(str, lines)) + "\n")


def folder_without_server(data_folder):
    layout = Layout(data_folder)
    layout.cluster.mkdir(parents=True)
    return layout


def test_no_acknowledged_row_is_lost_when_the_server_is_killed_under_a_writer(
    start_site, data_folder, layout, user
):
    writer = start_site(data_folder, user=user)
    writer.query("DROP TABLE IF EXISTS written")
    writer.query("CREATE TABLE written (number integer PRIMARY KEY)")
    writer.send(f"insert {KILLS}")
    acknowledged, kills, failures, since = [], 0, 0, 0
    while failures < KILLS or since < ROWS_AFTER_FAILURE:
        answer = writer.answer()
        if "error" in answer:
            failures, since = failures + 1, 0
        else:
            acknowledged += [number for (number,) in answer["rows"]]
            since += 1
        if since == ROWS_AFTER_FAILURE and kills <= failures < KILLS:
            kills += 1
            os.kill(postmaster(layout), signal.SIGKILL)
    assert 0 < kills <= failures, "each kill has to hit the writer"
    assert len(acknowledged) >= (kills + 1) * ROWS_AFTER_FAILURE
    stored = writer.query("SELECT number FROM written")
    assert set(acknowledged) <= {number for (number,) in stored}


def test_a_site_that_was_idle_connects_anew_after_a_crash(start_site, data_folder, layout):
    site = start_site(data_folder)
    before = site.query("SELECT pg_backend_pid()")
    os.kill(postmaster(layout), signal.SIGKILL)
    wait_until(lambda: "error" in site.attempt("SELECT 1"))  # its last process may answer once more
    started = time.monotonic()
    assert site.query("SELECT pg_backend_pid()") != before
    assert time.monotonic() - started < 15


def test_a_server_whose_supervisor_was_killed_is_replaced_by_a_watched_one(lease, layout):
    lease.ensure()
    stray = postmaster(layout)
    kill_supervisor(layout)
    second = Lease(layout)
    second.ensure()
    assert ask(layout) == 1
    assert postmaster(layout) != stray
    lease.give_up()
    assert is_ready(layout)
    second.give_up()
    assert has_stopped(layout)


def test_the_last_user_stops_a_server_whose_supervisor_was_killed(lease, layout):
    lease.ensure()
    kill_supervisor(layout)
    lease.give_up()
    assert has_stopped(layout)


def test_a_supervisor_that_is_told_to_end_stops_its_server_first(lease, layout):
    lease.ensure()
    os.kill(supervisor_of(layout), signal.SIGTERM)
    wait_until(lambda: has_stopped(layout))


def test_an_unrelated_process_with_the_id_of_a_dead_server_is_left_alone(lease, layout):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as unrelated:
        write_postmaster_file(layout, unrelated.pid)
        assert not is_ready(layout)
        lease.ensure()
        assert ask(layout) == 1
        assert unrelated.poll() is None
        unrelated.stdin.close()
        assert unrelated.wait() != -signal.SIGINT


def test_a_defunct_process_with_the_id_of_a_dead_server_is_in_nobody_s_way(new_folder):
    layout = folder_without_server(new_folder)
    with subprocess.Popen([sys.executable, "-c", ""]) as defunct:
        wait_until(lambda: state_and_parent(defunct.pid)[0] == "Z")
        write_postmaster_file(layout, defunct.pid)
        end_stray_postmaster(layout)
    assert read_postmaster_file(layout) is None


@pytest.mark.parametrize("text", ["", "no number\n", "12\n"])
def test_a_damaged_postmaster_file_names_no_ready_server(new_folder, text):
    layout = folder_without_server(new_folder)
    (layout.cluster / "postmaster.pid").write_text(text)
    assert not is_ready(layout)
