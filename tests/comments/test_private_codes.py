"""The private code of a nickname's author."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.marks import new_browser
from comments.private_codes import ALPHABET, CodeMistyped, browser_of_code, code_of


@given(st.integers(min_value=0, max_value=2**128 - 1))
def test_every_name_of_a_browser_has_a_code_of_its_own(number):
    import base64

    browser = base64.urlsafe_b64encode(number.to_bytes(16)).rstrip(b"=").decode()

    code = code_of(browser)

    assert re.fullmatch("(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert browser_of_code(code) == browser


def test_it_is_read_however_it_was_copied():
    browser = new_browser()
    code = code_of(browser)

    for typed in (
        code.lower(),
        code.replace("-", ""),
        f"  {code.replace('-', ' – ')}\n",
        code.replace("0", "o").replace("1", "I"),
        code.replace("1", "l"),
    ):
        assert browser_of_code(typed) == browser


def test_a_slip_of_the_pen_is_noticed_by_the_code_itself():
    code = code_of(new_browser())
    slips = 0
    for place, letter in enumerate(code):
        if letter == "-":
            continue
        other = ALPHABET[(ALPHABET.index(letter) + 7) % 32]
        with pytest.raises(CodeMistyped):
            browser_of_code(code[:place] + other + code[place + 1 :])
        slips += 1
    assert slips == 28


@pytest.mark.parametrize(
    "typed", ["", "ABCD", "U" * 28, "é" * 28, "0" * 29, "0" * 10**6, "\0" * 28]
)
def test_what_is_no_code_is_refused_with_what_one_looks_like(typed):
    with pytest.raises(CodeMistyped, match="28 letters and digits"):
        browser_of_code(typed)


def test_a_name_that_is_not_ours_has_no_code():
    assert code_of("") == code_of("abc") == code_of("é") == code_of("a" * 40) == ""
