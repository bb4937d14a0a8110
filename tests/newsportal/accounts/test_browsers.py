"""What a list of sessions calls a browser."""

import pytest

from newsportal.accounts.browsers import browser_words

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Safari/604.1"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (CHROME, "Chrome on Linux"),
        (f"{CHROME} Edg/142.0", "Edge on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Windows",
        ),
        (IPHONE, "Safari on iPhone"),
        ("Lynx/2.9", "Lynx/2.9"),
        ("x" * 100, "x" * 60),
        ("", "A browser that doesn’t say which"),
    ],
)
def test_a_browser_is_called_by_its_name_and_system(user_agent, words):
    assert browser_words(user_agent) == words
