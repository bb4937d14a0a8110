import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.lines import MAXIMUM_BYTES, UnreadableArticle
from articles.importing.plain_text import parse

WHOLE = """\
A headline

Minsk, Belarus – First paragraph.
A subhead
Second paragraph.
2 Comments
Ann
First text.
Bo
Second text.
"""


def refusal(text: str | bytes) -> UnreadableArticle:
    with pytest.raises(UnreadableArticle) as caught:
        parse(text.encode() if isinstance(text, str) else text)
    return caught.value


def test_every_part_of_a_page_is_understood():
    article = parse(WHOLE.encode())
    assert article.headline == "A headline"
    assert article.dateline == "Minsk, Belarus"
    assert article.paragraphs == ["First paragraph.", "Second paragraph."]
    assert article.subheads == ["A subhead"]
    assert [(one.name, one.text) for one in article.comments] == [
        ("Ann", "First text."),
        ("Bo", "Second text."),
    ]


@pytest.mark.parametrize(
    ("before", "after"), [("\n", "\r\n"), ("\n", "\r"), ("A headline", "\ufeffA headline")]
)
def test_line_ends_and_a_byte_order_mark_mean_nothing(before, after):
    assert parse(WHOLE.replace(before, after).encode()) == parse(WHOLE.encode())


@pytest.mark.parametrize(
    ("paragraph", "dateline"),
    [
        ("Minsk, Belarus – The first words.", "Minsk, Belarus"),
        ("New York — “The first words.”", "New York"),
        ("Washington, D.C. - The first words.", "Washington, D.C."),
        ("KYIV -- The first words.", "KYIV"),
        ("Rio de Janeiro, Brazil – 31 people came.", "Rio de Janeiro, Brazil"),
        ("The pardon – a surprise – came late.", ""),
        ("President Lukashenko – who rules – spoke.", ""),
        ("He said it – Not again.", ""),
        ("No dash at all.", ""),
        ("One Two Three Four Five Six Seven – Words.", ""),
        ("Minsk–Kyiv – no sentence follows.", ""),
    ],
)
def test_a_dateline_is_told_from_an_aside(paragraph, dateline):
    article = parse(f"Headline\n{paragraph}\n".encode())
    assert article.dateline == dateline
    assert (dateline in article.paragraphs[0]) is (dateline == "")


@pytest.mark.parametrize(
    ("lines", "subheads"),
    [
        (["First.", "Short line", "Text."], ["Short line"]),
        (["Short line", "Text."], []),
        (["First.", "Short line"], []),
        (["First.", "A question?", "Text."], []),
        (["First.", "He said “yes”", "Text."], []),
        (["First.", "One", "Two", "Text."], ["Two"]),
        (["First.", "x" * 81, "Text."], []),
    ],
)
def test_subheads_are_short_lines_before_a_paragraph(lines, subheads):
    assert parse("\n".join(["Headline", *lines]).encode()).subheads == subheads


@pytest.mark.parametrize("count_line", ["1 Comment", "1 comments", "1 COMMENT"])
def test_the_line_that_counts_is_read_in_any_form(count_line):
    assert len(parse(f"Headline\nText.\n{count_line}\nAnn\nHello.".encode()).comments) == 1


def test_a_comment_may_look_like_a_count():
    article = parse(b"Headline\nText.\n1 Comment\nAnn\n3 Comments")
    assert article.comments[0].text == "3 Comments"


def test_no_comments_is_no_mistake():
    assert parse(b"Headline\nText.\n0 Comments").comments == ()


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "The file is empty."),
        (" \n\n", 1, "The file is empty."),
        ("Headline", 1, "The body is empty."),
        ("Headline\n\n1 Comment\nAnn\nHello", 3, "The body is empty."),
        ("x" * 201 + "\nText.", 1, "The headline has 201 characters."),
        ("H\nText.\n2 Comments\nAnn\nHello", 3, "announces 2 comments, but 1 follow"),
        ("H\nText.\n1 Comment\nAnn\nHello\nBo\nHi", 3, "announces 1 comments, but 2 follow"),
        ("H\nText.\n1,000 Comments\nAnn\nHello", 3, "announces 1000 comments, but 1 follow"),
        ("H\nText.\n1 Comment\nAnn", 4, "“Ann” has no text below it."),
        (f"H\nText.\n1 Comment\n{'n' * 51}\nHello", 4, "name of a comment's author has 51"),
        (f"H\nText.\n1 Comment\nAnn\n{'t' * 5001}", 5, "The comment has 5,001 characters."),
        ("H\nText\x00 here.", 2, "There is a NUL character."),
        ("H\nText\x1b here.", 2, "There is a control character U+001B."),
        (b"H\n\nText \xff here.", 3, "The byte 0xff is not UTF-8."),
        (b"H\nText." + b"x" * MAXIMUM_BYTES, 1, "an article has at most 2,097,152"),
    ],
    ids=range(15),
)
def test_what_can_not_be_read_is_refused_with_line_and_reason(text, line, reason):
    error = refusal(text)
    assert error.line == line
    assert reason in error.reason
    assert error.remedy


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(raw):
    try:
        article = parse(raw)
    except UnreadableArticle as refused:
        lines = raw.count(b"\n") + raw.count(b"\r") + 1
        if not 1 <= refused.line <= lines:
            pytest.fail(f"line {refused.line} of {lines}")
    else:
        assert article.headline.strip()
        assert article.blocks
