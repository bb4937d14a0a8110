"""What may be kept, and for how long: RFC 9111 §3, §4.2 and §5.2, RFC 5861."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.http.page_classes import ASK_AGAIN, CACHE_CONTROL
from newsportal.http_cache.directives import STORED_STATUSES, Lifetime, lifetime_of, parse


def lifetime(value, status=200, *more):
    return lifetime_of(status, [("Cache-Control", value), *more])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (CACHE_CONTROL["public"], Lifetime(1, 2, 86400)),
        (ASK_AGAIN, Lifetime(1, 2, 86400)),
        ("max-age=60", Lifetime(60)),
        ("max-age=60, s-maxage=5", Lifetime(5)),
        ("S-MaxAge=5", Lifetime(5)),
        ('s-maxage="5"', Lifetime(5)),
        ("public, no-cache, s-maxage=5", Lifetime(0)),
        ("s-maxage=5, must-revalidate, stale-while-revalidate=9, stale-if-error=9", Lifetime(5)),
        ("s-maxage=5, proxy-revalidate, stale-if-error=9", Lifetime(5)),
        ("s-maxage=five", Lifetime(0)),
        ("s-maxage=-1", Lifetime(0)),
        ("s-maxage", Lifetime(0)),
        ("s-maxage=1, s-maxage=99", Lifetime(1)),
        (f"s-maxage={'9' * 5000}", Lifetime(2**31)),
        ("s-maxage=99999999999", Lifetime(2**31)),
        ('community="a, \\"no-store", s-maxage=1', Lifetime(1)),
    ],
)
def test_lifetimes(value, expected):
    assert lifetime(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "public",
        CACHE_CONTROL["personal"],
        "s-maxage=5, no-store",
        "s-maxage=5, private",
        's-maxage=5, private="set-cookie"',
        "NO-STORE, s-maxage=5",
        's-maxage=5, what="never closed',
        "s-maxage=5 private",
    ],
)
def test_what_is_not_allowed_or_not_said_is_not_stored(value):
    assert lifetime(value) is None


def test_several_fields_count_as_one():
    fields = [("cache-control", "s-maxage=5"), ("CACHE-CONTROL", "no-store")]
    assert lifetime_of(200, fields) is None


@pytest.mark.parametrize("name", ["Set-Cookie", "set-cookie"])
def test_a_cookie_forbids_it(name):
    assert lifetime("public, s-maxage=5", 200, (name, "a=b")) is None


@pytest.mark.parametrize(
    ("vary", "stored"),
    [
        ("Accept-Encoding", True),
        ("accept-encoding, Accept-Encoding", True),
        ("Cookie", False),
        ("Accept-Encoding, Cookie", False),
        ("*", False),
    ],
)
def test_only_the_encoding_may_vary(vary, stored):
    assert (lifetime("s-maxage=5", 200, ("Vary", vary)) is not None) is stored


@given(st.integers(100, 599))
def test_only_pages_are_stored(status):
    assert (lifetime("public, s-maxage=5", status) is not None) is (status in STORED_STATUSES)


TOKENS = st.sampled_from(
    ["public", "private", "no-store", "no-cache", "max-age", "s-maxage", "must-revalidate"]
)
VALUES = st.none() | st.integers(0, 10**6).map(str) | st.text("0123456789abc", max_size=4)
WRITTEN = st.lists(st.tuples(TOKENS, VALUES), max_size=6)


@given(WRITTEN, st.sampled_from([", ", ",", " ,  ", ",,"]), st.booleans())
def test_what_was_written_is_read(written, comma, in_capitals):
    said = comma.join(name if value is None else f"{name}={value}" for name, value in written)
    first = {}
    for name, value in written:
        first.setdefault(name, value)
    assert parse(said.upper() if in_capitals else said) == {
        name: value.upper() if in_capitals and value else value for name, value in first.items()
    }


@given(st.text(st.characters(codec="latin-1"), max_size=80))
def test_no_text_is_stored_against_a_prohibition(text):
    """Whatever stands around it, a prohibition that another reader would see is seen."""
    assert lifetime(f"no-store, {text}") is None
    if text.count('"') == 0:
        assert lifetime(f"s-maxage=5, {text}, no-store") is None
