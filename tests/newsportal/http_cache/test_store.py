"""The store never holds more bytes than it may, and keeps what readers come back to."""

from hypothesis import given
from hypothesis import strategies as st

from newsportal.http_cache.directives import Lifetime
from newsportal.http_cache.entries import OVERHEAD, Entry, Response
from newsportal.http_cache.keys import Key
from newsportal.http_cache.store import Store


def entry(size=1000):
    response = Response(200, "OK", [("ETag", '"a"')], b"x" * size)
    return Entry(response, Lifetime(1), validated_at=0.0)


def key(number):
    return Key("http", "example.org", f"/{number}/", "")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "get", "drop", "vary"]), st.integers(0, 12), st.integers(0, 6000)
    ),
    max_size=200,
)


@given(STEPS, st.integers(0, 60_000))
def test_bytes_are_counted_and_bounded(steps, capacity):
    store = Store(capacity)
    for step, number, size in steps:
        if step == "put":
            store.put(key(number), entry(size))
        elif step == "drop":
            store.drop(key(number))
            assert store.peek(key(number)) is None
        elif found := store.get(key(number)):
            found.body("gzip")
            store.measure(key(number), found)
        held = {key(n): kept for n in range(13) if (kept := store.peek(key(n)))}
        assert len(store) == len(held)
        assert store.bytes == sum(kept.size + sum(map(len, name)) for name, kept in held.items())
        assert store.bytes <= capacity


def room_for(number):
    return number * (OVERHEAD + 1000 + 100)


def test_the_least_recently_used_leaves_first():
    store = Store(room_for(10))
    for number in range(10):
        store.put(key(number), entry())
    for number in (0, 1):
        store.get(key(number))
    for number in range(10, 13):
        store.put(key(number), entry())
    kept = [number for number in range(13) if store.peek(key(number))]
    assert kept[:2] == [0, 1]
    assert kept[-3:] == [10, 11, 12]
    assert 2 not in kept
    assert store.evictions == 13 - len(kept)


def test_a_crawler_pushes_out_nothing_that_readers_come_back_to():
    store = Store(room_for(20))
    for number in range(10):
        store.put(key(number), entry())
        store.get(key(number))
    for number in range(100, 1100):
        store.put(key(number), entry())
    assert [number for number in range(10) if store.peek(key(number))] == list(range(10))
    assert store.peek(key(1099)) is not None


def test_a_newer_entry_replaces_the_older_and_keeps_its_rank():
    store = Store(room_for(20))
    store.put(key(0), entry())
    store.get(key(0))
    newer = entry()
    store.put(key(0), newer)
    for number in range(1, 100):
        store.put(key(number), entry())
    assert store.get(key(0)) is newer


def test_what_is_too_large_is_not_kept_and_pushes_out_nothing():
    store = Store(room_for(10))
    store.put(key(0), entry())
    store.put(key(1), entry(room_for(5)))
    assert store.peek(key(0))
    assert store.peek(key(1)) is None


def test_nothing_is_kept_without_room():
    store = Store(0)
    store.put(key(0), entry())
    assert len(store) == 0
