"""Many at once: one request to Django for a page, bounded numbers for all."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsportal.http_cache import fetching
from newsportal.http_cache.gate import Gate, Overloaded
from tests.newsportal.embedded_postgres.observing import wait_until
from tests.newsportal.http_cache.site import Site

CROWD = 50


@pytest.fixture
def crowd():
    with ThreadPoolExecutor(CROWD) as threads:
        yield threads


def waiting_for(site, number):
    """Wait until so many requests stand before the fetch that is under way."""
    flights = site.cache._fetching._flights._flights

    def are_there():
        (flight,) = flights.values()
        return len(flight.done._cond._waiters) >= number

    wait_until(are_there)


def test_a_crowd_before_a_cold_page_causes_one_request(site, crowd):
    site.origin.held = threading.Event()
    answers = [crowd.submit(site.ask) for _ in range(CROWD)]
    waiting_for(site, CROWD - 1)
    site.origin.held.set()
    got = [answer.result() for answer in answers]
    assert {answer.version for answer in got} == {1}
    assert len(site.origin.requests) == 1
    assert sum("collapsed" in answer["Cache-Status"] for answer in got) == CROWD - 1


def test_a_crowd_before_a_page_that_fails_causes_one_request(site, crowd):
    site.origin.held, site.origin.status = threading.Event(), "500 Oh"
    site.origin.cache_control = "private, no-store"
    answers = [crowd.submit(site.ask) for _ in range(CROWD)]
    waiting_for(site, CROWD - 1)
    site.origin.held.set()
    assert {answer.result().status for answer in answers} == {500}
    assert len(site.origin.requests) == 1


def test_what_one_client_alone_may_have_is_fetched_for_each(site, crowd):
    site.origin.held = threading.Event()
    site.origin.headers = [("Set-Cookie", "who=you")]
    answers = [crowd.submit(site.ask) for _ in range(10)]
    waiting_for(site, 9)
    site.origin.held.set()
    assert {answer.result()["Set-Cookie"] for answer in answers} == {"who=you"}
    assert len(site.origin.requests) == 10


def test_an_origin_that_raises_lets_everybody_try(site, crowd, monkeypatch):
    """Whoever led the fetch gets the exception, as without a cache; nobody waits for ever."""
    site.origin.held = threading.Event()
    application = site.cache._fetching._application
    calls = []

    def broken_once(environ, start_response):
        calls.append(environ)
        parts = application(environ, start_response)
        if len(calls) == 1:
            raise ValueError("a bug")
        return parts

    monkeypatch.setattr(site.cache._fetching, "_application", broken_once)
    answers = [crowd.submit(site.ask) for _ in range(5)]
    waiting_for(site, 4)
    site.origin.held.set()
    failures = [answer.exception() for answer in answers]
    assert [str(failure) for failure in failures if failure] == ["a bug"]


def test_a_fetch_that_takes_too_long_holds_nobody(site, crowd, monkeypatch):
    site.ask()
    site.now += 10
    site.origin.held = threading.Event()
    leader = crowd.submit(site.ask)
    assert site.origin.entered.wait(10)
    monkeypatch.setattr(fetching, "WAIT_SECONDS", 0.01)
    late = site.ask()
    assert (late.status, late.version) == (200, 1)
    assert "stale-if-error" in late["Cache-Status"]
    site.origin.held.set()
    assert leader.result().status == 200


def test_a_fetch_from_before_the_write_is_not_enough_for_its_author(site, crowd, monkeypatch):
    site.origin.held = threading.Event()
    early = crowd.submit(site.ask)
    assert site.origin.entered.wait(10)
    site.origin.version = 2
    site.now += 5
    monkeypatch.setattr(site.cache, "_since", lambda environ, now: now)
    author = crowd.submit(site.ask)
    waiting_for(site, 1)
    site.origin.held.set()
    assert (early.result().version, author.result().version) == (1, 2)


def test_what_comes_beyond_the_queue_is_refused_at_once(routes, crowd):
    site = Site(places=1, queue=0)
    site.origin.held = threading.Event()
    served = crowd.submit(site.ask)
    assert site.origin.entered.wait(10)
    refused = site.ask("/other/")
    assert (refused.status, refused["Retry-After"], refused.body) == (503, "5", b"busy")
    assert refused["Cache-Status"] == "newsportal; fwd=miss; detail=overload"
    site.origin.held.set()
    assert served.result().status == 200
    assert site.ask("/other/").status == 200, "a refusal is not kept"
    assert site.cache.counters.outcomes["shed"] == 1


def test_in_a_crowd_the_last_good_page_is_better_than_a_refusal(routes, crowd):
    site = Site(places=1, queue=0)
    site.ask("/other/")
    site.now += 60
    site.origin.held = threading.Event()
    served = crowd.submit(site.ask)
    assert site.origin.entered.wait(10)
    assert site.ask("/other/").status == 200
    site.origin.held.set()
    assert served.result().status == 200


def test_readers_and_the_desk_do_not_keep_each_other_out(routes, crowd):
    site = Site(places=1, queue=0)
    held = site.origin.held = threading.Event()
    reader = crowd.submit(site.ask)
    assert site.origin.entered.wait(10)
    site.origin.held = None
    assert site.ask("/desk/").status == 200
    held.set()
    assert reader.result().status == 200


def test_the_desk_has_a_bound_too(routes, crowd):
    site = Site(places=1, queue=0)
    held = site.origin.held = threading.Event()
    editor = crowd.submit(site.ask, "/desk/")
    assert site.origin.entered.wait(10)
    assert site.ask("/desk/").status == 503
    site.origin.held = None
    assert site.ask("/picture/").status == 200, "files need no place"
    held.set()
    assert editor.result().status == 200


def test_a_place_in_the_queue_is_worth_waiting_for(crowd):
    gate = Gate(places=1, queue=1, patience=10)

    def enter():
        with gate.place():
            pass

    with gate.place():
        second = crowd.submit(enter)
        wait_until(lambda: gate.waiting == 1)
        with pytest.raises(Overloaded), gate.place():
            pass
    second.result()
    assert gate.waiting == 0


def test_who_waited_longest_is_next(crowd):
    gate, order = Gate(places=1, queue=20, patience=10), []

    def enter(number):
        with gate.place():
            order.append(number)

    with gate.place():
        entering = []
        for number in range(20):
            entering.append(crowd.submit(enter, number))
            wait_until(lambda number=number: gate.waiting == number + 1)
    for one in entering:
        one.result()
    assert order == list(range(20))


def test_patience_ends():
    gate = Gate(places=1, queue=1, patience=0.01)
    with gate.place(), pytest.raises(Overloaded), gate.place():
        pass
    with gate.place():
        assert gate.waiting == 0


def test_a_place_is_given_back_after_an_exception():
    gate = Gate(places=1, queue=0, patience=0)
    with pytest.raises(ValueError), gate.place():  # noqa: PT011 -- our own
        raise ValueError
    with gate.place():
        pass
