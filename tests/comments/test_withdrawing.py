"""Withdrawing: an author takes a comment back, whenever, and the counters know."""

from datetime import timedelta

import pytest

from comments.authorship import Author
from comments.counting import find_drift
from comments.models import Comment, ModerationEvent, Thread
from comments.moderation import approve
from comments.refusals import NotPossible
from comments.refused_changes import NotChangeable, NotTheAuthor
from comments.withdrawing import withdraw
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post

pytestmark = pytest.mark.django_db
ANNA = Author(browser="a")
YEARS_LATER = NOW + timedelta(days=2000)


@pytest.fixture
def comment(article) -> Comment:
    return post(article, browser="a")


@pytest.mark.parametrize("state", ["held", "published", "hidden"])
def test_a_comment_is_taken_back_at_any_time(comment, state):
    Comment.objects.update(state=state)
    Thread.objects.update(visible_count=int(state == "published"))

    withdraw(comment, author=ANNA, now=YEARS_LATER)

    assert stored(comment).state == "withdrawn"
    event = ModerationEvent.objects.latest("pk")
    assert (event.from_state, event.to_state, event.created_at) == (state, "withdrawn", YEARS_LATER)
    assert Thread.objects.get().visible_count == 0
    assert not [drift for drift in find_drift() if drift.stored != drift.counted]


def test_replies_stay(article, comment):
    reply = post(article, parent=comment)

    withdraw(comment, author=ANNA, now=NOW)

    assert stored(reply).state == "published"
    assert Thread.objects.get().visible_count == 1
    assert not list(find_drift())


def test_twice_is_once(comment):
    for _ in range(2):
        withdraw(comment, author=ANNA, now=NOW)

    assert ModerationEvent.objects.filter(to_state="withdrawn").count() == 1


def test_it_is_for_good(comment):
    withdraw(comment, author=ANNA, now=NOW)

    with pytest.raises(NotPossible):
        approve(stored(comment), by=None)


def test_nobody_else_takes_it_back(comment):
    for author in (Author(), Author(browser="b")):
        with pytest.raises(NotTheAuthor):
            withdraw(comment, author=author, now=NOW)


@pytest.mark.parametrize("state", ["rejected", "spam"])
def test_what_a_moderator_has_ended_stays_as_it_was_decided(comment, state):
    Comment.objects.update(state=state)

    with pytest.raises(NotChangeable):
        withdraw(comment, author=ANNA, now=NOW)


def test_a_removal_keeps_its_mark_and_its_reason(comment):
    Comment.objects.update(state="removed", state_reason="Insults")

    with pytest.raises(NotChangeable):
        withdraw(comment, author=ANNA, now=NOW)
