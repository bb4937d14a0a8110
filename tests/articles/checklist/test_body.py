import pytest

from articles.checklist.body import Link, blocks_of


def texts(body):
    return [(block.level, block.text) for block in blocks_of(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One</p><p>two</p>", [(0, "One"), (0, "two")]),
        ("<h2>Home</h2><p>By <strong>b<em>us</em></strong></p>", [(2, "Home"), (0, "By bus")]),
        ("<ul><li>One</li><li><p>two</p></li></ul>", [(0, "One"), (0, "two")]),
        ("<blockquote><p>Said</p>then</blockquote>", [(0, "Said"), (0, "then")]),
        ("<p>One<br>two &amp; three</p>", [(0, "One two & three")]),
        ("Bare words <strong>too</strong><p>One</p>", [(0, "Bare words too"), (0, "One")]),
        ("<h3></h3><p> </p><p>\u00a0</p>", []),
        ("<script>x</script>", []),
    ],
    ids=["paragraphs", "marks", "list", "quotation", "entities", "bare", "empty", "nothing"],
)
def test_a_body_is_read_block_by_block(body, expected):
    assert texts(body) == expected


def test_links_are_kept_with_the_words_they_stand_on():
    (block,) = blocks_of('<p>See <a href="/world/">the <em>wide</em>\n world</a>.</p>')

    assert block.links == [Link("/world/", "the wide world")]
    assert block.text == "See the wide world."


def test_what_stands_apart_from_the_running_text_says_where():
    blocks = blocks_of(
        '<p>One<small class="footnote">two <a href="/x/">three</a></small> four</p>'
        '<figure class="pull-quote"><blockquote>five</blockquote><figcaption>six</figcaption></figure>'
        '<figure data-picture="7"><figcaption>eight</figcaption></figure>'
        "<table><caption>nine</caption><tr><th>ten</th><td>eleven</td></tr></table>"
    )

    assert [(block.place, block.text, block.picture) for block in blocks] == [
        ("", "One four", None),
        ("Footnote 1", "two three", None),
        ("Pull quote", "five", None),
        ("Caption", "six", None),
        ("Picture", "", 7),
        ("Caption", "eight", None),
        ("", "ten", None),
        ("", "eleven", None),
        ("Caption", "nine", None),
    ]
    assert blocks[1].links == [Link("/x/", "three")]
