"""What the front page and its desk ask of a large paper stays within a bound, whatever came before."""

from datetime import timedelta

import pytest

from articles.arranging.stories import NEWEST, find_stories
from articles.front import read_placed
from articles.models.placement import FRONT_PAGE
from articles.search import CANDIDATES
from newsportal.accounts.roles import Role
from tests.indexes.newspaper import NOW
from tests.indexes.plans import LARGE, USES, explaining
from tests.makers import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newspaper", "today")]


def assert_reads(steps, *, index, rows):
    assert not [step for step in steps if step.table in LARGE and step.kind == "Seq Scan"]
    assert sum(step.rows for step in steps if step.table in LARGE) <= rows
    assert index in {step.index for step in steps}


@pytest.mark.parametrize("age", [timedelta(), timedelta(days=300), timedelta(days=600)])
def test_what_stood_on_a_page_is_read_by_index(age):
    for _ in range(USES):
        assert len(read_placed(FRONT_PAGE, at=NOW - age)) == 10

    with explaining() as steps:
        read_placed(3, at=NOW - age)

    assert_reads(steps, index="placement_one_story_per_slot", rows=100)


@pytest.mark.parametrize("words", ["Headline 149", "Headline 7", "number7 story", "nobody"])
def test_finding_a_story_reads_the_newest_headlines_and_then_as_a_search(words):
    chief = make_staff(Role.CHIEF_EDITOR)

    with explaining() as steps:
        find_stories(words, user=chief, at=NOW, now=NOW)

    # The candidates of each, the editions of those, and the few that are named.
    assert_reads(steps, index="edition_newest", rows=2 * NEWEST + 2 * CANDIDATES + 200)


def test_a_story_is_found_by_its_address():
    chief = make_staff(Role.CHIEF_EDITOR)
    path = "/section-2/2024/01/01/story-601/"

    for asked in (path, f"https://news.example.org{path}"):
        with explaining() as steps:
            found = find_stories(asked, user=chief, at=NOW, now=NOW)

        assert found[0].key == 601
        assert_reads(steps, index="edition_number_unique", rows=20)
