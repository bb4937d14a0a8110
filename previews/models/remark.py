from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.constraints import not_empty
from previews.models.preview_link import PreviewLink

LONGEST_QUOTE = 300


class Remark(models.Model):
    """What somebody with a link wrote to the newsroom about the draft; readers never see it.

    `quote` holds the words of the draft that it is about, if they named any. `submission_id` is made
    with the form, so that sending it twice stores one remark. A trigger (migration `links_and_remarks`)
    refuses to change anything but who has done what it asks for, and when.
    """

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="remarks")
    name = models.CharField(max_length=50)
    quote = models.CharField(max_length=LONGEST_QUOTE, blank=True)
    text = models.TextField()
    submission_id = models.UUIDField()
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            not_empty("remark_name_not_empty", "name"),
            not_empty("remark_text_not_empty", "text"),
            models.UniqueConstraint(
                name="remark_submission_unique",
                fields=["submission_id"],
                violation_error_message="This was sent already.",
            ),
            models.CheckConstraint(
                name="remark_done_by_somebody",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                violation_error_message="A remark is done by somebody, at a time.",
            ),
        ]
        indexes: ClassVar = [
            # The desk: how many wait.
            models.Index(name="remark_waiting", fields=["link"], condition=Q(done_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"Remark of {self.name}"
