from typing import ClassVar

from django.db import models

from articles.models.constraints import not_empty, slug_is_well_formed
from newsportal.http.addresses import path_of

# First parts of the portal's own addresses, which a section's slug would hide.
RESERVED_SLUGS = (
    "account", "admin", "archive", "comments", "corrections", "feed", "gallery", "healthz", "history",
    "media", "metrics", "organisations", "people", "preview", "readyz", "robots", "search", "sitemap",
    "static",
)  # fmt: skip


class SectionQuerySet(models.QuerySet["Section"]):
    """Reading sections."""

    def in_navigation_order(self) -> "SectionQuerySet":
        return self.order_by("position", "id")


class Section(models.Model):
    """A part of the paper, such as Politics; every article has exactly one."""

    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60, db_index=False, help_text="Its address: /<slug>/")
    description = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(
        default=100, help_text="Place in the navigation; small numbers come first."
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="section_slug_unique",
                fields=["slug"],
                violation_error_message="Another section has this address.",
            ),
            slug_is_well_formed("section_slug_well_formed"),
            models.CheckConstraint(
                name="section_slug_not_reserved",
                condition=~models.Q(slug__in=RESERVED_SLUGS),
                violation_error_message="The portal itself uses this address; choose another.",
            ),
            not_empty("section_name_not_empty", "name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def url(self) -> str:
        """The path of its page."""
        return path_of("section", self.slug)
