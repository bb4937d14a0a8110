from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from articles.models.constraints import unique
from articles.models.placement import FRONT_PAGE
from articles.models.section import Section


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    """Reading who arranged a page."""

    def on_page(self, page: int) -> Self:
        """Of a section's page, by the section's key, or of FRONT_PAGE."""
        return self.filter(section=None if page == FRONT_PAGE else page)

    def latest_first(self) -> Self:
        return self.order_by("-number", "-id")


class Arrangement(models.Model):
    """One act of arranging a page: all its changes come into force together, from `starts_at` on.

    Acts are numbered on each page, so that of two that were prepared at once only one is next.
    """

    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, db_index=False, related_name="arrangements"
    )
    number = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            unique(
                "arrangement_number_unique",
                "section",
                "number",
                message="Somebody else arranged this page at the same moment.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section or 'Front page'}, arrangement {self.number}"
