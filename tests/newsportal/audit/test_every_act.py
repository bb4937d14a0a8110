"""No word of the list is dead, and none is without a test that looks for its row."""

import re

import pytest

from newsportal.audit.acts import Act
from tests.repository.project import CODE, sources

LIST = "newsportal/audit/acts.py"


def named_in(*folders):
    paths = [path for path in sources(*folders, suffix=".py") if not path.match(f"*{LIST}")]
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return {name for text in texts for name in re.findall(r"\bAct\.([A-Z_]+)\b", text)}


@pytest.mark.parametrize("act", Act)
def test_every_act_is_recorded_somewhere(act):
    assert act.name in named_in(*CODE), "call record where this is done, or take it off the list"


@pytest.mark.parametrize("act", Act)
def test_a_test_looks_for_the_row_of_every_act(act):
    assert act.name in named_in("tests"), "show in a test that the act writes exactly one row"


def test_the_words_of_an_act_are_plain():
    assert Act.ARTICLE_WARNING_ACCEPTED.words == "Article warning accepted"
