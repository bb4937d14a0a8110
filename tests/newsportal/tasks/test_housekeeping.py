"""What nobody needs goes, what somebody needs stays, and no batch is large."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.tasks import TaskResultStatus
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments.allowances import FULL_AFTER
from comments.models import Allowance, Notice, RecentText
from comments.notifying import notify
from newsportal.tasks import housekeeping
from newsportal.tasks.models import DailyRun
from tests.comments.readers import make_reader
from tests.makers import make_comment, make_thread

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def finished(status, ago):
    result = DBTaskResult.objects.get(pk=housekeeping.housekeeping.enqueue().id)
    result.status, result.finished_at = status, timezone.now() - ago
    result.save()
    return result.pk


def test_what_nobody_needs_goes_and_the_rest_stays():
    now = timezone.now()
    for key, expires in (("old", now - MINUTE), ("new", now + MINUTE)):
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    for key, refilled in (("full", now - FULL_AFTER - MINUTE), ("used", now - MINUTE)):
        Allowance.objects.create(key=key, tokens=1, refilled_at=refilled)
    week = timedelta(days=7)
    finished(TaskResultStatus.SUCCESSFUL, week + MINUTE)
    finished(TaskResultStatus.FAILED, week + MINUTE)
    kept = {finished(TaskResultStatus.FAILED, week - MINUTE)}
    kept.add(DBTaskResult.objects.get(pk=housekeeping.housekeeping.enqueue().id).pk)

    removed = housekeeping.housekeeping.call()

    assert removed["expired sessions"] == 1
    assert removed["full allowances"] == 1
    assert removed["finished tasks"] == 2
    assert Session.objects.get().session_key == "new"
    assert Allowance.objects.get().key == "used"
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == kept


def test_days_are_remembered_for_a_week():
    today = timezone.now().date()
    for days in (0, 6, 9, 30):
        DailyRun.objects.create(task="housekeeping", day=today - timedelta(days=days))

    assert housekeeping.housekeeping.call()["past days"] == 2
    assert DailyRun.objects.filter(day__gte=today - timedelta(days=7)).count() == 2


def test_rules_forget_texts_after_a_day():
    now = timezone.now()
    for age in (23, 25):
        made = {"created_at": now - timedelta(hours=age), "sketch": [], "bands": []}
        RecentText.objects.create(comment=make_comment(), thread_key=1, **made)

    assert housekeeping.housekeeping.call()["texts of past days"] == 1
    assert RecentText.objects.get().created_at > now - timedelta(days=1)


def test_rows_go_in_batches(monkeypatch):
    monkeypatch.setattr(housekeeping, "BATCH", 2)
    past = timezone.now() - MINUTE
    for number in range(5):
        Session.objects.create(session_key=str(number), session_data="", expire_date=past)
        Allowance.objects.create(key=str(number), tokens=1, refilled_at=past - FULL_AFTER)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        removed = housekeeping.housekeeping.call()

    assert (removed["expired sessions"], removed["full allowances"]) == (5, 5)
    deleted = [query["sql"] for query in queries if query["sql"].startswith("DELETE")]
    assert sum("django_session" in sql for sql in deleted) == 3
    assert not Session.objects.exists()
    assert not Allowance.objects.exists()


def test_notices_are_kept_for_half_a_year():
    reader, comment = make_reader(), make_comment(make_thread())
    for days in (1, 179, 181):
        notify(
            reader, "decision", comment, now=timezone.now() - timedelta(days=days), words=str(days)
        )

    assert housekeeping.housekeeping.call()["old notices"] == 1
    assert set(Notice.objects.values_list("words", flat=True)) == {"1", "179"}
