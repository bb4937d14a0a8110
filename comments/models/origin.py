from typing import ClassVar

from django.db import models

from comments.models.comment import Comment


class CommentOrigin(models.Model):
    """Where a comment was before it was here: a system, and the comment's own key there.

    The same file imported twice, or an import that was interrupted, adds nothing twice, because the
    pair is unique. `source` names one installation, such as `disqus` or `wordpress old.example.org`.
    """

    comment = models.OneToOneField(Comment, models.CASCADE, primary_key=True, related_name="origin")
    source = models.CharField(max_length=200)
    key = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="comment_origin_once",
                fields=["source", "key"],
                violation_error_message="This comment has been imported already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
