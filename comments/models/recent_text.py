from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from comments.models.comment import Comment


class RecentText(models.Model):
    """What a comment of the last day looked like, for rules that compare; swept after that day.

    `digest` is of the text as rules read it (`comments.rules.reading`), empty for one without letters;
    `sketch` and `bands` find texts that are nearly the same (`comments.rules.likeness`).
    """

    comment = models.OneToOneField(Comment, models.CASCADE, primary_key=True, related_name="+")
    thread_key = models.PositiveBigIntegerField()
    author_key = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField()
    digest = models.CharField(max_length=32, blank=True)
    sketch = ArrayField(models.BigIntegerField())
    bands = ArrayField(models.BigIntegerField())

    class Meta:
        indexes: ClassVar = [
            # How many comments a thread got in the last minutes.
            models.Index(name="recent_text_of_thread", fields=["thread_key", "-created_at"]),
            # The same text again.
            models.Index(name="recent_text_same", fields=["digest", "-created_at"]),
            # Nearly the same text.
            GinIndex(name="recent_text_alike", fields=["bands"], fastupdate=False),
            # Old rows are swept.
            models.Index(name="recent_text_oldest", fields=["created_at"]),
        ]

    def __str__(self) -> str:
        return str(self.pk)
