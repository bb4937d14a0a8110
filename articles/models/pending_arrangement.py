from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from articles.models.constraints import unique
from articles.models.placement import FRONT_PAGE
from articles.models.section import Section


class PendingArrangementQuerySet(models.QuerySet["PendingArrangement"]):
    """Reading what editors prepare."""

    def on_page(self, page: int) -> Self:
        """For a section's page, by the section's key, or for FRONT_PAGE."""
        return self.filter(section=None if page == FRONT_PAGE else page)


class PendingArrangement(models.Model):
    """What an editor prepares for a page and has not published: one row for each page and editor.

    `slots` is what `articles.arranging.plans` writes. `base` names what stood on the page when the
    editor saw it, so that nobody's arrangement is overwritten unseen. `starts_at` is from when on it
    shall be in force; null: from its publication on.
    """

    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, db_index=False, related_name="+"
    )
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    base = models.CharField(max_length=64)
    starts_at = models.DateTimeField(null=True, blank=True)
    slots = models.JSONField(default=list)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PendingArrangementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            unique(
                "pending_arrangement_once",
                "section",
                "editor",
                message="You prepare an arrangement of this page already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section or 'Front page'}, prepared by {self.editor}"
