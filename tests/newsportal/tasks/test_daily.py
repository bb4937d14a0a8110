"""A day's tasks are enqueued once, whoever is first."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from newsportal.tasks import daily
from newsportal.tasks.daily import enqueue_daily
from newsportal.tasks.models import DailyRun
from tests.comments.simultaneously import simultaneously

DAY = date(2026, 11, 22)


@pytest.mark.django_db
def test_a_day_s_tasks_are_enqueued_once():
    assert enqueue_daily(day=DAY) == ["housekeeping"]
    assert enqueue_daily(day=DAY) == []
    assert enqueue_daily(day=date(2026, 11, 23)) == ["housekeeping"]
    waiting = DBTaskResult.objects.order_by("enqueued_at")
    assert [row.task_path for row in waiting] == ["newsportal.tasks.housekeeping.housekeeping"] * 2
    assert {row.status for row in waiting} == {TaskResultStatus.READY}


@pytest.mark.django_db(transaction=True)
def test_of_several_machines_one_enqueues():
    made = simultaneously([lambda: enqueue_daily(day=DAY)] * 4)

    assert sorted(made) == [[], [], [], ["housekeeping"]]
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_a_task_that_can_not_be_enqueued_leaves_the_day_open(monkeypatch):
    class Broken:
        def enqueue(self):
            raise RuntimeError("no")

    with monkeypatch.context() as patch:
        patch.setitem(daily.DAILY, "housekeeping", Broken())
        with pytest.raises(RuntimeError):
            enqueue_daily(day=DAY)
    assert enqueue_daily(day=DAY) == ["housekeeping"]


@pytest.mark.django_db
def test_daily_run_once_a_day_refuses_a_second_row():
    run = DailyRun.objects.create(task="housekeeping", day=DAY)
    assert str(run) == "housekeeping of 2026-11-22"
    with pytest.raises(IntegrityError, match="daily_run_once_a_day"), transaction.atomic():
        DailyRun.objects.create(task="housekeeping", day=DAY)
