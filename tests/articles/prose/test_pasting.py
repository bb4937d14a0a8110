"""What arrives from a clipboard, written after what word processors and browsers put there."""

from pathlib import Path

import pytest

from articles.sanitising import clean_body, cleaned

CLIPBOARDS = Path(__file__).parent / "clipboards"
NAMES = ["word", "google-docs", "libreoffice", "web"]


def clipboard(name):
    return (CLIPBOARDS / f"{name}.txt").read_text()


@pytest.mark.parametrize("name", NAMES)
def test_a_clipboard_is_reduced_to_its_text(name):
    stored = (CLIPBOARDS / f"{name}.stored.txt").read_text()

    assert clean_body(clipboard(name)) == stored.replace("\n", "")


@pytest.mark.parametrize(
    ("pasted", "note"),
    [
        (clipboard("word"), "1 picture was not taken over; upload it to the library"),
        ("<img src=a><img src=b>", "2 pictures were not taken over; upload them to the library"),
        ('<p>a <a href="htp://x.org/">b</a></p>', "“htp://x.org/” can't be the address of a link"),
        (clipboard("web"), "“javascript:void(0)” can't be the address of a link"),
    ],
)
def test_what_was_not_taken_over_is_said(pasted, note):
    assert note in " ".join(cleaned(pasted).notes)


@pytest.mark.parametrize(
    "pasted",
    [
        "<p>Words</p>",
        '<p><a href="#_ftn1">[1]</a> <a name="top">x</a></p>',
        '<figure data-picture="1"><img src="/media/1.webp"></figure>',
    ],
)
def test_nothing_is_said_of_what_nobody_misses(pasted):
    assert cleaned(pasted).notes == []


def test_a_note_that_nothing_refers_to_is_a_paragraph():
    assert clean_body('<p>One</p><p><a href="#_ftnref1">[1]</a> Two</p>') == "<p>One</p><p>Two</p>"


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("<p>1</p><p>• one alone</p>", "<p>1</p><p>• one alone</p>"),
        ("<p>10<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup></p>", "<p>10² H₂O 1st</p>"),
        ("<h2><b>a</b> <i>b</i><br>c</h2>", "<h2>a <em>b</em> c</h2>"),
        ("<p>a<b> </b>b <i>c</i><i> d</i></p>", "<p>a b <em>c d</em></p>"),
        ("<em><a href='/x/'><b>x</b></a></em>", '<p><a href="/x/"><strong><em>x</em></strong></a></p>'),
        ("<blockquote>a<h2>b</h2><blockquote>c</blockquote></blockquote>",
         "<blockquote><p>a</p><p>b</p><p>c</p></blockquote>"),
        ("<ol><li>a<figure data-picture=5 class='wide'>b</figure>c</ol>",
         ('<ol><li><p>a</p><p>c</p></li></ol><figure data-picture="5" class="wide">'
         "<figcaption>b</figcaption></figure>")),
        ('<figure class="pull-quote"><blockquote><p>a</p><p>b</p></blockquote><cite>c</cite></figure>',
         '<figure class="pull-quote"><blockquote>a b c</blockquote><figcaption></figcaption></figure>'),
        ('<figure data-picture="x"><figcaption>a</figcaption></figure>', "<p>a</p>"),
        ("<p>a <small>b</small></p>", "<p>a b</p>"),
        ('<h2>a<small class="footnote">b</small></h2>', "<h2>ab</h2>"),
    ],
)  # fmt: skip
def test_each_thing_has_one_form(pasted, stored):
    assert clean_body(pasted) == stored
    assert clean_body(stored) == stored


def test_no_depth_of_nesting_stops_it():
    for tag in ("div", "b", "ul><li", "blockquote", "table><tr><td", "figure"):
        assert "deep" in clean_body(f"<{tag}>" * 2000 + "deep")


def test_bullets_that_a_program_left_in_the_words_are_taken_off():
    pasted = "".join(
        f"<p style='mso-list:l0 level1 lfo1'><span>·<span>&nbsp; </span></span>{words}</p>"
        for words in ("First point", "Second point")
    )

    assert clean_body(pasted) == (
        "<ul><li><p>First point</p></li><li><p>Second point</p></li></ul>"
    )
