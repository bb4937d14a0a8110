"""How many tasks there are, for those who watch the site."""

from collections.abc import Iterable

from django.db import DatabaseError
from django.db.models import Count, Min
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client.metrics_core import GaugeMetricFamily, Metric

STATES = {
    TaskResultStatus.READY: "waiting",
    TaskResultStatus.RUNNING: "running",
    TaskResultStatus.FAILED: "failed",
    TaskResultStatus.SUCCESSFUL: "done",
}


def counts_of_tasks() -> Iterable[Metric]:
    """The numbers of now; none where the database does not answer."""
    try:
        return _counted()
    except DatabaseError:
        return []


def _counted() -> Iterable[Metric]:
    by_state = dict(DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk")))
    oldest = DBTaskResult.objects.ready().order_by().aggregate(oldest=Min("enqueued_at"))["oldest"]
    tasks = GaugeMetricFamily("newsportal_tasks", "Background tasks by state.", labels=["state"])
    for status, state in STATES.items():
        tasks.add_metric([state], by_state.get(status, 0))
    age = (timezone.now() - oldest).total_seconds() if oldest else 0
    waiting = GaugeMetricFamily(
        "newsportal_tasks_oldest_waiting_seconds",
        "How long the oldest task that may be done has waited.",
        value=max(0.0, age),
    )
    return [tasks, waiting]
