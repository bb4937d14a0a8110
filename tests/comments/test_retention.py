"""Words and names are forgotten after their time, and not before; what counts and what proves stays."""

from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import retention
from comments.authorship import Author
from comments.counting import find_drift
from comments.editing import edit_comment
from comments.management.commands import purge_comments
from comments.models import (
    Appeal,
    Comment,
    CommentRevision,
    ErrorReport,
    ModerationEvent,
    RecentText,
    Recommendation,
    Sanction,
    Signal,
    StatementOfReasons,
    Thread,
)
from comments.moderation import mark_spam, reject
from comments.retention import RETENTION, purge
from comments.sanctions import impose
from newsportal.audit.acts import Act
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.comments.reports import file_report
from tests.comments.statements import WHY, make_appeal
from tests.makers import make_edition
from tests.records import acts, recorded

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
TABLE = {kept.name: kept for kept in RETENTION}


def forgotten(name: str, *, after: timedelta) -> int:
    """How much of one kind is over and goes, which is what its count has said."""
    now = NOW + after
    promised = TABLE[name].count(now)
    removed = purge(TABLE[name], now=now)
    assert removed == promised
    return removed


def held(article, **overrides) -> Comment:
    """What waits for a moderator, on a thread where all does."""
    Thread.objects.update_or_create(article=article, defaults={"mode": Thread.Mode.PRE_MODERATED})
    return post(article, **overrides)


@pytest.fixture
def spam(article) -> Comment:
    return mark_spam(post(article, browser="a", text="Buy pills"), by=None, now=NOW)


@pytest.fixture
def rejected(article) -> Comment:
    return reject(held(article, browser="a"), by=None, reason="Insults", now=NOW)


def test_spam_is_erased_after_thirty_days(spam):
    assert forgotten("old spam", after=30 * DAY - MINUTE) == 0
    assert stored(spam).text == "Buy pills"

    assert forgotten("old spam", after=30 * DAY + MINUTE) == 1

    row = stored(spam)
    assert (row.state, row.text, row.body_html, row.nickname) == ("erased", "", "", "Former reader")
    assert (row.author_mark, row.nickname_key, row.nickname_look) == ("", "", "")
    event = ModerationEvent.objects.latest("pk")
    assert (event.from_state, event.to_state, event.actor) == ("spam", "erased", None)
    assert event.reason == retention.REASON


def test_the_time_runs_from_the_last_decision(article):
    late = post(article)
    mark_spam(late, by=None, now=NOW + 25 * DAY)

    assert forgotten("old spam", after=31 * DAY) == 0
    assert forgotten("old spam", after=56 * DAY) == 1


def test_rejected_comments_go_with_all_that_repeats_their_words(article):
    comment = held(article, text="First words", browser="a")
    edit_comment(comment, text="Second words", author=Author(browser="a"), now=NOW + MINUTE)
    Signal.objects.create(
        comment=comment, revision_number=1, kind="words", action="note", words="", created_at=NOW
    )
    made = {"thread_key": 1, "created_at": NOW, "sketch": [], "bands": []}
    RecentText.objects.get_or_create(comment=comment, defaults=made)
    reject(stored(comment), by=None, reason="Insults", now=NOW + MINUTE)

    # It can still be appealed.
    assert forgotten("old rejected comments", after=182 * DAY) == 0
    assert forgotten("old rejected comments", after=184 * DAY) == 1

    assert stored(comment).text == ""
    assert [row.text for row in CommentRevision.objects.all()] == [""]
    assert not Signal.objects.exists()
    assert not RecentText.objects.exists()


def test_nothing_goes_while_a_decision_about_it_is_awaited(rejected, article):
    appealed = reject(held(article), by=None, reason="Insults", now=NOW)
    Appeal.objects.create(statement=appealed.statements.get(), text=WHY, created_at=NOW)
    at_the_desk = mark_spam(post(article), by=None, now=NOW)
    ErrorReport.objects.create(comment=at_the_desk, article=article, created_at=NOW)

    assert forgotten("old rejected comments", after=400 * DAY) == 1
    assert forgotten("old spam", after=400 * DAY) == 0

    assert stored(rejected).state == "erased"
    assert stored(appealed).text
    assert stored(at_the_desk).text


def test_a_comment_with_answers_keeps_its_place_and_counters_stay_exact(article):
    comment = post(article)
    reply = post(article, parent=comment)
    mark_spam(comment, by=None, now=NOW)

    assert forgotten("old spam", after=31 * DAY) == 1

    assert stored(reply).parent_id == comment.pk
    assert stored(reply).state == "published"
    assert Thread.objects.get().visible_count == 1
    assert not list(find_drift())


