"""What an answer repeats of the comment that it answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.quoting import LONGEST_QUOTATION, quotation


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("One", "> One\n\n"),
        ("One\ntwo\n\nthree", "> One\n> two\n>\n> three\n\n"),
        ("> Older\n> words\n\nMine", "> Mine\n\n"),
        ("One\n\n> Older\n\ntwo", "> One\n>\n> two\n\n"),
        ("> Nothing of their own", ""),
        ("مرحبا\nनमस्ते", "> مرحبا\n> नमस्ते\n\n"),
    ],
)
def test_own_words_are_quoted_line_by_line(text, quoted):
    assert quotation(text) == quoted


def test_a_long_comment_is_cut_at_the_end_of_a_word():
    quoted = quotation("seventeen letters " * 100)

    assert quoted.endswith(("seventeen …\n\n", "letters …\n\n"))
    assert LONGEST_QUOTATION - 20 < len(quoted) <= LONGEST_QUOTATION + 8


def test_a_script_without_spaces_is_cut_where_it_is():
    assert quotation("字" * 5000) == f"> {'字' * LONGEST_QUOTATION} …\n\n"


@given(st.text(alphabet="> a\nא", max_size=1500))
def test_every_line_is_a_quotation(text):
    quoted = quotation(text)

    assert quoted == "" or quoted.endswith("\n\n")
    assert all(line.startswith(">") for line in quoted.removesuffix("\n\n").split("\n") if quoted)
