import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Erasure(models.Model):
    """That a reader asked to be forgotten, and how far that has come.

    The key is known to the reader alone, who is no longer signed in by then. `reader_key` is the number
    of the row of theirs; `author_keys` are the browsers whose comments go as well, and are forgotten
    when the work is done.
    """

    class Extent(models.TextChoices):
        NAME = "name", "My account and my name. What I wrote stays, without a name"
        TEXT = "text", "My account, my name and all that I wrote with the account"
        NICKNAMES = (
            "nicknames",
            "All of that, and what I wrote in this browser under nicknames without signing in",
        )

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reader_key = models.PositiveBigIntegerField()
    extent = models.CharField(max_length=9, choices=Extent)
    author_keys = ArrayField(models.CharField(max_length=32), default=list)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="erasure_extent_known",
                condition=Q(extent__in=["name", "text", "nicknames"]),
                violation_error_message="Choose what is erased.",
            ),
            models.CheckConstraint(
                name="erasure_forgets_browsers",
                condition=Q(finished_at__isnull=True) | Q(author_keys=[]),
                violation_error_message="What is finished knows no browser any more.",
            ),
            models.CheckConstraint(
                name="erasure_finished_after_asking",
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("asked_at")),
                violation_error_message="Nothing ends before it begins.",
            ),
        ]
        indexes: ClassVar = [
            # Old rows are swept.
            models.Index(
                name="erasure_oldest",
                fields=["finished_at"],
                condition=Q(finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Erasure of reader {self.reader_key}"
