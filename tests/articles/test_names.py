from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.names import NameFinder


def found(text, *names):
    return [text[match.start : match.end] for match in NameFinder((n, n) for n in names).find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The 31 Ukrainians went home.",
        "pro-Ukraine voices",
        "Ukraine-based",
        "a Ukraine\u2011wide rule",
        "Ukraine_2",
        "SubUkraine",
        "Ukraine\u0301",
    ],
)
def test_a_name_inside_another_word_is_not_found(text):
    assert found(text, "Ukraine") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine",
        "Ukraine's request",
        "Ukraine’s request",
        "‘Ukraine’",
        "(Ukraine)",
        "Ukraine – again",
        "of Ukraine.",
        "Ukraine- and",
    ],
)
def test_a_name_as_a_word_of_its_own_is_found(text):
    assert found(text, "Ukraine") == ["Ukraine"]


def test_the_longest_of_overlapping_names_wins():
    text = "The Viasna Human Rights Centre, or Viasna, said"
    assert found(text, "Viasna", "Viasna Human Rights Centre") == [
        "Viasna Human Rights Centre",
        "Viasna",
    ]


def test_a_longer_name_that_is_no_whole_word_does_not_hide_a_shorter_one():
    assert found("Trump Organisation", "Trump", "Trump Organ") == ["Trump"]


def test_everybody_who_bears_a_name_is_told():
    finder = NameFinder([("Smith", 1), ("Smith", 2), ("Smith", 2)])
    assert [match.targets for match in finder.find("Smith")] == [(1, 2)]


def test_decomposed_names_are_found_in_composed_text():
    assert found("Nadia Com\u0103neci", "Nadia Coma\u0306neci") == ["Nadia Com\u0103neci"]


def test_no_names_and_empty_names_find_nothing():
    assert found("Anything") == []
    assert found("Any thing", "", " ") == []


@given(
    st.text(alphabet="ab -", max_size=40),
    st.lists(st.text(alphabet="ab", min_size=1, max_size=3), max_size=5),
)
def test_matches_are_names_in_order_and_do_not_overlap(text, names):
    matches = list(NameFinder((name, name) for name in names).find(text))
    assert all(text[match.start : match.end] in names for match in matches)
    assert all(a.end <= b.start for a, b in pairwise(matches))
