from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.article import Article


class Embargo(models.Model):
    """An hour before which nobody may publish what an article says; editing goes on.

    It holds until that hour or until somebody lifts it. A constraint trigger (migration
    `hand_overs_and_embargoes`) refuses an edition that starts before, whoever writes it, and an embargo
    that comes too late for one that is scheduled. Another refuses to change anything but the lifting.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="embargoes")
    until = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="embargo_ends_after_it_is_set",
                condition=Q(until__gt=models.F("created_at")),
                violation_error_message="An embargo ends in the future.",
            ),
            models.CheckConstraint(
                name="embargo_lifted_by_somebody",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__gte=models.F("created_at"), lifted_by__isnull=False),
                violation_error_message="Who lifts an embargo is written down with the time.",
            ),
            models.UniqueConstraint(
                name="embargo_one_holds",
                fields=["article"],
                condition=Q(lifted_at__isnull=True),
                violation_error_message="This article has an embargo already.",
            ),
        ]
        indexes: ClassVar = [
            # The desk: embargoes that are over, of articles that nobody has published.
            models.Index(
                name="embargo_end", fields=["until", "id"], condition=Q(lifted_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"Embargo until {self.until}"
