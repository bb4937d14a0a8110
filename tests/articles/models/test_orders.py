"""Every list has an order that no two rows share, so a page ends where the next begins."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Affiliation, Edition, Organisation, Person, Placement, Section
from comments.admin.comment import CommentAdmin
from comments.models import Comment
from tests.makers import PUBLISHED_AT, make_edition

HOURS = st.lists(st.integers(0, 3), min_size=1, max_size=5)


ORDERS = {
    "roles": Affiliation.objects.latest_first(),
    "moderators' list": Comment.objects.order_by(*CommentAdmin.ordering),
    "comments": Comment.objects.oldest_first(),
    "organisations": Organisation.objects.by_name(),
    "people": Person.objects.by_name(),
    "placements": Placement.objects.in_slot_order(),
    "sections": Section.objects.in_navigation_order(),
}


@pytest.mark.parametrize("name", ORDERS)
def test_order_is_total(name):
    assert ORDERS[name].totally_ordered


def pages(rows, size, key, following):
    """All pages of a list, each begun after the last row of the one before."""
    found, page = [], list(rows[:size])
    while page:
        found.append(page)
        page = list(following(*key(page[-1]))[:size])
    return found


@pytest.mark.django_db
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hours=HOURS, size=st.integers(1, 4))
def test_pages_of_editions_neither_skip_nor_repeat(hours, size):
    for hour in hours:
        make_edition(at=PUBLISHED_AT + timedelta(hours=hour))
    visible = Edition.objects.visible(at=PUBLISHED_AT + timedelta(days=1)).newest_first()

    found = pages(
        visible,
        size,
        lambda row: (row.published_at, row.article_id),
        lambda *key: visible.before(*key),
    )

    assert [row for page in found for row in page] == list(visible)
    assert all(len(page) == size for page in found[:-1])
