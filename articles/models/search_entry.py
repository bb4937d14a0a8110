from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F

from articles.models.edition import Edition
from articles.models.spans import Spans


class SearchEntry(models.Model):
    """What search reads of an edition, and nothing else: its words, and when it is visible.

    A search reads hundreds of matches. Beside texts and lists of an edition each would lie in
    a page of its own, and its words in another; here they lie together, and in the row while it
    fits into a page. Triggers of the edition write it (migration `search_entries`); nobody else does.
    """

    edition = models.OneToOneField(
        Edition, models.CASCADE, primary_key=True, related_name="search_entry"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField()
    words = SearchVectorField()

    class Meta:
        indexes: ClassVar = [
            # Search: the words, and the days in which to look for them. The few new rows go in at once;
            # a list of waiting ones would be read from end to end for every span of days.
            GinIndex(
                F("words"), Spans("published_at"), name="search_entry_by_days", fastupdate=False
            ),
        ]

    def __str__(self) -> str:
        return f"Words of edition {self.edition_id}"
