from typing import ClassVar

from django.conf import settings
from django.db import models


class Reader(models.Model):
    """Somebody who takes part in comments with an account, and what they are called.

    The login is kept apart, so that deleting it leaves the threads readable. `name_key` is what names
    share that readers would take for one another (`comments.nicknames`).
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="reader"
    )
    display_name = models.CharField(max_length=50)
    name_key = models.CharField(max_length=100, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reader_display_name_not_empty",
                condition=models.Q(display_name__regex=r"\S"),
                violation_error_message="Choose a name to be shown.",
            ),
            models.UniqueConstraint(
                name="reader_name_once",
                fields=["name_key"],
                condition=~models.Q(name_key=""),
                violation_error_message="Somebody else is called so, or much alike.",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name
