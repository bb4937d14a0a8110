"""A search reads by the index of words and days, however many stories have the words."""

from datetime import timedelta

import pytest
from django.test import Client

from articles.search import CANDIDATES, RESULTS_ON_A_PAGE, find
from tests.indexes.newspaper import NOW
from tests.indexes.plans import FEW, USES, assert_reads_by, explained, explaining

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newspaper", "today")]


@pytest.mark.parametrize(
    "query", ["common", "common words story", "common -rare", "rare or common"]
)
def test_of_common_words_the_newest_matches_are_read_and_no_others(query):
    """Every story has them: the spans of days before the last that is ranked are never looked into."""
    steps = explained(lambda: find(query, at=NOW))

    assert_reads_by({"search_entry_by_days"}, steps, rows=2 * CANDIDATES + FEW)


def test_each_match_of_a_rare_word_is_read_once_and_no_older_ones_are_looked_for():
    """Twenty editions of fifteen stories, where they match and, those visible, where they are shown.

    And one probe each for the newest and the oldest story.
    """
    steps = explained(lambda: find("rare", at=NOW))

    assert_reads_by({"search_entry_by_days"}, steps, rows=20 + 15 + 2)


def test_a_paper_that_rests_is_searched_from_its_newest_story():
    """After ten years no span has enough matches but one that has all."""
    steps = explained(lambda: find("common", at=NOW + timedelta(days=3_650)))

    assert_reads_by({"search_entry_by_days"}, steps, rows=2 * CANDIDATES + FEW)


@pytest.mark.parametrize("continued", [1, 20])
def test_older_matches_are_read_from_the_place_where_the_search_goes_on(continued):
    """And those after it in its own day, but not in the spans that follow."""
    before = None
    for _ in range(continued):
        before = find("common", at=NOW, before=before).oldest

    steps = explained(lambda: find("common", at=NOW, before=before))

    assert_reads_by({"search_entry_by_days"}, steps, rows=2 * CANDIDATES + FEW)


def test_what_is_older_than_all_spans_is_found_by_its_words(monkeypatch):
    """By the plan that a connection keeps: it must not go through the past."""
    monkeypatch.setattr("articles.spans.LENGTHS", 0)
    for _ in range(USES):
        find("rare", at=NOW)

    with explaining() as steps:
        found = find("rare", at=NOW)

    assert found.total == 15
    assert_reads_by({"search_entry_by_days"}, steps, rows=20 + 15 + 2)


def test_common_words_are_so_looked_for_however_often_others_were():
    """A statement that was asked often may be planned for any word: for one that is rare."""
    for _ in range(USES):
        find("rare", at=NOW)

    with explaining() as steps:
        find("common", at=NOW)

    assert_reads_by({"search_entry_by_days"}, steps, rows=2 * CANDIDATES + FEW)


def test_names_near_to_a_word_are_found_by_their_trigrams_in_a_small_paper_too():
    """The planner would rather compare all of some hundreds of names, which takes ten times as long."""
    with explaining() as steps:
        Client().get("/search/?q=perso")

    assert {"person_name_near", "organisation_name_near"} <= {step.index for step in steps}


def test_last_page_of_results_reads_no_more_than_the_first():
    steps = explained(lambda: find("common", at=NOW, page=CANDIDATES // RESULTS_ON_A_PAGE))

    assert_reads_by({"search_entry_by_days"}, steps, rows=2 * CANDIDATES + FEW)


def test_names_that_have_the_words_are_found_by_them_and_no_letters_are_compared():
    with explaining() as steps:
        Client().get("/search/?q=person+70")

    used = {step.index for step in steps}
    assert {"person_name_words", "organisation_name_words"} <= used
    assert not {"person_name_near", "organisation_name_near"} & used
