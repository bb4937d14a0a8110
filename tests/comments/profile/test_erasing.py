"""Erasing a reader: nothing of them is left in any column, counters stay exact, and it can be resumed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from psycopg import sql

from comments.appealing import appeal
from comments.authorship import Author
from comments.counting import find_drift
from comments.editing import edit_comment
from comments.filing import Complaint, Reporter, report_comment
from comments.house_rules import HouseRule
from comments.marks import author_key
from comments.models import (
    Comment,
    Erasure,
    ModerationEvent,
    Notice,
    Reader,
    Recommendation,
    Report,
    Sanction,
    StatementOfReasons,
)
from comments.moderation import remove
from comments.notices.choices import choose
from comments.notifying import notify
from comments.profile import erasing
from comments.profile.erasing import begin, finish_erasure, go_on
from newsportal.accounts.erasing import LoginIsStaff
from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.models import AuditNote
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.comments.readers import account_of, make_reader
from tests.makers import make_edition
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db
EMAIL, NAME, WORDS = "zorka.quill@example.org", "Zorka Quillfeather", "Xylophones hum unheard"
BROWSER = "a-browser-of-hers"


@pytest.fixture
def reader(db) -> Reader:
    made = make_reader(NAME, email=EMAIL, name=NAME)
    EmailAddress.objects.create(user=made.user, email=EMAIL, verified=True, primary=True)
    return made


@pytest.fixture
def life(reader, article, moderator):
    """All that a reader leaves behind: comments in many states, reports, votes, notices, choices."""
    mine = write(article, reader)
    theirs = post(article, parent=mine, nickname="Ben", text="An answer")
    write(article, reader, parent=theirs)
    remove(stored(write(article, reader)), by=moderator, reason="Rude")
    appeal(StatementOfReasons.objects.get(), text=f"I wrote {WORDS}", now=timezone.now())
    edit_comment(
        write(article, reader), text=f"{WORDS} edited", author=Author(reader=reader), now=NOW
    )
    write(make_edition().article, reader)
    key = author_key(browser="", reader=reader)
    for comment, words, reporter in (
        (theirs, "An insult", Reporter(key, "", reader)),
        (mine, f"They wrote {WORDS}", Reporter("b" * 32, "")),
    ):
        report_comment(comment, Complaint(HouseRule.INSULT, text=words), reporter=reporter, now=NOW)
    Recommendation.objects.create(
        comment=theirs, thread=theirs.thread, voter_key=key, created_at=NOW
    )
    notify(reader, "decision", mine, now=NOW, words=f"{NAME} was rude")
    choose(reader, rhythm="daily", kinds=["reply"])
    post(article, nickname=f"{NAME} 2", text=f"{WORDS} incognito", browser=BROWSER)
    return theirs


def write(article, reader, **fields) -> Comment:
    return post(article, reader=reader, nickname=NAME, text=f"{WORDS} {uuid4()}", **fields)


def erase(reader, extent, **fields) -> Erasure:
    erasure = begin(reader, account_of(reader), extent=extent, now=NOW, **fields)
    return go_on(erasure.pk, most=10_000, now=NOW)


def columns_with(words: str) -> set[str]:
    """Every column of the database that holds the words anywhere, whatever its type."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "JOIN information_schema.tables USING (table_schema, table_name) "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        found = set()
        for table, column in cursor.fetchall():
            query = sql.SQL("SELECT EXISTS (SELECT FROM {} WHERE {}::text ILIKE %s)").format(
                sql.Identifier(table), sql.Identifier(column)
            )
            cursor.execute(query.as_string(), [f"%{words}%"])
            if cursor.fetchone()[0]:
                found.add(f"{table}.{column}")
        return found


def test_the_search_finds_what_is_there(life):
    """Or the next tests would show nothing."""
    assert "accounts_user.email" in columns_with(EMAIL)
    assert "comments_comment.text" in columns_with(WORDS)
    assert "comments_comment.body_html" in columns_with(WORDS)
    assert {"comments_reader.display_name", "comments_comment.nickname"} <= columns_with(NAME)
    assert {"comments_report.text", "comments_commentrevision.text"} <= columns_with(WORDS)
    assert {"comments_appeal.text", "comments_comment.text"} <= columns_with(WORDS)
    assert "comments_notice.words" in columns_with(NAME)


def test_nothing_is_left_of_name_email_and_words(reader, life):
    user_key = reader.user_id

    erase(reader, "nicknames", browsers=[BROWSER])

    assert {words: columns_with(words) for words in (EMAIL, NAME, WORDS)} == {
        EMAIL: set(),
        NAME: set(),
        WORDS: set(),
    }
    assert not User.objects.filter(pk=user_key).exists()
    assert not Reader.objects.filter(pk=reader.pk).exists()
    assert list(find_drift()) == []


def test_words_can_stay_without_a_name(reader, life):
    mine = Comment.objects.filter(reader=reader, state="published")
    keys = set(mine.values_list("pk", flat=True))

    erase(reader, "name")

    assert columns_with(EMAIL) == set()
    left = Comment.objects.filter(pk__in=keys)
    assert {(row.nickname, row.state, row.reader_id) for row in left} == {
        ("Former reader", "published", None)
    }
    assert {(row.author_mark, row.author_key, row.nickname_key) for row in left} == {("", "", "")}
    assert all(WORDS in row.text for row in left)
    assert list(find_drift()) == []


