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
