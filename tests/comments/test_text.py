"""What readers type, as it is stored: nothing that misleads, and no good script damaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.text import LONGEST_TEXT, TextRefused, clean_text

# In NFC, as native speakers write them.
GOOD_TEXTS = [
    "Thirty-one is a drop in the bucket.",
    "מזל טוב! שָׁלוֹם \u200fעולם",
    "بِسْمِ ٱللَّهِ ٱلرَّحْمَـٰنِ ٱلرَّحِيمِ",
    "می\u200cخواهم بروم",
    "श्रीमती क्\u200dष नमस्ते",
    "น้ำฝน ที่\u200bรัก",
    "བོད་སྐད་ ཧཱུྃ",
    "Tiếng Việt ầẩẫ",
    "한국어 日本語 中文",
    "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 👍🏽 1️⃣",
    "🇺🇦 🇧🇾 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "\u200e(C) 2026\u061c",
    "one\ttwo\n\nthree — “four” … €5 ½",
    "<b>not bold</b> & {{ not }} a template",
    "👍",
]


@pytest.mark.parametrize("text", GOOD_TEXTS)
def test_good_text_is_stored_as_it_was_typed(text):
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Cafe\u0301", "Café"),
        ("one\r\ntwo\rthree\u2028four\x85five", "one\ntwo\nthree\nfour\nfive"),
        ("  one  \n \t\n\n\n\ntwo\n", "one\n\ntwo"),
        ("a\u202egpj.exe\u202c b", "agpj.exe b"),
        ("a\u2066b\u2069\u202ac", "abc"),
        ("a\x08b\x1bc\x7fd\x9be", "abcde"),
        ("a\ufeffb\ufffec\U0010ffffd\ufdd0e", "abcde"),
        ("a\ud800b", "ab"),
        ("a\U000e0069\U000e0067\U000e006eb", "ab"),
        ("Z" + "\u0335" * 40 + "a", "Z" + "\u0335" * 10 + "a"),
    ],
)
def test_what_misleads_is_taken_out_of_the_rest(typed, stored):
    assert clean_text(typed) == stored


@pytest.mark.parametrize(
    "typed", ["", " \n\t ", "\u200b\u200d", "\u3164", "\u2800\u2800", "\u0301", "\x1b\ufeff"]
)
def test_text_that_nobody_can_see_is_refused(typed):
    with pytest.raises(TextRefused, match=r"^Write a comment\.$"):
        clean_text(typed)


def test_a_nul_character_is_refused_with_a_way_out():
    with pytest.raises(TextRefused, match="Send it without"):
        clean_text("one\0two")


def test_the_longest_text_is_stored_and_one_more_character_refused():
    assert len(clean_text("x" * LONGEST_TEXT)) == LONGEST_TEXT
    with pytest.raises(TextRefused, match="this one has 5,001"):
        clean_text("x" * LONGEST_TEXT + "x")


def test_line_ends_of_browsers_count_once():
    typed = "x\r\n" * 2500

    assert len(clean_text(typed)) == 4999


def test_the_length_is_counted_after_composition():
    assert len(clean_text("e\u0301" * LONGEST_TEXT)) == LONGEST_TEXT


def test_a_text_of_megabytes_is_refused_at_once():
    with pytest.raises(TextRefused, match="this one has 2,000,000"):
        clean_text("e\u0301" * 1_000_000)


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(typed):
    try:
        once = clean_text(typed)
    except TextRefused:
        return
    assert clean_text(once) == once
    once.encode()
