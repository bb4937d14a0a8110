"""Long comments show their beginning, and nothing of them is lost."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from comments.folding import SHOWN, WORTH, fold
from comments.rendering import render_text
from comments.text import TextRefused, clean_text

SENTENCE = "The towns below heard of it a day later, and nobody rang. "


def words(*parts: str) -> str:
    tree: Any = html.fromstring(f"<div>{' '.join(parts)}</div>")
    return "".join(tree.text_content().split())


def test_a_short_comment_is_whole():
    text = render_text(SENTENCE * 4)

    assert fold(text) == (text, "")


def test_a_little_more_than_is_shown_is_not_worth_a_press():
    text = render_text(SENTENCE * ((SHOWN + WORTH) // len(SENTENCE) - 1))

    assert fold(text) == (text, "")


def test_it_is_cut_between_paragraphs():
    text = render_text("\n\n".join([SENTENCE * 10] * 5))

    shown, folded = fold(text)

    assert shown.endswith("</p>")
    assert folded.startswith('<p dir="auto">')
    assert words(shown, folded) == words(text)


def test_a_wall_of_text_is_cut_behind_a_sentence():
    shown, folded = fold(render_text(SENTENCE * 60))

    assert shown.endswith("nobody rang.</p>")
    assert folded.startswith('<p dir="auto">The towns')
    assert SHOWN <= len(shown) < SHOWN + WORTH


def test_it_is_not_cut_inside_of_a_link():
    link = f"https://example.org/{'a' * 400} "
    text = render_text("Word " * 175 + link * 4)

    shown, folded = fold(text)

    assert shown.count("<a ") == shown.count("</a>")
    assert folded.count("<a ") == folded.count("</a>")
    assert folded


def test_a_quotation_stays_whole():
    quoted = f"<blockquote><p>{SENTENCE * 30}</p><p>{SENTENCE}</p></blockquote>"
    text = f"{quoted}<p>{SENTENCE * 20}</p>"

    shown, folded = fold(text)

    assert shown == quoted
    assert folded == f"<p>{SENTENCE * 20}</p>"


@given(
    st.text(alphabet=st.characters(codec="utf-8"), min_size=300, max_size=600), st.integers(3, 8)
)
def test_whatever_was_written_is_all_there_as_whole_html(text, times):
    try:
        body = render_text(clean_text(text * times))
    except TextRefused:
        return
    shown, folded = fold(body)

    assert words(shown, folded) == words(body)
    for part in (shown, folded):
        assert len(re.findall("<p[ >]", part)) == part.count("</p>")
        assert part.count("<a ") == part.count("</a>")
