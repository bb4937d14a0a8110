import pytest

from articles.checklist.subheads import empty_section
from tests.articles.checklist.manuscripts import manuscript, words_of


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>One</p><h2>Home</h2>", ["Home"]),
        ("<h2>Home</h2><p> &nbsp;<br></p>", ["Home"]),
        ("<h2>A &amp; <em>B</em></h2><h2>C</h2><p>One</p>", ["A & B"]),
        ("<h3>Small</h3><h2>Large</h2><p>One</p>", ["Small"]),
        ("<h2>Large</h2><h3>Small</h3>", ["Small"]),
        ('<h2>Home</h2><figure data-picture="1"></figure>', []),
        ('<p>One<small class="footnote">two</small></p><h2>Home</h2>', ["Home"]),
        ("<h2>А</h2><h3>Б</h3><h3>В</h3><p>1</p>", ["Б"]),
    ],
)
def test_a_subhead_without_a_section_is_found(body, words):
    assert words_of(empty_section(manuscript(body))) == words


@pytest.mark.parametrize(
    "body",
    [
        "<p>One</p>",
        "<h2>Home</h2><p>One</p>",
        "<h2>Home</h2><ul><li>One</li></ul>",
        "<h2>Large</h2><h3>Small</h3><p>One</p>",
        "<h2>Home</h2><blockquote>One</blockquote>",
    ],
)
def test_a_subhead_with_a_section_is_fine(body):
    assert not list(empty_section(manuscript(body)))
