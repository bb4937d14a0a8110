"""The record of moderation names states that exist, and one decision for each revision."""

import pytest

from comments.models import Comment, ModerationEvent
from tests.makers import PUBLISHED_AT, make_comment
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def record(comment, **overrides):
    """The hiding of a published comment."""
    fields = {"revision_number": 2, "from_state": "published", "to_state": "hidden"}
    return ModerationEvent.objects.create(
        comment=comment, created_at=PUBLISHED_AT, **fields | overrides
    )


@pytest.mark.parametrize(
    "states", [{"from_state": "liked"}, {"to_state": "liked"}, {"to_state": ""}]
)
def test_moderation_event_states_known(states):
    comment = make_comment()

    with refused_by("moderation_event_states_known"):
        record(comment, **states)


@pytest.mark.parametrize("state", Comment.State.values)
def test_comment_can_begin_in_every_state(state):
    assert record(make_comment(), revision_number=1, from_state="", to_state=state).pk


def test_moderation_event_once_per_revision():
    comment = make_comment()
    record(comment)

    with refused_by("moderation_event_once_per_revision"):
        record(comment, to_state="spam")


def test_every_revision_has_its_decision():
    comment = make_comment()
    record(comment)

    assert record(comment, revision_number=3, from_state="hidden", to_state="published").pk
