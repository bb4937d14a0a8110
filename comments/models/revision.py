from typing import ClassVar

from django.db import models

from comments.models.comment import Comment


class CommentRevision(models.Model):
    """The words of a comment that its author has replaced: what stood there, from when until when.

    Rows are only ever added; a trigger (migration `words_that_were_replaced`) refuses to delete one, and
    any change but that of the words into none, for an author who wants them erased. `number` is the
    revision of the comment that had these words. Moderators see them; readers see only that there was
    an edit.
    """

    comment = models.ForeignKey(Comment, models.PROTECT, db_index=False, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            # Its index lists the earlier words of a comment, too.
            models.UniqueConstraint(
                name="comment_revision_once_per_number",
                fields=["comment", "number"],
                violation_error_message="Somebody else changed it at the same moment.",
            ),
            models.CheckConstraint(
                name="comment_revision_replaced_after_writing",
                condition=models.Q(replaced_at__gte=models.F("written_at")),
                violation_error_message="Words are replaced after they were written.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.text[:60]}"
