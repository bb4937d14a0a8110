from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Article, Edition
from comments.models.comment import Comment


class ErrorReport(models.Model):
    """That a comment says something in the story is wrong, and what the desk made of it.

    `marked_by` is None where its writer said so. `words` are the desk's; where readers see the comment,
    `answer` is the newsroom's comment below it that says them. `correction` is the edition that credits
    the comment. Composite foreign keys (migration `error_reports`) keep comment and correction within
    the article.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "answered", "Answered"
        CORRECTED = "corrected", "Corrected"
        NOT_AN_ERROR = "not_error", "Not an error"

    comment = models.OneToOneField(
        Comment, models.PROTECT, primary_key=True, related_name="error_report"
    )
    article = models.ForeignKey(Article, models.PROTECT, db_index=False, related_name="+")
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    words = models.TextField(blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    answer = models.OneToOneField(
        Comment, models.PROTECT, null=True, blank=True, related_name="answered_report"
    )
    correction = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "possible error"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="error_report_state_known",
                condition=Q(state__in=["open", "answered", "corrected", "not_error"]),
                violation_error_message="Choose one of the states.",
            ),
            models.CheckConstraint(
                name="error_report_settled_has_time",
                condition=Q(state="open", settled_at__isnull=True)
                | (~Q(state="open") & Q(settled_at__isnull=False)),
                violation_error_message="What is settled says since when.",
            ),
            models.CheckConstraint(
                name="error_report_answer_has_words",
                condition=Q(state__in=["open", "corrected"]) | Q(words__regex=r"\S"),
                violation_error_message="Write what the reader shall know.",
            ),
            models.CheckConstraint(
                name="error_report_credit_is_corrected",
                condition=Q(correction__isnull=True) | Q(state="corrected"),
                violation_error_message="Only a correction credits a reader.",
            ),
        ]
        indexes: ClassVar = [
            # What waits for the desk, the oldest first.
            models.Index(
                name="error_report_open",
                fields=["created_at", "comment"],
                condition=Q(state="open"),
            ),
            # What readers said of one story, and whom its corrections credit.
            models.Index(name="error_report_of_article", fields=["article", "created_at"]),
        ]

    def __str__(self) -> str:
        return f"Possible error: {self.comment}"
