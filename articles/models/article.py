from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.constraints import not_empty, slug_is_well_formed
from articles.models.image import Image
from articles.models.section import Section


class Article(models.Model):
    """The newsroom's working copy. Readers never see this row: they see its editions.

    `version` counts the saves and is the number of the latest revision; a form that was opened at an
    older version is stale.
    """

    headline = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=120,
        db_index=False,
        help_text="Its address ends in it; the old one keeps working if you change it.",
    )
    section = models.ForeignKey(Section, models.PROTECT, related_name="articles")
    standfirst = models.CharField(
        max_length=400, blank=True, help_text="One or two sentences below the headline."
    )
    dateline = models.CharField(
        max_length=120, blank=True, help_text="Where it was written, such as Minsk, Belarus."
    )
    body = models.TextField()
    picture = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    picture_caption = models.CharField(
        max_length=500, blank=True, help_text="Empty: the caption of the picture library."
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        db_index=False,
        related_name="+",
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            not_empty("article_headline_not_empty", "headline"),
            not_empty("article_body_not_empty", "body"),
            slug_is_well_formed("article_slug_well_formed"),
            models.CheckConstraint(
                name="article_caption_needs_picture",
                condition=Q(picture__isnull=False) | Q(picture_caption=""),
                violation_error_message="A caption needs a picture.",
            ),
        ]
        indexes: ClassVar = [
            # The admin's list, the latest change first.
            models.Index(name="article_latest_change", fields=["-changed_at", "-id"]),
            # The desk: what somebody began, the latest change first.
            models.Index(name="article_begun_by", fields=["created_by", "-changed_at", "-id"]),
        ]

    def __str__(self) -> str:
        return self.headline
