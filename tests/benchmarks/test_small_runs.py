"""Every benchmark in small: it fails on a wrong answer, never on a slow one."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from benchmarks import open_loop, outage, pages, writers
from benchmarks.answers import ask
from benchmarks.latency import READ, REFUSED, Mix, require_right
from benchmarks.overload import measure_overload
from benchmarks.site import opened
from benchmarks.slow_clients import measure_slow_clients
from benchmarks.stampede import measure_stampede
from benchmarks.ways import CACHED, PLAIN, RENDERED, WAYS, Page, Way
from tests.newsportal.conftest import QUICK_STATIC_FILES, coverage_environment
from tests.newsportal.embedded_postgres.observing import wait_until
from tests.newsportal.server_process import PROJECT

# And the note of what they were collected from, so that they are not collected again.
STATIC_FILES = f"""{QUICK_STATIC_FILES}
from pathlib import Path
from newsportal.serving import preparing
(Path(settings.STATIC_ROOT) / preparing.SOURCES).write_text(preparing._fingerprint())
"""


@pytest.fixture(scope="module")
def site():
    """A newspaper of 150 stories; processes that a benchmark starts are not watched by coverage."""
    with TemporaryDirectory(prefix="np-") as folder, pytest.MonkeyPatch.context() as patch:
        for name in coverage_environment():
            patch.delenv(name)
        environment = {
            name: value for name, value in os.environ.items() if name != "DATABASE_URL"
        } | {"NEWSPORTAL_DATA": folder, "STATIC_ROOT": f"{folder}/static"}
        command = [sys.executable, "-c", STATIC_FILES]
        subprocess.run(command, cwd=PROJECT, env=environment, check=True)
        with opened(Path(folder), articles=150, comments=1_000) as site:
            yield site


@pytest.fixture(scope="module")
def all_servers(site):
    with pages.serving_all(site) as servers:
        yield servers


@pytest.fixture
def servers(all_servers):
    """They share the database, which may just be back from an outage of another test."""
    for name in (CACHED, RENDERED):
        port = all_servers[name].port
        wait_until(lambda port=port: ask(port, "/readyz").status == 200)
    return all_servers


def test_every_page_is_right_in_every_way(site, servers):
    for name, path in site.addresses.pages().items():
        for way in WAYS:
            Page(name, path).answer(servers[way.server], way)


def _body(server, path):
    """What comes back, but for the server's own address."""
    return re.sub(rb"127\.0\.0\.1(:|%3A)\d+", b"HERE", ask(server.port, path).body)


def _wait_until_same(servers, path):
    """A comment of another test may be younger than the cached page: for three seconds at most."""
    wait_until(lambda: _body(servers[CACHED], path) == _body(servers[RENDERED], path))


def test_pages_are_the_same_from_cache_and_fresh(site, servers):
    for path in site.addresses.pages().values():
        _wait_until_same(servers, path)


@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk is not installed")
def test_what_is_counted_was_answered(site, servers):
    _wait_until_same(servers, "/")
    assert Page("front page", "/").rate(servers[CACHED], Way(CACHED, PLAIN), seconds=1) > 0
    measured = pages.measure(site, servers, seconds=1, runs=1, only=["posting"])
    speed, memory = pages.tables(measured)
    assert [row[0] for row in speed.rows] == [pages.POSTING]
    assert len(memory.rows) == 3


def test_readers_who_come_as_they_like_get_what_they_asked_for(site, servers):
    mix = Mix.on(site, servers[CACHED])
    outcomes = open_loop.run(mix.server.port, mix.requests(), rate=40, seconds=2)
    require_right(outcomes)
    assert {one.kind for one in outcomes if one.status != REFUSED} > {READ}


def test_cold_page_is_rendered_once_for_all_who_come_at_once(site):
    found = measure_stampede(site, connections=200)
    assert found.statuses == {200: 200}
    assert len(found.sizes) == 1
    assert found.renders == 1


def test_readers_are_answered_beside_slow_clients(site, servers):
    table = measure_slow_clients(site, servers[CACHED], clients=200, seconds=1)
    for kind, connected, readers, answered, *_, form, _took in table.rows:
        assert connected == (0 if kind == "none" else 200), kind
        assert answered == readers != 0, kind
        assert form == 200, kind


def test_surplus_is_refused_and_told_when_to_come_back(site, servers):
    table = measure_overload(site, servers[CACHED], seconds=1)
    assert {row[2] for row in table.rows} <= {"200", "503 and Retry-After: 5"}


def test_comments_are_stored_once_at_any_rate_and_however_often_they_are_sent(site):
    table = writers.measure(site, rates=[20], reads=10, seconds=1)
    assert [(row[0], row[1]) for row in table.rows] == [
        ("20 comments a second, just started", "comment"),
        ("20 comments a second, just started", "read"),
        ("20 comments a second", "comment"),
        ("20 comments a second", "read"),
    ]
    # A server that has just started may refuse; what it took is stored, which the measurement proves.
    assert [row[3] for row in table.rows[2:]] == [0, 0]
    again = writers.measure_duplicates(site, comments=20, times=10)
    assert again.rows == [[20, 200, 20]]


def test_outages_are_lived_through(site):
    stopped, frozen = outage.measure(site, seconds=0.5)
    for one in (stopped, frozen):
        assert {answer.status for answer in one.seen} == {200}
        assert {answer.status for answer in one.unseen} == {503}
        assert any(answer.is_stale for answer in one.seen)
