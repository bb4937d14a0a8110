from typing import ClassVar

from django.db import models

from articles.models.article import Article
from articles.models.person import Person


class Byline(models.Model):
    """Who made an article, and as what; the order is the printed order."""

    class Role(models.TextChoices):
        BY = "by", "By"
        PHOTOS_BY = "photos_by", "Photos by"
        TRANSLATED_BY = "translated_by", "Translated by"
        EDITED_BY = "edited_by", "Edited by"

    article = models.ForeignKey(Article, models.CASCADE, db_index=False, related_name="bylines")
    person = models.ForeignKey(Person, models.PROTECT, related_name="bylines")
    role = models.CharField(max_length=15, choices=Role, default=Role.BY)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="byline_person_once_per_role",
                fields=["article", "person", "role"],
                violation_error_message="This person has that role already.",
            ),
            models.CheckConstraint(
                name="byline_role_known",
                condition=models.Q(role__in=["by", "photos_by", "translated_by", "edited_by"]),
                violation_error_message="Choose one of the roles.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.person}"
