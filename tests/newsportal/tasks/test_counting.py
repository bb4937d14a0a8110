"""How many tasks there are, as Prometheus reads it."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from newsportal.tasks.counting import counts_of_tasks
from newsportal.tasks.housekeeping import housekeeping


def numbers():
    return {
        sample.labels.get("state", "oldest"): sample.value
        for metric in counts_of_tasks()
        for sample in metric.samples
    }


@pytest.mark.django_db
def test_tasks_are_counted_by_state_and_the_oldest_that_waits_is_timed():
    assert numbers() == {"waiting": 0, "running": 0, "failed": 0, "done": 0, "oldest": 0}
    waiting = [housekeeping.enqueue() for _ in range(3)]
    later = housekeeping.using(run_after=timezone.now() + timedelta(hours=1)).enqueue()
    DBTaskResult.objects.filter(pk=waiting[0].id).update(status=TaskResultStatus.FAILED)
    old = timezone.now() - timedelta(hours=2)
    DBTaskResult.objects.filter(pk__in=[waiting[0].id, later.id]).update(enqueued_at=old)
    DBTaskResult.objects.filter(pk=waiting[1].id).update(enqueued_at=old + timedelta(hours=1))

    found = numbers()
    assert (found["waiting"], found["failed"]) == (3, 1)
    assert 3600 <= found["oldest"] < 3700


@pytest.mark.django_db
def test_the_rest_is_told_without_the_database():
    def no_database(execute, sql, params, many, context):
        raise OperationalError("the connection is closed")

    with connection.execute_wrapper(no_database):
        assert list(counts_of_tasks()) == []
