"""Merging two bodies that began as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.differences.merging import merge_bodies

pieces = st.sampled_from(
    ["<p>One two three</p>", "<p>One two four</p>", "<h2>One</h2>", "<ul><li>Six</li></ul>", "Bare"]
)
bodies = st.lists(pieces, max_size=5).map("".join)


def body(*paragraphs):
    return "".join(f"<p>{words}</p>" for words in paragraphs)


@given(bodies, bodies)
def test_what_only_one_changed_is_what_they_made_of_it(base, changed):
    for mine, theirs in ((base, changed), (changed, base), (changed, changed)):
        merged = merge_bodies(base, mine, theirs)

        assert (merged.body, merged.conflicts) == (changed, 0)


@given(bodies, bodies, bodies)
def test_no_new_paragraph_of_either_is_left_out(base, mine, theirs):
    merged = merge_bodies(base, mine, theirs).body

    for piece in ("<h2>One</h2>", "<ul><li>Six</li></ul>", "<p>One two four</p>"):
        if piece not in base and (piece in mine or piece in theirs):
            assert piece in merged


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged", "conflicts"),
    [
        (("A b", "C d"), ("A x b", "C d"), ("A b", "C y d"), ("A x b", "C y d"), 0),
        (("A b", "C d"), ("A b", "C d", "New"), ("Old", "A b", "C d"), None, 0),
        (("A b", "C d"), ("A b",), ("A b", "C d", "E f"), ("A b", "E f"), 0),
        (("A b c",), ("A x b c",), ("A y b c",), ("A y b c", "A x b c"), 1),
        (("A b c",), (), ("A y b c",), ("A y b c",), 1),
        ((), ("Mine",), ("Theirs",), ("Theirs", "Mine"), 1),
    ],
)
def test_what_both_changed_is_put_together(base, mine, theirs, merged, conflicts):
    result = merge_bodies(body(*base), body(*mine), body(*theirs))

    expected = ("Old", "A b", "C d", "New") if merged is None else merged
    assert result.body == body(*expected)
    assert result.conflicts == conflicts


def test_text_outside_of_elements_stays_text():
    merged = merge_bodies("1 &lt; 2<p>A</p>", "1 &lt; 2<p>A</p>3", "1 &lt; 2<p>A b</p>")

    assert merged.body == "1 &lt; 2<p>A b</p>3"
