from typing import ClassVar

from django.db import models
from django.db.models import Q

from comments.models.comment import Comment
from comments.models.thread import Thread


class Recommendation(models.Model):
    """That one browser, or account, recommends one comment.

    `voter_key` is a keyed hash (`comments.marks.author_key`). After a while a name of one thread takes
    its place that leads to nobody, and begins with `FORGOTTEN` (`comments.recommending.forget`).
    Nothing counts up: what pages show is counted from these rows (`comments.ranking`), so it can't drift.
    """

    FORGOTTEN: ClassVar = "-"

    comment = models.ForeignKey(Comment, models.CASCADE, db_index=False, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, db_index=False, related_name="+")
    voter_key = models.CharField(max_length=32)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="recommendation_once",
                fields=["comment", "voter_key"],
                violation_error_message="You recommend this comment already.",
            ),
            models.CheckConstraint(
                name="recommendation_of_somebody",
                condition=~Q(voter_key=""),
                violation_error_message="Somebody recommends.",
            ),
        ]
        indexes: ClassVar = [
            # Who took part in a thread, and when last; what one of them recommends there.
            models.Index(
                name="recommendation_voters", fields=["thread", "voter_key", "created_at"]
            ),
            # All that somebody recommends, for their export and their erasure.
            models.Index(
                name="recommendation_of_voter",
                fields=["voter_key", "id"],
                condition=~Q(voter_key__startswith="-"),
            ),
            # Whose voter is forgotten next.
            models.Index(
                name="recommendation_oldest",
                fields=["created_at"],
                condition=~Q(voter_key__startswith="-"),
            ),
        ]

    def __str__(self) -> str:
        return f"Recommendation of comment {self.comment_id}"


class DueRanking(models.Model):
    """That a thread's comments are to be ranked anew at a time: a task waits for each row."""

    thread = models.OneToOneField(
        Thread, models.CASCADE, primary_key=True, related_name="+", editable=False
    )
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Ranking of thread {self.thread_id}"
