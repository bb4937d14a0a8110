"""Differences of two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.differences import Change, compare_texts, runs_as_html

texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(["one", "two", "the", "Minsk,", "-", "1,000", "\n"])).map(" ".join),
)


def told(old, new):
    """The runs as an editor would write them down."""
    marks = {Change.KEPT: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}
    return "".join(marks[run.change].format(run.text) for run in compare_texts(old, new))


@given(texts, texts)
def test_nothing_of_either_text_is_left_out(old, new):
    runs = compare_texts(old, new)

    for text, change in ((old, Change.REMOVED), (new, Change.ADDED)):
        words = "".join(run.text for run in runs if run.change in {Change.KEPT, change})
        assert words.strip() == " ".join(text.split())


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert all(run.change is Change.KEPT for run in compare_texts(text, text))


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("Five died in Minsk", "Six died in Minsk", "[- Five-][+ Six+] died in Minsk"),
        ("He said.", "He said so.", " He said[+ so+]."),
        ("foo (bar)", "foo(bar)", " foo[- (-][+(+]bar)"),
        ("1,000 people", "2,000 people", "[- 1,000-][+ 2,000+] people"),
        ("they don't", "they do", " they[- don't-][+ do+]"),
        ("a  b\nc", "a b c", " a b c"),
        ("明斯克市", "明斯克", " 明斯克[-市-]"),
        ("", "New", "[+ New+]"),
    ],
)
def test_the_difference_is_of_whole_words(old, new, difference):
    assert told(old, new) == difference


def test_a_word_that_two_sentences_share_by_chance_does_not_split_them():
    assert (
        told("Parliament rejected the budget", "Workers filled the squares")
        == "[- Parliament rejected the budget-][+ Workers filled the squares+]"
    )


@given(texts, texts)
def test_nothing_of_a_text_becomes_markup(old, new):
    printed = runs_as_html(compare_texts(f"<b>{old}", f"<i>{new}"))

    assert "<b>" not in printed
    assert "<i>" not in printed


def test_removed_and_added_words_say_so_without_colour():
    printed = runs_as_html(compare_texts("Five died", "Six died"))

    assert printed == (
        ' <del><span class="visually-hidden">[removed: </span>Five'
        '<span class="visually-hidden">]</span></del>'
        ' <ins><span class="visually-hidden">[added: </span>Six'
        '<span class="visually-hidden">]</span></ins> died'
    )
