from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from articles.models import Article
from comments.models.opening_times import days_known, hours_are_two


class Thread(models.Model):
    """The comments of one article: whether they are open, and their counters.

    Days and hours that are empty are those of the section (`DiscussionRules`); 0 days and two equal hours
    are for no end and for day and night; `comments.opening` says what follows. The counters change in the
    transaction that changes a comment; `version` changes whenever the public page of the thread would.
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
    close_after = models.PositiveSmallIntegerField(null=True, blank=True)
    open_from = models.TimeField(null=True, blank=True)
    open_until = models.TimeField(null=True, blank=True)
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
            models.CheckConstraint(
                name="thread_closes_in_one_way",
                condition=Q(closes_at__isnull=True) | Q(close_after__isnull=True),
                violation_error_message="Give days or a time at which comments close, not both.",
            ),
            days_known("thread_days_known", least=0),
            hours_are_two("thread_hours_are_two"),
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
