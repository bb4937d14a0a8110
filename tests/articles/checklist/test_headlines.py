import pytest

from articles.checklist.headlines import headline_length
from tests.articles.checklist.manuscripts import manuscript


@pytest.mark.parametrize("length", [8, 110])
def test_a_headline_has_room(length):
    assert not list(headline_length(manuscript(headline="Ż" * length)))


@pytest.mark.parametrize(
    ("length", "said"), [(7, "7 char"), (1, "1 character "), (111, "111 char")]
)
def test_a_headline_that_is_too_short_or_too_long_is_found(length, said):
    (finding,) = headline_length(manuscript(headline="Ż" * length))

    assert said in finding.problem
    assert finding.field == "headline"
