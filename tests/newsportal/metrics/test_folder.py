"""Processes that count in files: those of a server are added up, and nothing of a dead one stays."""

import os
import subprocess
import sys

from newsportal.metrics.folder import VARIABLE, folder_of_server, is_alive, processes, shared_folder
from tests.newsportal.server_process import PROJECT

COUNT = """
from newsportal import metrics
metrics.database_queries.inc(3)
metrics.cache_entries.set(5)
"""
COLLECT = """
from newsportal.metrics.collecting import collect
print(collect("0123456789abcdef", []).decode())
"""


def run(program):
    return subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, check=True, capture_output=True, text=True
    ).stdout


def test_counters_of_processes_are_added_and_gauges_of_dead_ones_are_not(tmp_path):
    with folder_of_server(tmp_path):
        folder = shared_folder()
        assert folder
        run(COUNT)
        run(COUNT)
        said = run(f"{COUNT}{COLLECT}")
        left = processes(folder)
    assert "newsportal_database_queries_total 9.0" in said
    assert "newsportal_cache_entries 5.0" in said
    assert 'newsportal_build_info{build="0123456789ab",' in said
    assert len(left) == 3
    assert VARIABLE not in os.environ
    assert list((tmp_path / "metrics").iterdir()) == []


def test_a_start_begins_at_nothing_and_clears_what_a_killed_server_left(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = tmp_path / "metrics" / f"{ended.pid}-left"
    kept = tmp_path / "metrics" / f"{os.getpid()}-kept"
    for folder in (left, kept):
        folder.mkdir(parents=True)
        (folder / "counter_1.db").touch()
    with folder_of_server(tmp_path):
        assert not left.exists()
        assert kept.exists()
        folder = shared_folder()
        assert folder
        assert processes(folder) == set()


def test_a_process_of_somebody_else_is_alive():
    assert is_alive(1)
    assert is_alive(os.getpid())
