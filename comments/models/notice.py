from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from comments.models.comment import Comment
from comments.models.reader import Reader


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Reading notices, always those of one reader."""

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-id")

    def before(self, created_at: datetime, notice_id: int) -> Self:
        """What follows that row in `newest_first`: the next page."""
        return self.filter(
            Q(created_at__lt=created_at) | Q(pk__lt=notice_id), created_at__lte=created_at
        )


class Notice(models.Model):
    """That something happened which a reader wants to know: on the site, and perhaps by email.

    `comment` is where it leads: the answer for a reply, else the comment that it is about, the reader's
    own or the one that they reported. It holds no words of other readers, so that nothing of theirs
    outlives their comment; `words` are the newsroom's. `revision_number` is that of the comment where
    one kind of thing may happen to it twice, as decisions do, else 0.

    `taken_at` is when it was taken for an email, or left out of one, and never comes back into another;
    `emailed_at` is when the mail server accepted that email (`comments.notices.digests`).
    """

    class Kind(models.TextChoices):
        REPLY = "reply", "Somebody answers me"
        PICK = "pick", "The newsroom picks my comment"
        DECISION = "decision", "A moderator decides about my comment"
        APPEAL = "appeal", "My appeal is decided"
        REPORT = "report", "My report is decided"
        CORRECTION = "correction", "The newsroom looks into an error that I found"

    reader = models.ForeignKey(
        Reader, models.CASCADE, db_index=False, related_name="notices", editable=False
    )
    kind = models.CharField(max_length=10, choices=Kind)
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="+", editable=False)
    revision_number = models.PositiveIntegerField(default=0, editable=False)
    words = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="notice_kind_known",
                condition=Q(
                    kind__in=["reply", "pick", "decision", "appeal", "report", "correction"]
                ),
                violation_error_message="Choose one of the kinds.",
            ),
            models.CheckConstraint(
                name="notice_emailed_after_taken",
                condition=Q(emailed_at__isnull=True) | Q(taken_at__isnull=False),
                violation_error_message="What was sent was taken before.",
            ),
            models.UniqueConstraint(
                name="notice_told_once",
                fields=["reader", "kind", "comment", "revision_number", "words"],
                violation_error_message="The reader has been told this already.",
            ),
        ]
        indexes: ClassVar = [
            # A reader's list, the newest first.
            models.Index(
                "reader",
                models.F("created_at").desc(),
                models.F("id").desc(),
                name="notice_of_reader",
            ),
            # How many a reader has not seen.
            models.Index(
                name="notice_unread", fields=["reader"], condition=Q(read_at__isnull=True)
            ),
            # What may still be sent by email.
            models.Index(
                name="notice_to_email", fields=["created_at"], condition=Q(taken_at__isnull=True)
            ),
            # Old rows are swept.
            models.Index(name="notice_oldest", fields=["created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.comment_id})"
