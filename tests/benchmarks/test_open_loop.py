"""The instrument itself: a stall may not hide from it, and it may not invent one."""

import os

import pytest

from benchmarks import open_loop
from benchmarks.connections import get
from benchmarks.open_loop import Due, percentiles
from benchmarks.serving import serving
from benchmarks.stalling import STALL_SECONDS

RATE = 200
SECONDS = 2.5


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    command = ["-m", "benchmarks.stalling", "--every", "1"]
    log = tmp_path_factory.mktemp("stalling") / "log"
    with serving(command, environment=os.environ, log=log) as server:
        requests = iter(lambda: Due("read", get("/", server.port)), None)
        return open_loop.run(server.port, requests, rate=RATE, seconds=SECONDS)


def test_stall_of_a_second_is_reported_by_all_who_came_meanwhile(outcomes):
    assert {outcome.status for outcome in outcomes} == {200}
    latencies = [outcome.latency for outcome in outcomes]
    assert max(latencies) >= STALL_SECONDS
    # At 200 a second a hundred come in the first half, and wait for the second half at least. A
    # closed loop would have sent no more than it has connections.
    assert sum(latency >= STALL_SECONDS / 2 for latency in latencies) > 50


def test_as_many_requests_are_sent_as_were_due(outcomes):
    # 500 by chance: five standard deviations are 112.
    assert abs(len(outcomes) - RATE * SECONDS) < 112


def test_latency_counts_from_the_due_time(outcomes):
    assert all(outcome.latency > outcome.lateness >= 0 for outcome in outcomes)


def test_server_that_is_gone_leaves_outcomes_without_an_answer():
    requests = iter(lambda: Due("read", get("/", 1)), None)
    outcomes = open_loop.run(1, requests, rate=100, seconds=0.2)
    assert outcomes
    assert {outcome.status for outcome in outcomes} == {0}


def test_percentiles_are_ranks_in_milliseconds():
    values = [number / 1000 for number in range(1, 1001)]
    assert percentiles(values) == {
        "p50": 500.0, "p90": 900.0, "p99": 990.0, "p99.9": 999.0, "max": 1000.0
    }  # fmt: skip
    assert percentiles([0.007]) == dict.fromkeys(["p50", "p90", "p99", "p99.9", "max"], 7.0)
