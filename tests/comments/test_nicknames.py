"""Names under comments."""

import pytest

from comments.nicknames import LONGEST_NICKNAME, clean_nickname, nickname_key, nickname_look
from comments.text import TextRefused

GOOD_NAMES = [
    "Bella Ciao",
    "O’Brien-Smith 2nd",
    "Łukasz",
    "Наталья",
    "مُحَمَّد",
    "می\u200cخواهم",
    "שָׁלוֹם",
    "श्रीमती",
    "น้ำฝน",
    "김철수",
    "李 小龙",
    "👩\u200d🚀",
    "🇺🇦",
    "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f Dafydd",
    "1️⃣",
    "7",
    "X" * LONGEST_NICKNAME,
]


@pytest.mark.parametrize("name", GOOD_NAMES)
def test_a_good_name_is_stored_as_it_was_typed(name):
    assert clean_nickname(name) == name


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Anna\t von \u00a0 Trier ", "Anna von Trier"),
        ("Rene\u0301e", "Renée"),
        ("\n Anna \r\n", "Anna"),
    ],
)
def test_a_name_is_brought_onto_one_plain_line(typed, stored):
    assert clean_nickname(typed) == stored


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Write the name"),
        (" \u3000 ", "Write the name"),
        ("X" * (LONGEST_NICKNAME + 1), "at most 50 characters; this one has 51"),
        ("An\0na", "NUL"),
        ("An\nna", "invisible"),
        ("An\u202ena", "invisible"),
        ("An\u2067na", "invisible"),
        ("An\u200bna", "invisible"),
        ("An\u00adna", "invisible"),
        ("An\x07na", "invisible"),
        ("An\ue000na", "invisible"),
        ("Anna\U000e0041", "invisible"),
        ("...", "needs a letter"),
        ("-_-", "needs a letter"),
        ("$$$", "needs a letter"),
        ("\u3164", "needs a letter"),
        ("\u2800", "needs a letter"),
        ("Z\u0335\u0321\u031b\u0347algo", "at most 3 marks"),
        ("Z\u0335\u0321\u200d\u031b\u0347algo", "at most 3 marks"),
    ],
)
def test_a_bad_name_is_refused_with_what_to_do(typed, words):
    with pytest.raises(TextRefused, match=words):
        clean_nickname(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "anna"),
        ("Anna", "Ａｎｎａ"),
        ("Straße", "STRASSE"),
        ("Anna", "An\u200dna"),
        ("☺", "☺\ufe0f"),
    ],
)
def test_names_that_look_alike_share_a_key(one, other):
    assert nickname_key(one) == nickname_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "\u0410nna"),
        ("Tom", "\u0422om"),
        ("Pope", "\u03a1ope"),
        ("Ivan", "lvan"),
        ("modern", "rnodern"),
        ("O’Neil", "0’Neil"),
        ("paypal", "раура\u04cf"),
        ("Zoë", "Zoe\u0308"),
        ("Anna", "𝐀𝐧𝐧𝐚"),
    ],
)
def test_names_that_are_drawn_alike_share_a_look_or_a_key(one, other):
    assert one != other
    assert nickname_look(one) == nickname_look(other) or nickname_key(one) == nickname_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "Hanna"),
        ("Ian", "Lan"),
        ("Eva", "Ena"),
        ("Guy", "Guu"),
        ("Наталья", "Натапья"),
        ("محمد", "محمود"),
        ("राम", "रमा"),
        ("ก้อง", "กล้อง"),
        ("👩\u200d🚀", "👩\u200d🔬"),
        ("🇺🇦", "🇵🇱"),
        ("李", "季"),
    ],
)
def test_different_names_are_told_apart(one, other):
    assert nickname_key(one) != nickname_key(other)
    assert nickname_look(one) != nickname_look(other)


def test_the_key_of_a_name_that_unfolds_fits_its_column():
    assert len(nickname_key("ﷺ" * LONGEST_NICKNAME)) == 100
    assert len(nickname_look("ﷺ" * LONGEST_NICKNAME)) == 100
