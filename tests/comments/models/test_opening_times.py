"""What the database refuses of days and hours."""

from datetime import time

import pytest

from comments.models import DiscussionRules
from tests.makers import PUBLISHED_AT, make_edition, make_section, make_thread
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db
SEVEN, ELEVEN = time(7), time(23)


def set_on_thread(**fields):
    return make_thread(article=make_edition().article, **fields)


def test_thread_closes_in_one_way():
    with refused_by("thread_closes_in_one_way"):
        set_on_thread(closes_at=PUBLISHED_AT, close_after=14)


@pytest.mark.parametrize("days", [3651, 32_767])
def test_thread_days_known(days):
    set_on_thread(close_after=0)
    set_on_thread(close_after=3650)

    with refused_by("thread_days_known"):
        set_on_thread(close_after=days)


@pytest.mark.parametrize("hours", [{"open_from": SEVEN}, {"open_until": SEVEN}])
def test_thread_hours_are_two(hours):
    set_on_thread(open_from=SEVEN, open_until=SEVEN)

    with refused_by("thread_hours_are_two"):
        set_on_thread(**hours)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("discussion_rules_mode_known", {"mode": "maybe"}),
        ("discussion_rules_days_known", {"close_after": 0}),
        ("discussion_rules_days_known", {"close_after": 3651}),
        ("discussion_rules_hours_are_two", {"open_from": SEVEN}),
        ("discussion_rules_hours_are_two", {"open_until": SEVEN}),
        ("discussion_rules_hours_differ", {"open_from": SEVEN, "open_until": SEVEN}),
    ],
)
def test_rules_of_a_section_that_mean_nothing(constraint, fields):
    with refused_by(constraint):
        DiscussionRules.objects.create(section=make_section(), **fields)


def test_rules_of_a_section_are_one_row_called_by_it():
    section = make_section(name="Politics")
    rules = DiscussionRules.objects.create(
        section=section, mode="pre", close_after=3650, open_from=SEVEN, open_until=ELEVEN
    )

    with refused_by("comments_discussionrules_pkey"):
        DiscussionRules.objects.create(section=section)
    assert str(rules) == "Comments in Politics"
