"""JSON-LD blocks say what they are given and can't end early."""

import json
from datetime import UTC, datetime

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from articles.markup.structured_data import linked_data

START, END = '<script type="application/ld+json">', "</script>"


def contents(block):
    """What a machine reads in the block; fails where the element's frame is not as written."""
    assert block.startswith(START)
    assert block.endswith(END)
    return json.loads(block.removeprefix(START).removesuffix(END))


def test_data_arrive_as_they_were():
    data = {"@type": "NewsArticle", "headline": "Ёлка – “x”", "author": [{"name": "A"}]}

    assert contents(linked_data(data)) == data


def test_another_part_of_the_page_adds_what_it_knows():
    assert contents(linked_data({"headline": "H"}, commentCount=7)) == {
        "headline": "H",
        "commentCount": 7,
    }


def test_letters_of_all_scripts_stay_readable():
    assert "Минск" in linked_data({"contentLocation": "Минск"})


def test_dates_are_written_in_the_machines_form():
    published = datetime(2025, 11, 22, 12, 5, tzinfo=UTC)

    assert contents(linked_data({"datePublished": published})) == {
        "datePublished": "2025-11-22T12:05:00Z"
    }


@pytest.mark.parametrize("text", ["</script><b>", "<!--", "&lt;", "\u2028\u2029"])
def test_nothing_in_the_data_ends_the_element(text):
    block = linked_data({"headline": text})

    assert not set("<>&\u2028\u2029") & set(block.removeprefix(START).removesuffix(END))
    assert contents(block) == {"headline": text}


@given(st.dictionaries(st.text(), st.text() | st.none() | st.lists(st.text())))
def test_any_text_comes_back_unchanged(data):
    assert contents(linked_data(data)) == data


def test_the_block_is_not_escaped_again_in_a_template():
    text = engines["jinja2"].from_string("{{ linked_data(data) }}")

    assert contents(text.render({"data": {"name": "O'Neil & <i>"}})) == {"name": "O'Neil & <i>"}