def test_what_proves_stays_as_it_was(spam, rejected):
    events = list(ModerationEvent.objects.order_by("pk").values())
    statements = list(StatementOfReasons.objects.order_by("pk").values())
    assert statements

    for kept in RETENTION:
        purge(kept, now=NOW + 400 * DAY)

    left = ModerationEvent.objects.order_by("pk").values()
    assert list(left[: len(events)]) == events
    assert list(StatementOfReasons.objects.order_by("pk").values()) == statements


def test_the_record_says_how_many_of_a_thread_were_erased(article):
    other = make_edition().article
    for thread in (article, article, other):
        mark_spam(post(thread, text="Buy pills"), by=None, now=NOW)

    forgotten("old spam", after=31 * DAY)

    assert acts().count(Act.THREAD_COMMENTS_PURGED) == 2
    noted = [one for one in recorded() if one.act == Act.THREAD_COMMENTS_PURGED]
    assert sorted(one.after["comments"] for one in noted) == [1, 2]
    assert not any("pills" in str(one.after) + one.object for one in noted)


def test_authors_are_forgotten_after_ninety_days(article):
    comment = post(article, browser="a")
    assert comment.author_key

    assert forgotten("old authors", after=90 * DAY - MINUTE) == 0
    assert forgotten("old authors", after=90 * DAY + MINUTE) == 1

    row = stored(comment)
    assert (row.author_key, row.author_mark) == ("", comment.author_mark)


def test_an_erased_comment_stays_in_its_authors_record_for_as_long_as_others(spam):
    forgotten("old spam", after=31 * DAY)
    assert stored(spam).author_key == spam.author_key != ""

    assert forgotten("old authors", after=91 * DAY) == 1


def test_authors_are_known_while_a_sanction_binds_or_a_decision_waits(article):
    banned = post(article, browser="banned")
    ban = impose(banned, "ban", by=None, reason="Insults", now=NOW)
    muted = post(article, browser="muted")
    impose(muted, "mute", by=None, reason="Insults", now=NOW, until=NOW + DAY)
    reported = post(article, browser="reported")
    file_report(reported)
    appealed = post(article, browser="appealed")
    make_appeal(appealed)

    assert forgotten("old authors", after=91 * DAY) == 1
    assert stored(muted).author_key == ""
    assert all(stored(one).author_key for one in (banned, reported, appealed))

    Sanction.objects.filter(pk=ban.pk).update(ended_at=NOW + 91 * DAY)
    assert forgotten("old authors", after=92 * DAY) == 1
    assert stored(banned).author_key == ""


def test_voters_and_reporters_are_counted_as_they_are_forgotten(article):
    comment = post(article)
    file_report(comment)
    Recommendation.objects.create(
        comment=comment, thread_id=article.pk, voter_key="v" * 32, created_at=NOW
    )

    for name in ("old voters", "old reports"):
        assert forgotten(name, after=89 * DAY) == 0
        assert forgotten(name, after=91 * DAY) == 1
        assert forgotten(name, after=91 * DAY) == 0


def test_no_batch_is_large(article, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(5):
        mark_spam(post(article, browser=str(number)), by=None, now=NOW)

    assert forgotten("old spam", after=31 * DAY) == 5
    with CaptureQueriesContext(connection) as queries:
        assert forgotten("old authors", after=91 * DAY) == 5
    assert sum(query["sql"].startswith("UPDATE") for query in queries) == 3


def run(monkeypatch, **options) -> str:
    clock = SimpleNamespace(now=lambda: NOW + 200 * DAY)
    monkeypatch.setattr(purge_comments, "timezone", clock)
    output = StringIO()
    call_command("purge_comments", stdout=output, no_color=True, **options)
    return output.getvalue()


def test_a_dry_run_counts_and_changes_nothing(spam, rejected, monkeypatch):
    RecentText.objects.all().delete()
    before = list(Comment.objects.order_by("pk").values())

    report = run(monkeypatch, dry_run=True)

    assert "        1  old spam (kept for 30 days)\n" in report
    assert "        1  old rejected comments (kept for 180 days)\n" in report
    assert "        2  old authors (kept for 90 days)\n" in report
    assert report.endswith("4 to forget; nothing was changed.\n")
    assert list(Comment.objects.order_by("pk").values()) == before


def test_the_command_forgets_and_a_second_run_finds_nothing(spam, rejected, monkeypatch):
    RecentText.objects.all().delete()

    assert run(monkeypatch).endswith("4 forgotten.\n")
    after = list(Comment.objects.order_by("pk").values())
    assert {row["state"] for row in after} == {"erased"}
    assert {row["author_key"] for row in after} == {""}

    assert run(monkeypatch).endswith("0 forgotten.\n")
    assert list(Comment.objects.order_by("pk").values()) == after
