"""What Django's cache keeps for all processes."""

from typing import ClassVar

from django.db import models


class SharedEntry(models.Model):
    """A row of Django's database cache, whose columns it knows by their names.

    In it are the attempts of late to sign in, up and so on, by person and address. A migration makes the
    table, so nobody has to run `createcachetable`; public pages never ask it.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            # For the removal of entries that are over.
            models.Index(name="shared_entry_expires", fields=["expires"]),
        ]

    def __str__(self) -> str:
        return self.cache_key
