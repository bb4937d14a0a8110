"""What a rule would have done with past comments, as its page shows it."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.safestring import SafeString

from comments.models import BackTest, Comment, Rule
from comments.rules.marking import marked_excerpt
from newsportal.accounts.models import User
from newsportal.accounts.rights import allowed

SHOWN = 10
DONE = {"hold": "held", "reject": "refused", "nudge": "asked the authors of"}


@dataclass(frozen=True)
class Example:
    """A comment that the rule would have met."""

    comment: Comment
    address: str
    words: str
    excerpt: SafeString


@dataclass(frozen=True)
class Trial:
    """The newest trial of a rule. `is_of_now`: the rule still says what was tried."""

    test: BackTest
    is_of_now: bool
    met: int
    approved: int
    done: str
    approved_examples: list[Example] = field(default_factory=list)
    other_examples: list[Example] = field(default_factory=list)


def trial_of(rule: Rule, user: AbstractBaseUser | AnonymousUser) -> Trial | None:
    """The newest trial with those of its examples that somebody may view; None before the first."""
    test = BackTest.objects.filter(rule=rule).order_by("-pk").first()
    if test is None:
        return None
    examples = _examples(test, user)
    published = Comment.State.PUBLISHED
    return Trial(
        test=test,
        is_of_now=test.rule_version == rule.version,
        met=sum(test.outcome.values()),
        approved=test.outcome.get(published, 0),
        done=DONE[rule.action],
        approved_examples=[one for one in examples if one.comment.state == published][:SHOWN],
        other_examples=[one for one in examples if one.comment.state != published][:SHOWN],
    )


def _examples(test: BackTest, user: Any) -> list[Example]:
    rows = Comment.objects.filter(pk__in=[kept["comment"] for kept in test.examples])
    visible = allowed(rows, user, "comment.view") if isinstance(user, User) else rows.none()
    comments = visible.in_bulk()
    return [
        Example(
            comment=comment,
            address=reverse("admin:comments_comment_change", args=[comment.pk]),
            words=kept["words"],
            excerpt=marked_excerpt(comment.text, kept["spans"]),
        )
        for kept in test.examples
        if (comment := comments.get(kept["comment"])) is not None
    ]
