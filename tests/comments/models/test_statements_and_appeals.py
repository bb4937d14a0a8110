"""What the database refuses of statements of reasons, appeals and changes of state."""

from datetime import timedelta
from typing import Any

import pytest

from comments.models import Appeal, Comment, ModerationEvent, StatementOfReasons
from comments.models.transitions import TRANSITIONS
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.comments.statements import WHY, make_appeal, make_statement
from tests.makers import PUBLISHED_AT, make_comment, make_user
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db
ANSWER = {"outcome": "upheld", "words": "You are right.", "decided_at": NOW}


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("statement_about_one_decision", {"event": None}),
        ("statement_restriction_known", {"restriction": "jailed"}),
        ("statement_of_one_ground", {"law": "§ 185", "rule": "No insults"}),
        ("statement_explains", {"explanation": " "}),
        ("statement_names_facts", {"facts": ""}),
        ("statement_leaves_time_to_appeal", {"appeal_until": NOW}),
    ],
)
def test_a_statement_that_says_too_little_is_refused(article, constraint, fields):
    comment = post(article)

    with refused_by(constraint):
        make_statement(comment, **fields)


def test_statement_is_immutable(article):
    make_statement(post(article))

    with refused_by("statement_is_immutable"):
        StatementOfReasons.objects.update(explanation="Something else")
    with refused_by("statement_is_immutable"):
        StatementOfReasons.objects.all().delete()


@pytest.mark.parametrize("text", ["Four words are few.", " \n ", "word"])
def test_appeal_says_why(article, text):
    statement = make_statement(post(article))

    with refused_by("appeal_says_why"):
        Appeal.objects.create(statement=statement, text=text, created_at=NOW)


def test_appeal_in_time(article):
    statement = make_statement(post(article))

    with refused_by("appeal_in_time"):
        Appeal.objects.create(statement=statement, text=WHY, created_at=statement.appeal_until)
    assert Appeal.objects.create(
        statement=statement, text=WHY, created_at=statement.appeal_until - timedelta(seconds=1)
    )


@pytest.mark.parametrize("missing", ["outcome", "words", "decided_at", "decided_by"])
def test_appeal_decided_at_once(article, missing):
    appeal = make_appeal(post(article))
    answer = ANSWER | {"decided_by": make_user()}
    answer[missing] = None if missing.startswith("decided") else ""

    with refused_by("appeal_decided_at_once"):
        Appeal.objects.filter(pk=appeal.pk).update(**answer)


def test_appeal_decided_by_another(article):
    somebody = make_user()
    make_appeal(post(article), decided_by=somebody)

    with refused_by("appeal_decided_by_another"):
        Appeal.objects.update(**ANSWER, decided_by=somebody)
    assert Appeal.objects.update(**ANSWER, decided_by=make_user())


@pytest.mark.parametrize(
    "change",
    [{"words": "You are wrong."}, {"text": f"{WHY} Really."}, {"created_at": PUBLISHED_AT}],
)
def test_appeal_is_answered_once(article, change):
    make_appeal(post(article))
    Appeal.objects.update(**ANSWER, decided_by=make_user())

    with refused_by("appeal_is_answered_once"):
        Appeal.objects.update(**change)
    assert Appeal.objects.update(text="") == 1


def as_row(state):
    texts: dict[str, Any] = {"text": "", "body_html": ""} if state == "erased" else {}
    return make_comment(state=state, state_reason="Insults", **texts)


@pytest.mark.parametrize("before", Comment.State.values)
@pytest.mark.parametrize("after", Comment.State.values)
def test_comment_transition_possible(before, after):
    row = Comment.objects.filter(pk=as_row(before).pk)
    texts = {"text": "", "body_html": ""} if after == "erased" else {}

    if after in TRANSITIONS[before] or after == before:
        assert row.update(state=after, **texts)
        return
    with refused_by("comment_transition_possible"):
        row.update(state=after, text="Words", body_html="<p>Words</p>")


@pytest.mark.parametrize("before", Comment.State.values)
@pytest.mark.parametrize("after", Comment.State.values)
def test_moderation_event_transition_possible(before, after):
    comment = make_comment()

    def record():
        return ModerationEvent.objects.create(
            comment=comment,
            revision_number=2,
            from_state=before,
            to_state=after,
            created_at=PUBLISHED_AT,
        )

    if after in TRANSITIONS[before]:
        assert record().pk
    elif after != before:
        with refused_by("moderation_event_transition_possible"):
            record()
