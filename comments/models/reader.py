from typing import ClassVar

from django.conf import settings
from django.db import models


class Reader(models.Model):
    """Somebody who takes part in comments with an account, and what they are called.

    The login is kept apart, so that deleting it leaves the threads readable.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="reader"
    )
    display_name = models.CharField(max_length=50)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reader_display_name_not_empty",
                condition=models.Q(display_name__regex=r"\S"),
                violation_error_message="Choose a name to be shown.",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name
