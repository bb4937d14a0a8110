"""Word lists: what they find however it is disguised, what they leave alone, and at what cost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.rules import readings
from comments.rules.readings import Reading
from comments.rules.text_checks import LONGEST_LIST
from comments.rules.word_lists import MOST_ENTRIES, WordList

LATIN = ["idiot", "you fool", "bad", "god", "ass", "b@d word"]


def found(text, entries=LATIN, *, whole_words=True):
    listed = WordList(entries, whole_words=whole_words)
    return [(match.entry, text[match.start : match.end]) for match in _find(listed, text)]


def _find(listed, text, most=20):
    return listed.find(Reading(text), most=most)


@pytest.mark.parametrize(
    ("text", "entry", "typed"),
    [
        ("You IDIOT!", "idiot", "IDIOT"),
        ("ｉｄｉｏｔ", "idiot", "ｉｄｉｏｔ"),
        ("𝖎𝖉𝖎𝖔𝖙", "idiot", "𝖎𝖉𝖎𝖔𝖙"),
        ("ïdîöt", "idiot", "ïdîöt"),
        ("i\u0308\u0336diot", "idiot", "i\u0308\u0336diot"),
        ("id\u200bi\u200do\u00adt", "idiot", "id\u200bi\u200do\u00adt"),
        ("idiooooot", "idiot", "idiooooot"),
        ("іdіоt", "idiot", "іdіоt"),
        ("That іԁіоt again", "idiot", "іԁіоt"),
        ("аѕѕ, said he", "ass", "аѕѕ"),
        ("gοd", "god", "gοd"),
        ("i d i o t", "idiot", "i d i o t"),
        ("i.d-i_o*t", "idiot", "i.d-i_o*t"),
        ("i d iii o t", "idiot", "i d iii o t"),
        ("you,\n fool", "you fool", "you,\n fool"),
        ("(bad)", "bad", "bad"),
        ("a s s", "ass", "a s s"),
        ("b@d word", "b@d word", "b@d word"),
    ],
)
def test_disguises_are_seen_through(text, entry, typed):
    assert found(text) == [(entry, typed)]


@pytest.mark.parametrize(
    "text",
    [
        "good", "as", "class", "k l a s s e", "badly", "b  a  d", "idiotic", "A. S. Byatt", "goods",
        "you. Me, fool", "",
    ],
)  # fmt: skip
def test_other_words_are_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "entries", "matches"),
    [
        ("classic", ["ass"], [("ass", "ass")]),
        ("k l a s s e", ["ass"], [("ass", "a s s")]),
        ("idiotic", ["idiot"], [("idiot", "idiot")]),
    ],
)
def test_anywhere_is_also_inside_of_words(text, entries, matches):
    assert found(text, entries, whole_words=False) == matches


GOOD = [
    "قرأت التقرير، وأعتقد أن الحكومة على حق.",
    "मैंने रिपोर्ट पढ़ी है और मैं सहमत हूँ।",
    "ฉันอ่านรายงานแล้วและเห็นด้วยกับรัฐบาล",
    "Я прочитал отчёт и согласен: сор из избы не выносят.",
    "我读了报告，我同意。",
    "קראתי את הדו״ח ואני מסכים.",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🇺🇦 👍🏽 ❤️",
    "Ο υπουργός έχει δίκιο.",
]


@pytest.mark.parametrize("text", GOOD)
@pytest.mark.parametrize("whole_words", [True, False])
def test_good_text_of_other_scripts_meets_no_latin_list(text, whole_words):
    entries = ["idiot", "cop", "cock", "ass", "xxx", "no", "ad", "lol", "oo", "ox"]

    assert found(text, entries, whole_words=whole_words) == []


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("هذا غبي جدا", "غبي"),
        ("هذا غَبِيّ جدا", "غبي"),
        ("هذا غـــبي جدا", "غبي"),
        ("वह मूर्ख है", "मूर्ख"),
        ("เขาเป็นคนโง่มาก", "โง่"),
        ("你是笨蛋吗", "笨蛋"),
        ("Какой ДУРАК!", "дурак"),
        ("no 🖕🏽 here", "🖕"),
    ],
)
def test_lists_of_other_scripts_find_their_own(text, entry):
    assert [match for match, _ in found(text, [entry])] == [entry]


def test_look_alikes_are_letters_of_their_own_where_their_script_is_at_home():
    assert found("Сор из избы, а рот закрой.", ["cop", "pot"]) == []
    assert found("What a cop", ["сор"]) == []
    assert found("modern corn", ["modem", "com"]) == []
    assert found("Какой дурaк", ["дурак"]) == [("дурак", "дурaк")]


def test_vowel_signs_tell_words_apart():
    assert found("कल", ["कुल"]) == []
    assert found("มา", ["ม้า"]) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_place_is_where_the_word_stands(before, after):
    text = f"{before} Idiot {after}"

    places = [
        (one.start, one.end) for one in _find(WordList(["idiot"], whole_words=True), text, 99)
    ]

    start = len(before) + 1
    assert any(first <= start and start + 5 <= last for first, last in places)
    assert all(0 <= first < last <= len(text) for first, last in places)


@given(st.text(max_size=200))
def test_no_text_breaks_a_reading(text):
    reading = Reading(text)

    runs = reading.runs
    assert len(runs.letters) == len(runs.lengths) == len(runs.starts) == len(runs.ends)
    assert runs.letters[0] == runs.letters[-1] == " "
    assert all(start <= end <= len(text) for start, end in zip(runs.starts, runs.ends, strict=True))
    assert reading.plain == reading.plain.strip()


@given(st.text(alphabet=st.characters(categories=["L", "N", "M"]), max_size=50))
def test_composed_and_decomposed_text_read_the_same(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert Reading(composed).plain == Reading(decomposed).plain


class Counted(str):
    """A text that counts how often one of its characters is read."""

    reads = 0

    def __iter__(self):
        for character in super().__iter__():
            Counted.reads += 1
            yield character


def steps_for(text, listed, monkeypatch):
    """How many letters are folded and how many places are looked at: no clock is asked."""
    Counted.reads = 0
    looked = []
    spelled = readings._collapsed

    def collapsed(atoms):
        looked.append(spelled(atoms))
        return looked[-1]

    monkeypatch.setattr(readings, "_collapsed", collapsed)
    listed.find(Reading(Counted(text)), most=20)
    monkeypatch.undo()
    return Counted.reads + sum(len(runs.letters) for runs in looked)


@pytest.mark.parametrize("unit", ["a b c ", "idio", "aaaa", "é\u0301", "you foo ", "idiot "])
def test_the_work_grows_with_the_text_and_not_with_the_list(unit, monkeypatch):
    letters = str.maketrans("0123456789", "abcdefghij")
    words = [f"{number * 7_654_321:09}".translate(letters) for number in range(1, MOST_ENTRIES)]
    short, long = (WordList(["idiot", *words[:count]], whole_words=False) for count in (9, 9999))
    text = unit * 500

    once = steps_for(text, short, monkeypatch)
    assert steps_for(text * 4, short, monkeypatch) <= 4.2 * once
    assert steps_for(text, long, monkeypatch) == once


def test_a_full_list_is_accepted():
    entries = "\n".join(f"word {number}" for number in range(MOST_ENTRIES))
    assert len(entries) <= LONGEST_LIST

    assert found("word 9999", entries.splitlines()) == [("word 9999", "word 9999")]
