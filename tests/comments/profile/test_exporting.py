"""A reader's copy of their data: all of theirs, nothing of others, and never in memory as a whole."""

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.appealing import appeal
from comments.error_reports import report_error
from comments.filing import Complaint, Reporter, report_comment
from comments.house_rules import HouseRule
from comments.marks import author_key
from comments.models import Recommendation, Sanction, StatementOfReasons
from comments.moderation import remove
from comments.notices.choices import choose
from comments.notifying import notify
from comments.profile import exporting
from comments.profile.exporting import export
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.comments.readers import make_reader

pytestmark = pytest.mark.django_db
APPEAL = "I was quoting what somebody else said"


@pytest.fixture
def reader(db):
    return make_reader("Anna", email="anna@example.org")


def copy_of(reader):
    return json.loads("".join(export(reader, reader.user)))


def test_somebody_who_did_nothing_gets_a_copy(reader):
    copy = copy_of(reader)

    assert copy["account"]["email"] == "anna@example.org"
    assert copy["profile"]["name"] == "Anna"
    assert copy["comments"] == copy["notices"] == copy["sanctions"] == []


def test_everything_of_theirs_is_in_it(reader, article, moderator):
    mine = post(article, reader=reader, text="Привет “там” </script>")
    answer = post(article, parent=mine, nickname="Ben", text="Words of Ben")
    key = author_key(browser="", reader=reader)
    report_error(mine, now=NOW)
    remove(stored(mine), by=moderator, reason="Rude")
    appeal(StatementOfReasons.objects.get(), text=APPEAL, now=timezone.now())
    report_comment(
        answer,
        Complaint(HouseRule.INSULT, text="He insults"),
        reporter=Reporter(key, "", reader),
        now=NOW,
    )
    Recommendation.objects.create(
        comment=answer, thread=answer.thread, voter_key=key, created_at=NOW
    )
    Sanction.objects.create(
        kind="warn", author_key=key, reader=reader, reason="Again", starts_at=NOW
    )
    notify(reader, "decision", mine, now=NOW, words="Removed")
    choose(reader, rhythm="daily", kinds=["reply"])

    copy = copy_of(reader)

    (comment,) = copy["comments"]
    assert comment["possible_errors"][0]["state"] == "open"
    assert (comment["id"], comment["text"]) == (mine.pk, "Привет “там” </script>")
    assert comment["state_reason"] == "Rude"
    (statement,) = comment["statements_of_reasons"]
    assert (statement["restriction"], statement["appeal__text"]) == ("removed", APPEAL)
    assert [event["to_state"] for event in comment["decisions"]] == ["published", "removed"]
    assert [row["comment_id"] for row in copy["recommendations"]] == [answer.pk]
    assert [row["text"] for row in copy["reports"]] == ["He insults"]
    assert [row["reason"] for row in copy["sanctions"]] == ["Again"]
    assert {row["kind"] for row in copy["notices"]} >= {"reply", "decision"}
    assert copy["profile"]["email_about_notices"]["rhythm"] == "daily"


def test_nothing_of_others_is_in_it(reader, article, moderator):
    mine = post(article, reader=reader)
    post(article, parent=mine, nickname="Ben", text="Words of Ben")
    other = make_reader("Carl", email="carl@example.org")
    report_comment(
        mine,
        Complaint(HouseRule.INSULT, text="Carl says so"),
        reporter=Reporter("c" * 32, "", other),
        now=NOW,
    )
    remove(stored(mine), by=moderator, reason="Rude")

    text = json.dumps(copy_of(reader))

    for theirs in ("Ben", "Carl", "carl@example.org", moderator.email, mine.author_key):
        assert theirs not in text


def test_a_large_copy_is_read_in_batches(reader, article, monkeypatch):
    monkeypatch.setattr(exporting, "BATCH", 10)
    for _ in range(35):
        post(article, reader=reader, text=f"{uuid4()}")

    with CaptureQueriesContext(connection) as queries:
        pieces = list(export(reader, reader.user))

    assert len(json.loads("".join(pieces))["comments"]) == 35
    assert max(map(len, pieces)) < 2000
    # Four batches, each with four queries for its history, and everything else once.
    assert len(queries) < 35
