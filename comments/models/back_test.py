from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from comments.models.rule import Rule


class BackTest(models.Model):
    """What one version of a rule would have done with the comments of the last 30 days.

    `outcome` counts the comments that it would have met by their state now; `examples` are some of
    them, newest first: key, words and spans of each.
    """

    rule = models.ForeignKey(Rule, models.CASCADE, db_index=False, related_name="back_tests")
    rule_version = models.PositiveIntegerField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField()
    examined = models.PositiveIntegerField(default=0)
    outcome = models.JSONField(default=dict)
    examples = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="back_test_examines_what_there_is",
                condition=Q(examined__lte=F("total")),
                violation_error_message="More was examined than there is.",
            ),
        ]
        indexes: ClassVar = [
            # The newest of a rule, for its page.
            models.Index(name="back_test_of_rule", fields=["rule", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.rule}, version {self.rule_version}"
