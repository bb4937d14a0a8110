"""Which names of sites could be taken for another site's."""

import pytest

from comments.lookalike_hosts import looks_like_another
from comments.rendering import render_text


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "bücher.example",
        "пример.рф",
        "пример.испытание",
        "сос.рф",
        "новости.example",
        "παράδειγμα.gr",
        "例え.テスト",
        "東京tower.jp",
        "مثال.إختبار",
        "उदाहरण.परीक्षा",
        "xn--bcher-kva.example",
        "кафе-1.example",
    ],
)
def test_names_in_one_alphabet_are_links_as_they_were_written(host):
    address = f"https://{host}/a"

    assert not looks_like_another(host)
    assert f'<a href="{address}"' in render_text(address)
    assert f">{address}</a>" in render_text(address)


@pytest.mark.parametrize(
    "host",
    [
        "аррӏе.com",
        "WWW.аррӏе.com",
        "аpple.com",
        "pаypal.example",
        "яndex.example",
        "gοοgle.example",
        "ѕсоре.example.",
        "login.ѕсоре.example",
        "ehт.рф",
    ],
)
def test_disguised_names_stay_text(host):
    text = f"https://{host}/a"

    assert looks_like_another(host)
    assert "<a " not in render_text(text)
    assert text in render_text(text)
