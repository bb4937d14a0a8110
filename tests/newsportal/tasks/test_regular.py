"""A task of every few minutes is enqueued once when it is due, whoever is first."""

from datetime import UTC, datetime, timedelta

import pytest
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from comments.notices.digests import LOOK_EVERY
from newsportal.tasks.models import RegularRun
from newsportal.tasks.regular import enqueue_regular
from tests.comments.simultaneously import simultaneously

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NAME = "emails about notices"


def finish_tasks():
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)


@pytest.mark.django_db
def test_it_is_enqueued_when_it_is_due():
    assert enqueue_regular(now=NOW) == [NAME]
    finish_tasks()
    assert enqueue_regular(now=NOW + LOOK_EVERY - timedelta(seconds=1)) == []
    assert enqueue_regular(now=NOW + LOOK_EVERY) == [NAME]

    paths = set(DBTaskResult.objects.values_list("task_path", flat=True))
    assert paths == {"comments.notices.digests.send_digests"}
    assert str(RegularRun.objects.get()) == f"{NAME} at 12:05"


@pytest.mark.django_db
def test_one_that_waits_is_enough():
    enqueue_regular(now=NOW)

    assert enqueue_regular(now=NOW + 5 * LOOK_EVERY) == []
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_several_machines_one_enqueues():
    made = simultaneously([lambda: enqueue_regular(now=NOW)] * 4)

    assert sorted(made) == [[], [], [], [NAME]]
    assert DBTaskResult.objects.count() == 1
