"""Which variant a client gets: RFC 9110 §12.5.3."""

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.http_cache.encodings import COMPRESSORS, chosen_encoding, is_compressible


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("BR", "br"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("deflate", "identity"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("br;q=0, gzip;q=0, *", "identity"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0.5, gzip;q=0.5", "br"),
        ("identity, br;q=0.5", "identity"),
        ("br;q=0", "identity"),
        ("identity;q=0", "identity"),
        ("br;q=nonsense, gzip", "gzip"),
        ("br;q=7", "identity"),
        ("br ; q=1", "br"),
        ("brx", "identity"),
    ],
)
def test_negotiation(accepted, chosen):
    assert chosen_encoding(accepted) == chosen


@given(st.text(st.characters(codec="latin-1"), max_size=60))
def test_any_header_has_an_answer(accepted):
    assert chosen_encoding(accepted) in {"br", "gzip", "identity"}


@given(st.binary(max_size=2000))
def test_variants_hold_the_same_bytes(body):
    assert gzip.decompress(COMPRESSORS["gzip"](body)) == body
    assert brotli.decompress(COMPRESSORS["br"](body)) == body


def test_variants_are_the_same_bytes_each_time():
    """Two workers make the same variant under the same strong validator."""
    body = b"It was a quiet day in the capital. " * 100
    for compress in COMPRESSORS.values():
        assert compress(body) == compress(body)
        assert len(compress(body)) < len(body) / 4


@pytest.mark.parametrize(
    ("content_type", "length", "worth_it"),
    [
        ("text/html; charset=utf-8", 5000, True),
        ("TEXT/HTML", 5000, True),
        ("application/atom+xml", 5000, True),
        ("application/json", 5000, True),
        ("text/html", 100, False),
        ("image/webp", 5000, False),
        ("", 5000, False),
    ],
)
def test_what_is_compressed(content_type, length, worth_it):
    assert is_compressible(content_type, length) is worth_it
