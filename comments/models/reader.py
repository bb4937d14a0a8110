from typing import ClassVar

from django.conf import settings
from django.db import models


class Reader(models.Model):
    """Somebody who takes part in comments with an account: what they are called and may do.

    The login is kept apart, so that deleting it leaves the threads readable.
    """

    class Standing(models.TextChoices):
        GOOD = "good", "In good standing"
        PREMODERATED = "premoderated", "Always moderated first"
        BANNED = "banned", "May not comment"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="reader"
    )
    display_name = models.CharField(max_length=50)
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.GOOD)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reader_standing_known",
                condition=models.Q(standing__in=["good", "premoderated", "banned"]),
                violation_error_message="Choose one of the standings.",
            ),
            models.CheckConstraint(
                name="reader_display_name_not_empty",
                condition=models.Q(display_name__regex=r"\S"),
                violation_error_message="Choose a name to be shown.",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name
