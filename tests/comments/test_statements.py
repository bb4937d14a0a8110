"""Every decision against an author is written with its reasons."""

from datetime import timedelta
from typing import Any

import pytest

from comments import moderation
from comments.models import (
    ModerationEvent,
    Notice,
    Reader,
    StatementOfReasons,
    Thread,
)
from comments.moderation import decide
from comments.refusals import ReasonMissing
from comments.sanctions import impose
from comments.statements import Ground, decision_on
from tests.comments.conftest import NOW
from tests.comments.posting import post

pytestmark = pytest.mark.django_db
INSULT = Ground(rule="insult")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def reader(db):
    return Reader.objects.create(display_name="Anna")


def removed(article, by, **words):
    comment = post(article, reader=words.pop("reader", None))
    fields: dict[str, Any] = {"reason": "You called Ben a fool.", "ground": INSULT}
    return moderation.decide(comment, "remove", by=by, now=NOW, **fields | words)


def test_a_removal_states_its_reasons(article, moderator):
    comment = removed(article, moderator)

    statement = StatementOfReasons.objects.get()
    assert decision_on(comment) == statement
    assert (statement.restriction, statement.where) == ("removed", "This comment")
    assert statement.rule == "It insults or bullies somebody"
    assert statement.explanation == "You called Ben a fool."
    assert statement.facts.startswith("Your comment of 22 November 2025, 19:00")
    assert (statement.decided_by, statement.created_at) == (moderator, NOW)
    assert (statement.follows_notice, statement.is_detected_by_program) == (False, False)
    assert statement.appeal_until == NOW + timedelta(days=183)


def test_readers_see_the_class_and_the_author_the_words(article, moderator):
    comment = removed(article, moderator)

    assert comment.state_reason == "It insults or bullies somebody"
    assert ModerationEvent.objects.get(to_state="removed").reason == "You called Ben a fool."


@pytest.mark.parametrize("law", ["§ 185 of the criminal code"])
def test_a_law_is_named_to_the_author_alone(article, moderator, law):
    comment = removed(article, moderator, ground=Ground(law=law))

    assert comment.state_reason == "Against the law"
    assert StatementOfReasons.objects.get().law == law


def test_a_house_rule_explains_itself_unless_it_says_nothing(article, moderator):
    removed(article, moderator, reason="")
    assert StatementOfReasons.objects.get().explanation == "It insults or bullies somebody"

    with pytest.raises(ReasonMissing):
        removed(article, moderator, reason="", ground=Ground(rule="other"))


@pytest.mark.parametrize(
    ("name", "owed"),
    [("approve", 0), ("hide", 1), ("remove", 1), ("reject", 1), ("mark_spam", 0)],
)
def test_who_is_owed_reasons(article, moderator, name, owed):
    Thread.objects.create(article=article, mode="pre" if name in {"approve", "reject"} else "post")

    decide(post(article), name, by=moderator, reason="Insults")

    assert StatementOfReasons.objects.count() == owed


def test_what_the_site_hides_by_itself_says_so(article):
    hidden = moderation.hide(post(article), by=None)

    statement = decision_on(hidden)
    assert statement is not None
    assert statement.is_decided_by_program
    assert statement.is_detected_by_program
    assert statement.explanation == "A moderator is going to look at it and decide."


def test_an_author_with_an_account_is_told(article, moderator, reader):
    removed(article, moderator, reader=reader)

    assert [(one.kind, one.words) for one in Notice.objects.all()] == [
        ("decision", "You called Ben a fool.")
    ]


def test_a_sanction_states_its_reasons(article, moderator, reader):
    ban = impose(
        post(article, reader=reader), "ban", by=moderator, reason="Again.", ground=INSULT, now=NOW
    )

    statement = StatementOfReasons.objects.get()
    assert (statement.sanction, statement.restriction) == (ban, "ban")
    assert (statement.where, statement.until) == ("On the whole site", None)
    assert (statement.rule, statement.explanation) == ("It insults or bullies somebody", "Again.")
    assert Notice.objects.get().words == "The newsroom has ended your right to comment."
