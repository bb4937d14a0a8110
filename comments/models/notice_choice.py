from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from comments.models.notice import Notice
from comments.models.reader import Reader


class NoticeChoice(models.Model):
    """What a reader wants by email, and how often; who has chosen nothing is told at once of everything.

    Notices on the site are there in any case. `digest_at` is when the last email was begun.
    """

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", "Within a quarter of an hour, together"
        DAILY = "daily", "Once a day, together"
        NONE = "none", "Never"

    reader = models.OneToOneField(
        Reader, models.CASCADE, primary_key=True, related_name="notice_choice", editable=False
    )
    rhythm = models.CharField(max_length=7, choices=Rhythm, default=Rhythm.AT_ONCE)
    silent_kinds = ArrayField(
        models.CharField(max_length=10, choices=Notice.Kind), default=list, blank=True
    )
    digest_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="notice_choice_rhythm_known",
                condition=Q(rhythm__in=["at_once", "daily", "none"]),
                violation_error_message="Choose how often.",
            ),
            models.CheckConstraint(
                name="notice_choice_kinds_known",
                condition=Q(
                    silent_kinds__contained_by=[
                        "reply",
                        "pick",
                        "decision",
                        "appeal",
                        "report",
                        "correction",
                    ]
                ),
                violation_error_message="Choose some of the kinds.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader}: {self.get_rhythm_display()}"
