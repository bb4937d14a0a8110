from typing import ClassVar

from django.conf import settings
from django.db import models

from articles.models.article import Article


class Revision(models.Model):
    """An immutable, full snapshot of the working copy, its relations included; one for every save.

    A trigger (migration `immutable_record`) refuses to change one.
    """

    article = models.ForeignKey(Article, models.CASCADE, db_index=False, related_name="revisions")
    number = models.PositiveIntegerField()
    snapshot = models.JSONField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="revision_number_unique",
                fields=["article", "number"],
                violation_error_message="Somebody else saved this article at the same moment.",
            ),
            models.CheckConstraint(
                name="revision_number_from_one",
                condition=models.Q(number__gte=1),
                violation_error_message="Revisions are numbered from 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"Revision {self.number}"
