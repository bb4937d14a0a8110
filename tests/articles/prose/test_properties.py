"""What holds for every text, whoever wrote it: it is stored in one form, and no word is lost."""

import re
import unicodedata
from html import escape, unescape

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from articles.prose.runs import without_controls
from articles.sanitising import clean_body

_SPACE = re.compile(r"\s+")
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "M"]), max_size=12
)
INLINE = ["b", "strong", "i", "em", "span", "font", "u", "sup", "small", 'small class="footnote"']
LINKS = ['a href="https://example.org/"', 'a href="/x/"', 'a href="javascript:x"', "a"]
BLOCK = ["p", "h1", "h2", "h4", "div", "blockquote", "ul", "ol", "li", "figure", "figcaption"]
SPECIAL = [
    'figure class="pull-quote"',
    'figure data-picture="7"',
    'b style="font-weight:normal"',
    'span style="font-weight:700;font-style:italic"',
    'p style="mso-list:l0 level2 lfo1"',
    "table",
    "tr",
    'td colspan="3" rowspan="2"',
    "th",
    "caption",
    "o:p",
    "section",
    "nobody-knows-this",
]
ELEMENTS = st.sampled_from([*INLINE, *LINKS, *BLOCK, *SPECIAL])


def in_element(children):
    return st.builds(
        lambda tag, inner: f"<{tag}>{''.join(inner)}</{tag.split()[0]}>",
        ELEMENTS,
        st.lists(children, max_size=4),
    )


TREES = st.recursive(
    st.one_of(WORDS.map(escape), st.sampled_from(["<br>", "&nbsp;", "<img src=x>", "<hr>", "• "])),
    in_element,
    max_leaves=25,
)
TAG_SOUP = st.lists(
    st.one_of(
        WORDS,
        st.sampled_from([f"<{tag}>" for tag in (*INLINE, *BLOCK, *SPECIAL, "br", "!--", "/div")]),
        st.sampled_from([f"</{tag.split()[0]}>" for tag in (*INLINE, *BLOCK, *SPECIAL)]),
    ),
    max_size=30,
).map("".join)


@given(st.one_of(TREES, TAG_SOUP, st.text()))
@example("<ul><li><ul><li>a</ul>b<blockquote>c</blockquote></ul>")
@example("<p>a<br><b> <br></b>c</p>")
@example("<p><em> a</em><small class=footnote><br>b </small><strong> </strong>c</p>")
def test_cleaning_twice_changes_nothing(text):
    once = clean_body(text)

    assert clean_body(once) == once


@given(st.lists(TREES, max_size=4).map("".join))
def test_no_word_is_lost(text):
    """Bullets become lists, raised digits other digits: what was a letter is still there."""

    def letters(markup):
        words = html.fragment_fromstring(markup, create_parent="div").text_content()
        return sorted(re.sub(r"[\W\d_]+", "", unicodedata.normalize("NFC", words)))

    assert letters(clean_body(text)) == letters(text)


@given(st.text())
def test_plain_text_is_kept_to_the_letter(text):
    """Whatever somebody writes, be it code, is shown and never run."""
    stored = clean_body(f"<p>{escape(text)}</p>")

    assert not re.search(r"<(?!/?p>)", stored)
    said = unicodedata.normalize("NFC", without_controls(text))
    assert _SPACE.sub("", unescape(re.sub(r"</?p>", "", stored))) == _SPACE.sub("", said)
