from typing import ClassVar

from django.db import models


class Allowance(models.Model):
    """How much somebody may still post: a bucket that refills with time, one row a key.

    `key` is a keyed hash of the address prefix, never the address. The row is read and changed in one
    statement (`comments.allowances`), so the limit holds over all processes.
    """

    key = models.CharField(max_length=64, primary_key=True)
    tokens = models.FloatField()
    refilled_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="allowance_tokens_not_negative",
                condition=models.Q(tokens__gte=0),
                violation_error_message="There is nothing left.",
            ),
        ]
        indexes: ClassVar = [
            # Old rows are swept.
            models.Index(name="allowance_oldest", fields=["refilled_at"]),
        ]

    def __str__(self) -> str:
        return self.key
