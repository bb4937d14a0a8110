"""Tasks of every few minutes: of all processes that keep the calendar, one is first."""

from datetime import datetime

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from comments.notices.digests import LOOK_EVERY, send_digests
from newsportal.tasks.models import RegularRun

REGULAR = {"emails about notices": (send_digests, LOOK_EVERY)}


def enqueue_regular(*, now: datetime) -> list[str]:
    """Enqueue what is due and does not wait already; the names of what this call did."""
    return [name for name in REGULAR if _enqueue(name, now)]


@transaction.atomic
def _enqueue(name: str, now: datetime) -> bool:
    task, every = REGULAR[name]
    RegularRun.objects.bulk_create(
        [RegularRun(task=name, enqueued_at=now - every)], ignore_conflicts=True
    )
    # Who comes second waits here until the first has committed, and then finds that nothing is due.
    due = RegularRun.objects.filter(task=name, enqueued_at__lte=now - every)
    if not due.update(enqueued_at=now):
        return False
    # While nobody does tasks, one of each is enough.
    if DBTaskResult.objects.ready().filter(task_path=task.module_path).exists():
        return False
    task.enqueue()
    return True
