from typing import ClassVar

from django.db import models

from articles.models.article import Article
from articles.models.image import Image


class Illustration(models.Model):
    """A picture of the library that stands in the text of a working copy.

    A trigger of the article writes these rows from its text (migration `pictures_in_texts`), whoever
    saved it; nobody else does. While one is there, the picture can't be deleted.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, db_index=False, related_name="illustrations"
    )
    image = models.ForeignKey(Image, models.PROTECT, db_index=False, related_name="illustrations")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="illustration_once",
                fields=["article", "image"],
                violation_error_message="The text has this picture already.",
            ),
        ]
        indexes: ClassVar = [
            # Where a picture is used, and whether it may be deleted.
            models.Index(name="illustration_by_image", fields=["image", "article"]),
        ]

    def __str__(self) -> str:
        return f"In the text of “{self.article}”"
