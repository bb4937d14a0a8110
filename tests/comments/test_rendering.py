"""Plain text as HTML."""

import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from comments.rendering import MOST_LINKS, render_text
from comments.text import TextRefused, clean_text


def parsed(text: str) -> Any:
    """What a browser makes of the rendered text."""
    return html.fromstring(f"<div>{render_text(text)}</div>")


def links_of(text: str) -> list[str]:
    return [link.get("href", "") for link in parsed(text).iter("a")]


def test_paragraphs_and_lines():
    assert render_text("one\ntwo\n\nthree") == (
        '<p dir="auto">one<br>\ntwo</p>\n<p dir="auto">three</p>'
    )


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '"><svg onload=alert(1)>',
        "{{ 7|add:7 }} {% now 'Y' %}",
        'https://example.org/"onmouseover="alert(1)',
        "https://example.org/<script>",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1) data:text/html,<script>1</script>",
    ],
)
def test_markup_stays_text(typed):
    page = parsed(typed)

    assert page.text_content() == typed
    assert {element.tag for element in page.iter()} <= {"div", "p", "a"}
    assert {name for element in page.iter() for name in element.attrib} <= {"dir", "href", "rel"}


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://example.org.", ["https://example.org"]),
        ("(http://example.org/a_(b), and)", ["http://example.org/a_(b)"]),
        ("“https://example.org/x?a=1&b=2#c”!", ["https://example.org/x?a=1&b=2#c"]),
        ("https://a.example/ https://b.example/", ["https://a.example/", "https://b.example/"]),
        ("HTTPS://EXAMPLE.ORG/", ["HTTPS://EXAMPLE.ORG/"]),
        ("https://пример.испытание/страница", ["https://пример.испытание/страница"]),
        ("[https://example.org/]", ["https://example.org/"]),
        ("https://example.org/[1]", ["https://example.org/[1]"]),
        ("www.example.org me@example.org ftp://example.org", []),
        ("https:// https://localhost https://[::1", []),
        ("https://bank.example@evil.example/", []),
        ("https://...", []),
    ],
)
def test_which_words_become_links(text, links):
    assert links_of(text) == links


def test_a_link_passes_on_neither_rank_nor_window():
    assert 'rel="nofollow ugc noopener"' in render_text("https://example.org/")


@pytest.mark.parametrize("unit", ["(", ")", ").(", "https://", "https://a.b/(", "."])
def test_the_longest_odd_text_is_rendered(unit):
    text = ("https://example.org/" + unit * 5000)[:5000]

    rendered = parsed(text)

    assert rendered.text_content() == text


@given(st.text(alphabet="<>&\"'ahtps:/. \nא)(@[]", min_size=1, max_size=120))
def test_every_character_survives_and_nothing_else_appears(typed):
    try:
        text = clean_text(typed)
    except TextRefused:
        return
    page = parsed(text)

    # The mark of a quotation is drawn, not written.
    assert re.sub(r"[\s>]+", "", page.text_content()) == re.sub(r"[\s>]+", "", text)
    assert page.text_content().count(">") <= text.count(">")
    assert {element.tag for element in page.iter()} <= {"div", "p", "br", "a", "blockquote"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("> one", "<blockquote><p>one</p></blockquote>"),
        (">one\n>two", "<blockquote><p>one<br>\ntwo</p></blockquote>"),
        (
            "> one\n>\n> two\nmine",
            "<blockquote><p>one</p>\n<p>two</p></blockquote>\n<p>mine</p>",
        ),
        (
            "mine\n> > first\n> second",
            "<p>mine</p>\n<blockquote><blockquote><p>first</p></blockquote>\n<p>second</p></blockquote>",
        ),
        ("5 > 4", "<p>5 &gt; 4</p>"),
        (">", "<p>&gt;</p>"),
        (">>", "<blockquote><p>&gt;</p></blockquote>"),
    ],
)
def test_lines_that_begin_with_a_mark_are_a_quotation(text, html):
    assert render_text(text).replace(' dir="auto"', "") == html


def test_a_tower_of_marks_is_three_quotations_high():
    html = render_text(">" * 400 + " a")

    assert html.count("<blockquote>") == 3
    assert html.count("&gt;") == 397


def test_of_many_addresses_the_first_are_links():
    html = render_text("\n".join(f"https://example.org/{number}" for number in range(100)))

    assert html.count("<a ") == MOST_LINKS
    assert "\nhttps://example.org/99" in html


def test_an_endless_address_is_no_link():
    assert "<a " not in render_text("https://example.org/" + "a" * 2000)


@pytest.mark.parametrize(
    "text",
    [
        "https://a.b/" + ")" * 4900,
        "https://a.b/" + "(" * 2400 + ")" * 2400,
        ("https://a.b/" + "." * 100 + " ") * 43,
        "> " * 2500,
        ">" * 5000,
        "\n".join(">" * (number % 5) for number in range(1600)),
        "https://" * 600,
    ],
    ids=["closing", "brackets", "dots", "marks", "tower", "stairs", "beginnings"],
)
def test_the_time_that_a_text_takes_is_bounded(text):
    """A thousandth of what one quadratic step would cost; the bound is wide because machines differ."""
    began = time.process_time()

    render_text(text)

    assert time.process_time() - began < 0.25
