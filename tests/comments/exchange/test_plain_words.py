"""HTML of other systems as plain text: every word, nothing that acts."""

import pytest

from comments.exchange.plain_words import plain_words


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One</p>\n  <p>Two<br/>Three</p>", "One\n\nTwo\nThree"),
        ("a < b && c > d", "a < b && c > d"),
        ("&lt;script&gt; &amp; &nbsp;x", "<script> & \xa0x"),
        ("<script>alert(1)</script>after<style>p{}</style>", "after"),
        ("<p>un<b>closed<p>next", "unclosed\n\nnext"),
        ("<ul><li>one</li><li>two</li></ul>", "– one\n– two"),
        ("<blockquote><p>said</p></blockquote>answer", "> said\n\nanswer"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n\n>> b"),
        (
            'see <a href="https://example.org/">this page</a>.',
            "see this page (https://example.org/).",
        ),
        (
            '<a href="https://example.org/abc">https://example.org/a...</a>',
            "https://example.org/abc",
        ),
        (
            '<a href="https://www.example.org/abc">example.org/abc</a>',
            "https://www.example.org/abc",
        ),
        ('<a href="javascript:alert(1)">click</a>', "click"),
        ('<a href="data:text/html,x">click</a> <a>no</a>', "click no"),
        ('<img src="https://example.org/cat.jpg" alt="cat">', "https://example.org/cat.jpg"),
        ('<img src="x" onerror="alert(1)">gone', "gone"),
        ("</p></div></a></blockquote>end", "end"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("مرحبا <i>👩‍👩‍👧</i>", "مرحبا 👩‍👩‍👧"),
    ],
)
def test_html_becomes_text(html, text):
    assert plain_words(html) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("one\ntwo\n\nthree", "one\ntwo\n\nthree"),
        ("one<br />\ntwo", "one\ntwo"),
        ("one\r\ntwo", "one\ntwo"),
    ],
)
def test_lines_of_the_source_count_where_they_did_for_readers(source, text):
    assert plain_words(source, lines_count=True) == text


def test_a_hundred_thousand_elements_are_no_matter():
    assert plain_words("<div><b>" * 100_000 + "deep") == "deep"
