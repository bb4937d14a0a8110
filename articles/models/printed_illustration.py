from typing import ClassVar

from django.db import models

from articles.models.edition import Edition
from articles.models.image import Image


class PrintedIllustration(models.Model):
    """A picture of the library that stands in the text of an edition, and so in the public record.

    A trigger of the edition writes these rows (migration `pictures_in_texts`); nobody else does. The
    picture can't be deleted for as long as the edition is there.
    """

    edition = models.ForeignKey(
        Edition, models.CASCADE, db_index=False, related_name="illustrations"
    )
    image = models.ForeignKey(Image, models.PROTECT, db_index=False, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="printed_illustration_once",
                fields=["edition", "image"],
                violation_error_message="The edition has this picture already.",
            ),
        ]
        indexes: ClassVar = [
            # Where a picture was used, and whether it may be deleted.
            models.Index(name="printed_illustration_by_image", fields=["image", "edition"]),
        ]

    def __str__(self) -> str:
        return f"In the text of the edition “{self.edition}”"
