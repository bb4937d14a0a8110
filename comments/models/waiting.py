from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from comments.models.comment import Comment


class WaitingQuerySet(models.QuerySet["Waiting"]):
    """Reading what waits for moderators."""

    def most_urgent_first(self) -> Self:
        return self.order_by("urgency", "since", "comment")

    def free_for(self, user_id: int, *, at: datetime) -> Self:
        """What nobody else holds at that instant; a lease that has lapsed holds nothing."""
        return self.filter(
            Q(leased_until__isnull=True) | Q(leased_until__lte=at) | Q(leased_by=user_id)
        )

    def skipped(self, user_id: int) -> Self:
        return self.filter(skipped_by__contains=[user_id])


class Waiting(models.Model):
    """A comment that waits for a moderator: held, hidden, or published and reported.

    Triggers (migration `waiting_comments`) keep the rows: whatever changes a comment's state or its
    reports, a row is there exactly while something is to be decided. A moderator holds a row by a lease
    that ends by itself; who has skipped one does not get it again.
    """

    class Urgency(models.IntegerChoices):
        ILLEGAL = 0, "Reported as illegal"
        REPORTED = 1, "Reported"
        HELD = 2, "Held or hidden"

    comment = models.OneToOneField(
        Comment, models.CASCADE, primary_key=True, related_name="waiting"
    )
    urgency = models.PositiveSmallIntegerField(choices=Urgency)
    since = models.DateTimeField()
    leased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    leased_until = models.DateTimeField(null=True)
    skipped_by = ArrayField(models.BigIntegerField(), default=list, db_default=[])

    objects = WaitingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="waiting_urgency_known",
                condition=Q(urgency__in=[0, 1, 2]),
                violation_error_message="Choose one of the grades.",
            ),
            models.CheckConstraint(
                name="waiting_lease_ends",
                condition=Q(leased_by__isnull=True) | Q(leased_until__isnull=False),
                violation_error_message="A lease has an end.",
            ),
        ]
        indexes: ClassVar = [
            # The moderators' queue.
            models.Index(name="waiting_order", fields=["urgency", "since", "comment"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_urgency_display()}: {self.comment_id}"
