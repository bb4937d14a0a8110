"""Texts that look alike, by Unicode's own table."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.confusables import DATA, skeleton


def mappings():
    for line in DATA.read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            target, sources = (
                ["".join(chr(int(code, 16)) for code in part.split())]
                if number == 0
                else [chr(int(code, 16)) for code in part.split()]
                for number, part in enumerate(line.split(" < "))
            )
            yield from ((source, target[0]) for source in sources)


def test_the_whole_table_is_there():
    assert len(list(mappings())) == 6565


def test_every_mapping_of_the_table_holds():
    # The standard takes letters apart first, so those that have parts are compared by these.
    whole = [pair for pair in mappings() if unicodedata.normalize("NFD", pair[0]) == pair[0]]
    wrong = [pair for pair in whole if skeleton(pair[0]) != skeleton(pair[1])]

    assert not wrong


@pytest.mark.parametrize(
    ("text", "looks"),
    [("раура\u04cf", "paypal"), ("Ѕсоре", "Scope"), ("modern", "rnodern"), ("1|lI", "llll")],
)
def test_what_looks_alike_has_one_skeleton(text, looks):
    assert skeleton(text) == skeleton(looks)


@given(st.text(max_size=30))
def test_a_skeleton_is_its_own(text):
    """Made once, it stays; and what can't be seen leaves no bone."""
    once = skeleton(text)

    assert skeleton(once) == once
    assert skeleton(f"{text}\u200b\u2060") == once
