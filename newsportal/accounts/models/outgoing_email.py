"""Emails on their way."""

from django.db import models
from django.db.models.functions import Now


class OutgoingEmail(models.Model):
    """An email that has yet to be sent. It may let in whoever reads it, so it goes when it is sent.

    That is also why its text is not in the row of the task that sends it, which stays for a week.
    """

    recipient = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.subject
