"""Taking the last decision back, and keeping what was reported."""

from datetime import timedelta

import pytest

from comments import moderation
from comments.models import (
    ModerationEvent,
    Notice,
    Reader,
    Report,
    StatementOfReasons,
)
from comments.moderation import decide, undo
from comments.refusals import NothingToUndo, NotPossible, StaleDecision
from comments.statements import Ground, decision_on
from newsportal.accounts.roles import Role
from newsportal.audit.acts import Act
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.comments.reports import file_report
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
