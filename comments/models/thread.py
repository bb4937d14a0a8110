from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from articles.models import Article


class Thread(models.Model):
    """The comments of one article: whether they are open, and their counters.

    The counters change in the transaction that changes a comment; `version` changes whenever the
    public page of the thread would.
    """

    class Mode(models.TextChoices):
        OFF = "off", "No comments"
        POST_MODERATED = "post", "Shown at once, moderated afterwards"
        PRE_MODERATED = "pre", "Moderated before they are shown"
        CLOSED = "closed", "Closed: readable, no new comments"

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="thread")
    mode = models.CharField(max_length=6, choices=Mode, default=Mode.POST_MODERATED)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    visible_count = models.PositiveIntegerField(default=0, editable=False)
    last_comment_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="thread_mode_known",
                condition=Q(mode__in=["off", "post", "pre", "closed"]),
                violation_error_message="Choose one of the modes.",
            ),
            models.CheckConstraint(
                name="thread_closes_after_opening",
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(closes_at__gt=F("opens_at")),
                violation_error_message="Comments must close after they open.",
            ),
        ]
        indexes: ClassVar = [
            # The last boundary in time that has passed: few threads have hours.
            models.Index(
                name="thread_opening", fields=["opens_at"], condition=Q(opens_at__isnull=False)
            ),
            models.Index(
                name="thread_closing", fields=["closes_at"], condition=Q(closes_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Comments on {self.article}"

    def is_open(self, *, at: datetime) -> bool:
        """Whether a reader may add a comment at that instant."""
        return (
            self.mode in {self.Mode.POST_MODERATED, self.Mode.PRE_MODERATED}
            and (self.opens_at is None or self.opens_at <= at)
            and (self.closes_at is None or at < self.closes_at)
        )
