"""Moderators and readers at the same moment, over real connections: the counters stay exact."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.db.models import Q
from django.utils import timezone

from articles.models import Article
from comments import moderation
from comments.authorship import Author
from comments.counting import find_drift
from comments.editing import edit_comment
from comments.filing import Complaint, Reporter, report_comment
from comments.house_rules import HouseRule
from comments.models import Comment, ModerationEvent, Thread, Waiting
from comments.moderation import DECISIONS, decide
from comments.picking import pick
from comments.refusals import DecisionRefused, PostingRefused, ReportRefused, StaleDecision
from comments.refused_changes import ChangeRefused
from comments.withdrawing import withdraw
from newsportal.accounts.models import User
from newsportal.accounts.roles import Role
from tests.comments.conftest import stored
from tests.comments.posting import post
from tests.comments.simultaneously import simultaneously
from tests.makers import make_edition, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 6
STEPS = 100
REFUSED = (DecisionRefused, PostingRefused, ChangeRefused, ReportRefused)


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


@dataclass
class Somebody:
    """A reader and a moderator in one, who do what comes into their heads."""

    chance: random.Random
    articles: list[Article]
    by: User
    browser: str
    done: int = 0

    def work(self, steps: int) -> int:
        """Take so many steps; how many of them came through."""
        acts: list[Callable[[], object]] = [
            self.post,
            self.answer,
            self.decide,
            self.undo,
            self.edit,
            self.withdraw,
        ]
        weights = [3, 2, 10, 2, 2, 1]
        for _ in range(steps):
            try:
                self.chance.choices(
                    [*acts, self.report, self.keep, self.pick], [*weights, 2, 2, 1]
                )[0]()
            except REFUSED:
                continue
            self.done += 1
        return self.done

    def some_comment(self) -> Comment:
        comments = list(Comment.objects.order_by("-pk")[:60])
        return self.chance.choice(comments) if comments else self.post()

    def post(self, **answering: Any) -> Comment:
        article = answering.pop("article", None) or self.chance.choice(self.articles)
        return post(article, browser=self.browser, **answering)

    def answer(self) -> None:
        parent = self.some_comment()
        self.post(article=Article(pk=parent.thread_id), parent=parent)

    def decide(self) -> None:
        name = self.chance.choice(list(DECISIONS))
        decide(self.some_comment(), name, by=self.by, reason="Insults")

    def undo(self) -> None:
        moderation.undo(self.some_comment(), by=self.by)

    def edit(self) -> None:
        comment, author = self.some_comment(), Author(browser=self.browser)
        text = f"Other words {self.chance.random()}"
        edit_comment(comment, text=text, author=author, now=comment.created_at)

    def withdraw(self) -> None:
        author = Author(browser=self.browser)
        withdraw(self.some_comment(), author=author, now=timezone.now())

    def report(self) -> None:
        reporter = Reporter(key=f"{self.browser} {self.done}", address_key=self.browser)
        said = Complaint(HouseRule.INSULT)
        report_comment(self.some_comment(), said, reporter=reporter, now=timezone.now())

    def keep(self) -> None:
        moderation.keep(self.some_comment(), by=self.by)

    def pick(self) -> None:
        pick(self.some_comment(), by=self.by, now=timezone.now())


def test_all_that_happens_at_once_leaves_the_counters_exact():
    """Over real connections, with every kind of act that changes a comment."""
    articles = [make_edition().article for _ in range(3)]
    Thread.objects.create(article=articles[2], mode="pre")
    crowd = [
        Somebody(random.Random(seed), articles, make_moderator(), f"browser {seed}")  # noqa: S311 -- reproducible, not secret
        for seed in range(WORKERS)
    ]

    done = simultaneously([partial(one.work, STEPS) for one in crowd])

    assert [one for one in done if isinstance(one, Exception)] == []
    assert sum(done) > WORKERS * STEPS / 4
    assert list(find_drift()) == []
    for thread in Thread.objects.all():
        published = Comment.objects.published().filter(thread=thread)
        assert thread.visible_count == published.count()
    _check_that_all_is_there()


def _check_that_all_is_there() -> None:
    """Each comment is in the state that its last event says; what waits waits; reasons are stated."""
    for comment in Comment.objects.prefetch_related("events"):
        last = max(comment.events.all(), key=lambda event: event.pk)
        assert last.to_state == comment.state
    reported = Q(state="published", reports__state="open")
    due = Comment.objects.filter(Q(state__in=["held", "hidden"]) | reported).distinct()
    assert set(due.values_list("pk", flat=True)) == set(
        Waiting.objects.values_list("pk", flat=True)
    )
    removed = Comment.objects.filter(state="removed", statements__isnull=True)
    assert not removed.exists()
