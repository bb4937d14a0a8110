from typing import ClassVar

from django.conf import settings
from django.db import models

from articles.models.article import Article
from articles.models.constraints import not_empty


class AcceptedWarning(models.Model):
    """Why a warning of the checklist may stay, as somebody who may publish has said it.

    It holds for one finding, known by `fingerprint` (`articles.checklist.finding`), and so until the text
    around it changes. `problem` keeps the words that were read. A trigger (migration
    `accepted_warnings`) refuses to change one.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, db_index=False, related_name="accepted_warnings"
    )
    fingerprint = models.CharField(max_length=64)
    problem = models.CharField(max_length=1000)
    reason = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="accepted_warning_once",
                fields=["article", "fingerprint"],
                violation_error_message="Somebody else gave a reason for this at the same moment.",
            ),
            models.CheckConstraint(
                name="accepted_warning_fingerprint_well_formed",
                condition=models.Q(fingerprint__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="A SHA-256 digest has 64 hexadecimal digits.",
            ),
            not_empty("accepted_warning_problem_not_empty", "problem"),
            not_empty("accepted_warning_reason_not_empty", "reason"),
        ]

    def __str__(self) -> str:
        return self.reason
