"""Moderators and readers at the same moment, over real connections: the counters stay exact."""

import random
from functools import partial

import pytest

from articles.models import Article
from comments import moderation
from comments.counting import find_drift
from comments.models import Comment, ModerationEvent, Thread
from comments.moderation import DECISIONS, decide
from comments.refusals import DecisionRefused, StaleDecision
from newsportal.accounts.models import User
from newsportal.accounts.roles import Role
from tests.comments.conftest import stored
from tests.comments.posting import post
from tests.comments.simultaneously import simultaneously
from tests.makers import make_edition, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 6
STEPS = 15


def make_moderator() -> User:
    return make_staff(Role.MODERATOR)


def test_of_two_moderators_one_decides():
    comment, by = post(make_edition().article), make_moderator()

    results = simultaneously(
        [
            partial(moderation.remove, comment, by=by, reason="Insults"),
            partial(moderation.hide, comment, by=by),
        ]
    )

    assert sum(isinstance(one, StaleDecision) for one in results) == 1
    decided = next(one for one in results if isinstance(one, Comment))
    assert stored(comment).state == decided.state
    assert ModerationEvent.objects.count() == 2


def work(seed: int, articles: list[Article], by: User) -> int:
    """Post and decide at random; how many decisions and comments came through."""
    chance = random.Random(seed)  # noqa: S311 -- reproducible, not secret
    done = 0
    for _ in range(STEPS):
        comments = list(Comment.objects.order_by("pk"))
        if not comments or chance.random() < 0.3:
            post(chance.choice(articles))
            done += 1
            continue
        try:
            decide(chance.choice(comments), chance.choice(list(DECISIONS)), by=by, reason="Insults")
        except DecisionRefused:
            continue
        done += 1
    return done


def test_random_decisions_at_once_leave_the_counters_exact():
    articles = [make_edition().article for _ in range(2)]
    by = make_moderator()

    done = simultaneously([partial(work, seed, articles, by) for seed in range(WORKERS)])

    assert sum(done) > WORKERS * STEPS / 4
    assert sum(done) == ModerationEvent.objects.count()
    assert list(find_drift()) == []
    for thread in Thread.objects.all():
        published = Comment.objects.published().filter(thread=thread)
        assert thread.visible_count == published.count()
