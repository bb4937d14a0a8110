"""Differences of two bodies, block by block."""

from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.differences import (
    Change,
    Unchanged,
    blocks_as_html,
    blocks_of,
    compare_bodies,
    shortened,
)

blocks = st.sampled_from(
    [
        "<p>One two three four five</p>",
        "<p>One two <strong>three</strong> four five</p>",
        '<p>One two <a href="/a/">three</a> four</p>',
        "<h2>One two</h2>",
        "<ul><li>First</li><li><p>Second of all</p></li></ul>",
        "<blockquote><p>One two</p><p>Three</p></blockquote>",
    ]
)
bodies = st.lists(blocks, max_size=6).map("".join)


def told(old, new):
    """Each block as change, kind and text."""
    return [
        (one.change.value, one.kind, "".join(run.text for run in one.runs).strip())
        for one in compare_bodies(old, new)
    ]


@given(bodies, bodies)
def test_every_block_of_both_is_told(old, new):
    differences = compare_bodies(old, new)

    for body, gone in ((old, Change.ADDED), (new, Change.REMOVED)):
        words = [
            tuple(word for run in one.runs if run.change is not gone for word in run.words)
            for one in differences
            if one.change is not gone
        ]
        assert words == [block.words for block in blocks_of(body)]


@given(bodies)
def test_a_body_does_not_differ_from_itself(body):
    assert {one.change for one in compare_bodies(body, body)} <= {Change.KEPT}


def test_a_changed_paragraph_is_one_block():
    assert told(
        "<p>It was a quiet day in Minsk.</p><p>Nobody came.</p>",
        "<p>It was a loud day in Minsk.</p><p>Nobody came.</p>",
    ) == [
        ("changed", "Paragraph", "It was a quiet loud day in Minsk."),
        ("kept", "Paragraph", "Nobody came."),
    ]


def test_a_paragraph_that_was_replaced_is_two():
    assert told("<p>It was a quiet day.</p>", "<p>Parliament meets again.</p>") == [
        ("removed", "Paragraph", "It was a quiet day."),
        ("added", "Paragraph", "Parliament meets again."),
    ]


def test_kinds_are_named_as_editors_name_them():
    body = (
        "<h2>A</h2><h3>B</h3><ul><li>C</li></ul><ol><li><p>D</p></li></ol>"
        "<blockquote><p>E</p></blockquote><table><tr><th>F</th><td>G</td></tr></table>"
        '<figure data-picture="7" class="wide"><figcaption>H</figcaption></figure>I<aside>J</aside>'
        '<figure class="pull-quote"><blockquote>K</blockquote><figcaption>L</figcaption></figure>'
        '<figure class="table"><table><tr><td><p>M</p><p>N</p></td></tr></table></figure>'
    )

    assert [(block.kind, block.text) for block in blocks_of(body)] == [
        ("Subhead", "A"),
        ("Small subhead", "B"),
        ("List item", "C"),
        ("Numbered item", "D"),
        ("Quotation", "E"),
        ("Table, Row", "F | G"),
        ("Picture", "[picture: 7, wide]"),
        ("Picture, Caption", "H"),
        ("Paragraph", "I"),
        ("aside", "J"),
        ("Pull quote, Quotation", "K"),
        ("Pull quote, Caption", "L"),
        ("Table, Row", "M N"),
    ]


def test_blanks_between_marks_are_kept():
    (block,) = blocks_of("<p>un<em>believ</em>able <b>day</b> <i>in</i>\n<a href='/'>Minsk</a></p>")

    assert block.text == "unbelievable day in Minsk"


def test_a_footnote_is_told_from_the_words_around_it():
    (block,) = blocks_of('<p>He said<small class="footnote">To <em>us</em>.</small> so.</p>')

    assert block.text == "He said [note: To us.] so."


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<p>He said so.</p>", "<p>He <em>said</em> so.</p>", "[added, italic: </span><em>said"),
        ('<p>He <a href="/x/">said</a> so.</p>', "<p>He said so.</p>", "(link to /x/)"),
        ("<p>He said so.</p>", "<h2>He said so.</h2>", "Subhead, was: Paragraph"),
        ("<p>He said so.</p>", "", "Paragraph: removed"),
        ("", "<h2>New</h2>", "Subhead: added"),
        (
            "<table><tr><td>One</td></tr></table>",
            "<table><tr><th>One</th></tr></table>",
            "[added, bold: </span><strong>One",
        ),
    ],
)
def test_what_became_of_a_block_is_said_in_words(old, new, words):
    assert words in blocks_as_html(compare_bodies(old, new))


def test_a_paragraph_that_was_moved_is_called_so():
    one, other = "<p>It was a quiet day in Minsk.</p>", "<p>Parliament meets again.</p>"

    printed = blocks_as_html(compare_bodies(one + other, other + one))

    assert "Paragraph: moved to another place" in printed
    assert "Paragraph: moved here" in printed


def test_nothing_of_a_body_becomes_markup():
    body = '<p>One &lt;script&gt; two <a href="javascript:&quot;x">three</a></p>'

    printed = blocks_as_html(compare_bodies("", body))

    assert "&lt;script&gt;" in printed
    assert "<a" not in printed


def test_long_unchanged_stretches_are_counted():
    same = "".join(f"<p>Paragraph number {number}</p>" for number in range(9))

    short = shortened(compare_bodies(same, f"{same}<h2>New</h2>"))

    assert short[0] == Unchanged(8)
    assert [one.kind for one in short[1:]] == ["Paragraph", "Subhead"]
    assert "8 blocks unchanged" in blocks_as_html(short)


def test_a_long_body_is_compared_at_once_however_bad_it_is():
    """20,000 words each. Measured: 0.04 to 0.25 s on a busy machine."""
    random = Random(1)  # noqa: S311 -- words, no secrets
    vocabulary = [f"word{number}" for number in range(3000)]

    def written(count, words):
        chosen = (random.choices(vocabulary, k=words) for _ in range(count))
        return "".join(f"<p>{' '.join(one)}</p>" for one in chosen)

    for old, new in (
        (written(333, 60), written(333, 60)),
        (written(1, 20_000), written(1, 20_000)),
        (written(4000, 5), written(4000, 5)),
        (f"<p>{'a ' * 20_000}</p>", f"<p>{'a b ' * 10_000}</p>"),
    ):
        started = process_time()
        compare_bodies(old, new)
        assert process_time() - started < 3
