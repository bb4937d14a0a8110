"""Every appeal is answered by another, in words, and what is upheld comes back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from comments import moderation
from comments.appeal_refusals import (
    AnswerMissing,
    AppealDecided,
    AppealMade,
    AppealTooLate,
    AppealTooLong,
    AppealTooShort,
    OwnDecision,
)
from comments.appealing import appeal, decide_appeal, deciders
from comments.models import (
    Appeal,
    ModerationEvent,
    Notice,
    Reader,
    StatementOfReasons,
    Thread,
)
from comments.moderation import decide
from comments.sanctions import impose
from comments.statements import Ground
from newsportal.accounts.roles import Role
from newsportal.audit.acts import Act
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.comments.statements import WHY
from tests.makers import make_staff
from tests.records import acts

pytestmark = pytest.mark.django_db
INSULT = Ground(rule="insult")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def second(db):
    """Another moderator than the one who decided."""
    return make_staff(Role.MODERATOR)


@pytest.fixture
def reader(db):
    return Reader.objects.create(display_name="Anna")


def removed(article, by, **words):
    comment = post(article, reader=words.pop("reader", None))
    fields: dict[str, Any] = {"reason": "You called Ben a fool.", "ground": INSULT}
    return moderation.decide(comment, "remove", by=by, now=NOW, **fields | words)


def test_an_appeal_that_is_upheld_takes_the_removal_back(article, moderator, second, reader):
    comment = removed(article, moderator, reader=reader)
    made = appeal(StatementOfReasons.objects.get(), text=f" {WHY}\r\n", now=NOW)

    decided = decide_appeal(made, is_upheld=True, by=second, words="You are right.", now=NOW)

    assert (decided.outcome, decided.decided_by, decided.text) == ("upheld", second, WHY)
    assert stored(comment).state == "published"
    event = ModerationEvent.objects.order_by("-pk").first()
    assert (event.actor, event.reason) == (second, "The appeal was upheld.")
    assert Act.APPEAL_UPHELD in acts()
    assert "You are right." in Notice.objects.get(kind="appeal").words


@pytest.mark.parametrize("name", ["hide", "reject"])
def test_what_was_hidden_or_rejected_comes_back_too(article, moderator, second, name):
    Thread.objects.create(article=article, mode="pre" if name == "reject" else "post")
    comment = decide(post(article), name, by=moderator, reason="Insults")
    made = appeal(StatementOfReasons.objects.get(), text=WHY, now=NOW)

    decide_appeal(made, is_upheld=True, by=second, words="You are right.")

    assert stored(comment).state == "published"


def test_an_appeal_that_is_dismissed_changes_nothing_else(article, moderator, second):
    comment = removed(article, moderator)
    made = appeal(StatementOfReasons.objects.get(), text=WHY, now=NOW)

    decide_appeal(made, is_upheld=False, by=second, words="It was an insult.", now=NOW)

    assert stored(comment).state == "removed"
    assert Act.APPEAL_DISMISSED in acts()


def test_a_ban_is_ended_by_an_appeal(article, moderator, second, reader):
    ban = impose(reader, "ban", by=moderator, reason="Again.", now=NOW)
    made = appeal(ban.statement, text=WHY, now=NOW)

    decide_appeal(made, is_upheld=True, by=second, words="You are right.", now=NOW)

    assert post(article, reader=reader).state == "published"


def test_nothing_is_reversed_that_is_over(article, moderator, second):
    comment = removed(article, moderator)
    made = appeal(StatementOfReasons.objects.get(), text=WHY, now=NOW)
    moderation.restore(comment, by=second)
    moderation.hide(stored(comment), by=second)

    decide_appeal(made, is_upheld=True, by=second, words="You are right.", now=NOW)

    assert stored(comment).state == "hidden"


def test_whoever_decided_first_answers_no_appeal(article, moderator):
    removed(article, moderator)
    made = appeal(StatementOfReasons.objects.get(), text=WHY, now=NOW)

    with pytest.raises(OwnDecision):
        decide_appeal(made, is_upheld=False, by=moderator, words="No.", now=NOW)

    assert Appeal.objects.get().decided_at is None
    assert deciders(made) == []
    another = make_staff(Role.CHIEF_EDITOR)
    assert deciders(made) == [another]


def test_who_may_answer(article, moderator, outsider):
    removed(article, moderator)
    made = appeal(StatementOfReasons.objects.get(), text=WHY, now=NOW)

    with pytest.raises(PermissionDenied):
        decide_appeal(made, is_upheld=False, by=outsider, words="No.", now=NOW)
    other = make_staff(Role.EDITOR)
    with pytest.raises(PermissionDenied):
        decide_appeal(made, is_upheld=False, by=other, words="No.", now=NOW)
    editor = make_staff(Role.EDITOR, edits=(article.section,))
    assert decide_appeal(made, is_upheld=False, by=editor, words="No.", now=NOW).outcome


def test_an_appeal_is_answered_once_and_with_words(article, moderator, second):
    removed(article, moderator)
    made = appeal(StatementOfReasons.objects.get(), text=WHY, now=NOW)

    for words in (" ", "x" * 1001):
        with pytest.raises(AnswerMissing):
            decide_appeal(made, is_upheld=True, by=second, words=words, now=NOW)
    decide_appeal(made, is_upheld=False, by=second, words="No.", now=NOW)
    with pytest.raises(AppealDecided):
        decide_appeal(made, is_upheld=True, by=second, words="Yes.", now=NOW)


@pytest.mark.parametrize(
    ("text", "after", "refusal"),
    [
        ("Why was that?", 0, AppealTooShort),
        ("words " * 600, 0, AppealTooLong),
        (WHY, 183, AppealTooLate),
    ],
)
def test_an_appeal_that_can_not_be_made(article, moderator, text, after, refusal):
    removed(article, moderator)

    with pytest.raises(refusal):
        appeal(StatementOfReasons.objects.get(), text=text, now=NOW + timedelta(days=after))


def test_a_decision_is_appealed_once(article, moderator):
    removed(article, moderator)
    statement = StatementOfReasons.objects.get()
    appeal(statement, text=WHY, now=NOW)

    with pytest.raises(AppealMade):
        appeal(statement, text=WHY, now=NOW)
