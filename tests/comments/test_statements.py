"""Every decision against an author is written with its reasons, and every appeal answered by another."""

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
    Report,
    StatementOfReasons,
    Thread,
)
from comments.moderation import decide, undo
from comments.refusals import NothingToUndo, NotPossible, ReasonMissing, StaleDecision
from comments.sanctions import impose
from comments.statements import Ground, decision_on
from newsportal.accounts.roles import Role
from newsportal.audit.acts import Act
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.comments.reports import file_report
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


@pytest.mark.parametrize(
    ("way", "back"),
    [
        (["hide"], "published"),
        (["hide", "approve"], "hidden"),
        (["remove"], "published"),
        (["mark_spam"], "published"),
        (["remove", "restore"], "removed"),
        (["hide", "remove"], "hidden"),
    ],
)
def test_the_last_decision_is_taken_back(article, moderator, way, back):
    comment = post(article)
    for name in way:
        comment = decide(comment, name, by=moderator, reason="Words", ground=INSULT, now=NOW)

    undone = undo(comment, by=moderator, now=NOW + MINUTE)

    assert undone.state == back
    event = ModerationEvent.objects.order_by("-pk").first()
    assert (event.to_state, event.actor) == (back, moderator)
    assert Act.COMMENT_DECISION_UNDONE in acts()
    if back in {"removed", "hidden"}:
        assert undone.state_reason == "It insults or bullies somebody"
        assert decision_on(undone).explanation == "Words"


def test_what_is_not_taken_back_in_passing(article, moderator, second):
    comment = decide(post(article), "hide", by=moderator, now=NOW)

    with pytest.raises(NothingToUndo):
        undo(comment, by=second, now=NOW)
    with pytest.raises(NothingToUndo):
        undo(comment, by=moderator, now=NOW + 16 * MINUTE)
    undone = undo(comment, by=moderator, now=NOW + 15 * MINUTE)
    with pytest.raises(StaleDecision):
        undo(comment, by=moderator, now=NOW)
    again = undo(undone, by=moderator, now=NOW + 15 * MINUTE)
    assert again.state == "hidden"


def test_a_reported_comment_is_kept_and_its_reporter_told(article, moderator, reader):
    comment = post(article)
    file_report(comment, reader=reader)

    moderation.keep(comment, by=moderator, now=NOW)

    assert stored(comment).state == "published"
    report = Report.objects.get()
    assert (report.state, report.decided_by) == ("dismissed", moderator)
    assert Notice.objects.get().kind == "report"
    assert acts().count(Act.COMMENT_KEPT) == 1
    with pytest.raises(NotPossible):
        moderation.keep(comment, by=moderator, now=NOW)


@pytest.mark.parametrize(
    ("name", "state"), [("hide", "open"), ("remove", "upheld"), ("mark_spam", "upheld")]
)
def test_a_decision_settles_what_was_reported(article, moderator, reader, name, state):
    comment = post(article)
    file_report(comment, reader=reader)

    decide(comment, name, by=moderator, reason="Insults", now=NOW)

    assert Report.objects.get().state == state
    assert all(one.follows_notice for one in StatementOfReasons.objects.all())


def test_a_new_comment_has_no_decision_to_take_back(article, moderator):
    with pytest.raises(NothingToUndo):
        undo(post(article), by=moderator, now=NOW)