def test_nicknames_stay_unless_they_are_asked_for(reader, life):
    erase(reader, "text", browsers=[BROWSER])

    left = Comment.objects.get(text__contains="incognito")
    assert (left.nickname, left.state) == (f"{NAME} 2", "published")
    assert Comment.objects.filter(text__contains=WORDS).get() == left


def test_what_others_wrote_and_decided_stays(reader, life, moderator):
    events = ModerationEvent.objects.count()
    removed = Comment.objects.get(reader=reader, state="removed")

    erase(reader, "text")

    assert stored(life).text == "An answer"
    assert stored(life).parent.state == "erased"
    assert stored(removed).state_reason == ""
    history = ModerationEvent.objects.filter(comment=removed).order_by("pk")
    assert [event.to_state for event in history] == ["published", "removed", "erased"]
    assert history[1].actor == moderator
    assert history[2].actor is None
    assert ModerationEvent.objects.count() == events + 5
    reports = {report.comment_id: report for report in Report.objects.all()}
    assert reports[life.pk].state == "open"
    assert {report.reader for report in reports.values()} == {None}
    assert Report.objects.exclude(comment=life).get().state == "moot"
    assert Recommendation.objects.get().comment == life
    assert Recommendation.objects.get().voter_key != author_key(browser="", reader=reader)


def test_the_record_tells_of_it_without_a_person(reader, life):
    begin(reader, account_of(reader), extent="text", now=NOW)

    (row,) = AuditNote.objects.filter(act=Act.READER_ERASED)
    assert row.object == f"Reader {reader.pk}"
    assert row.after == {"extent": "text", "comments": 5}
    assert row.actor_key is None


def test_sanctions_stay_with_a_reader_who_has_no_name(reader, article):
    write(article, reader)
    sanction = Sanction.objects.create(
        kind="ban",
        author_key=author_key(browser="", reader=reader),
        reader=reader,
        reason="Insults",
        starts_at=NOW,
    )

    erase(reader, "text")

    left = Reader.objects.get()
    assert (left.display_name, left.user, Sanction.objects.get()) == (
        "Former reader",
        None,
        sanction,
    )


def test_a_colleague_is_not_erased(article):
    reader = make_reader(NAME, is_staff=True)
    write(article, reader)

    with pytest.raises(LoginIsStaff):
        begin(reader, account_of(reader), extent="text", now=NOW)

    assert Reader.objects.get().display_name == NAME
    assert not Erasure.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_it_goes_on_where_it_was_interrupted(reader, article, monkeypatch):
    monkeypatch.setattr(erasing, "BATCH", 2)
    for _ in range(5):
        write(article, reader)
    begun = begin(reader, account_of(reader), extent="text", now=NOW)
    assert DBTaskResult.objects.get().task_path == "comments.profile.erasing.finish_erasure"

    half = go_on(begun.pk, most=3, now=NOW)

    assert (half.total, half.done, half.finished_at) == (5, 4, None)
    assert Comment.objects.filter(state="erased").count() == 4
    assert finish_erasure.call(str(begun.pk)) == 5
    assert finish_erasure.call(str(begun.pk)) == 5
    ended = Erasure.objects.get()
    assert ended.finished_at
    assert columns_with(WORDS) == set()
    assert list(find_drift()) == []


def test_a_comment_that_is_erased_already_loses_its_author(reader, article):
    comment = write(article, reader)
    Comment.objects.filter(pk=comment.pk).update(state="erased", text="", body_html="")

    erase(reader, "text")

    assert stored(comment).reader is None
    assert ModerationEvent.objects.filter(to_state="erased").count() == 0


def test_browsers_are_forgotten_at_the_end(reader, life):
    begun = begin(reader, account_of(reader), extent="nicknames", browsers=[BROWSER, ""], now=NOW)
    assert begun.author_keys == [author_key(browser=BROWSER, reader=None)]

    assert go_on(begun.pk, most=100, now=NOW).author_keys == []


def test_ended_erasures_are_kept_for_a_month():
    now = timezone.now()
    for days in (29, 31):
        then = now - timedelta(days=days)
        Erasure.objects.create(
            reader_key=1, extent="name", total=days, asked_at=then, finished_at=then
        )

    assert [row.total for row in erasing.ended_long_ago(now)] == [31]


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("erasure_extent_known", {"extent": "all"}),
        ("erasure_forgets_browsers", {"finished_at": NOW, "author_keys": ["a"]}),
        ("erasure_finished_after_asking", {"finished_at": NOW.replace(year=2020)}),
    ],
)
def test_a_bad_row_is_refused(constraint, fields):
    with refused_by(constraint):
        Erasure.objects.create(
            **{"reader_key": 1, "extent": "name", "total": 0, "asked_at": NOW} | fields
        )


def test_notices_of_others_lead_nowhere(reader, article):
    other = make_reader("Ben")
    mine = write(article, reader, parent=post(article, reader=other))

    erase(reader, "text")

    assert Notice.objects.get().comment == mine
    assert columns_with(WORDS) == set()
