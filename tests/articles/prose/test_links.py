import pytest

from articles.prose.links import address_of


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/a?b=1#c",
        "http://example.org",
        "https://xn--80ak6aa92e.com/",
        "https://пример.рф/стр",
        "https://127.0.0.1:8000/x",
        "http://localhost:8000/",
        "http://[2001:db8::1]/",
        "mailto:ann@example.org?subject=Hello",
        "/politics/",
        "/search/?q=a&page=2",
        "#the-deal",
        "article:12",
        "person:3",
        "organisation:4",
        "section:5",
    ],
)
def test_an_address_stays_as_it_is(href):
    assert address_of(href) == href


@pytest.mark.parametrize(
    "href",
    [
        "",
        "example",
        "htp://example.org/",
        "https://",
        "https://exa mple.org/",
        "https://-example.org/",
        "https:///path",
        "http://[broken/",
        "javascript:alert(1)",
        "data:text/html,x",
        "java\nscript:alert(1)",
        "//example.org/",
        "/\\example.org/",
        "other-story/",
        "mailto:ann",
        "article:0",
        "article:012",
        "comment:1",
        "#_ftn1",
        "#_Toc123",
        "file:///D:/story.docx",
        f"https://example.org/{'a' * 2000}",
    ],
)
def test_what_is_no_address_is_none(href):
    assert address_of(href) == ""


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        (" https://example.org/\n", "https://example.org/"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("https://example.org/?utm_source=x&utm_medium=y", "https://example.org/"),
        ("https://example.org/?id=7&fbclid=abc#top", "https://example.org/?id=7#top"),
        ("https://example.org/?q=a+b", "https://example.org/?q=a+b"),
        (
            "https://www.google.com/url?q=https://example.org/a%3Fb%3D1&sa=D",
            "https://example.org/a?b=1",
        ),
        (
            "https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fexample.org%2F",
            "https://example.org/",
        ),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F%3Ffbclid%3D1&h=A",
            "https://example.org/",
        ),
        (
            "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F&data=05",
            "https://example.org/",
        ),
        (
            "https://www.google.com/url?q=https://www.google.com/url?q=https://example.org/",
            "https://example.org/",
        ),
        (
            "https://www.google.com/url?q=javascript:alert(1)",
            "https://www.google.com/url?q=javascript:alert(1)",
        ),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ('https://example.org/"x"', "https://example.org/%22x%22"),
    ],
)
def test_detours_and_what_follows_readers_are_taken_off(href, kept):
    assert address_of(href) == kept
    assert address_of(kept) == kept
