from typing import ClassVar

from django.db import models


class DailyRun(models.Model):
    """That a task was enqueued for a day: whoever makes the row enqueues it, and nobody else can."""

    task = models.CharField(max_length=64)
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="daily_run_once_a_day",
                fields=["task", "day"],
                violation_error_message="This was done today.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} of {self.day}"


class RegularRun(models.Model):
    """When a task that is done again and again was enqueued last: whoever moves the time enqueues it."""

    task = models.CharField(max_length=64, primary_key=True)
    enqueued_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.task} at {self.enqueued_at:%H:%M}"
