from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from articles.models.constraints import is_web_address, not_empty


class Image(models.Model):
    """A picture of the library: the whole of it, and what must be said with it.

    Two uploads that show the same are one picture: `content_hash` is the SHA-256 of the file that was
    uploaded, `pixel_hash` that of what it shows, and empty for pictures from before there was one.
    `original` is the file encoded anew, without the notes that cameras write. Readers are served
    renditions; the original never leaves the newsroom.
    """

    original = models.FileField(upload_to="originals/%Y/%m", editable=False)
    content_hash = models.CharField(max_length=64, editable=False)
    pixel_hash = models.CharField(max_length=64, default="", blank=True, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt_text = models.CharField(
        "alternative text",
        max_length=300,
        blank=True,
        help_text="What is to be seen, for those who can't see it.",
    )
    is_decorative = models.BooleanField(
        "decorative", default=False, help_text="Says nothing that the text does not say."
    )
    caption = models.CharField(max_length=500, blank=True)
    credit = models.CharField(max_length=200, help_text="Who made it, as printed below it.")
    licence = models.CharField(max_length=60, blank=True, help_text="Such as CC0-1.0 or CC-BY-4.0.")
    source_url = models.URLField(blank=True)
    focal_x = models.FloatField(
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="From 0 at the left to 1 at the right: a crop keeps this point.",
    )
    focal_y = models.FloatField(
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="From 0 at the top to 1 at the bottom.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="image_content_unique",
                fields=["content_hash"],
                violation_error_message="This picture is in the library already.",
            ),
            models.UniqueConstraint(
                name="image_pixels_unique",
                fields=["pixel_hash"],
                condition=~models.Q(pixel_hash=""),
                violation_error_message="This picture is in the library already.",
            ),
            models.CheckConstraint(
                name="image_alt_text_or_decorative",
                condition=models.Q(alt_text__regex=r"\S", is_decorative=False)
                | models.Q(alt_text="", is_decorative=True),
                violation_error_message=(
                    "Describe the picture in the alternative text, or mark it as decorative."
                ),
            ),
            not_empty("image_credit_not_empty", "credit"),
            is_web_address("image_source_url_is_web_address", "source_url"),
            models.CheckConstraint(
                name="image_content_hash_well_formed",
                condition=models.Q(content_hash__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="A SHA-256 digest has 64 hexadecimal digits.",
            ),
            models.CheckConstraint(
                name="image_pixel_hash_well_formed",
                condition=models.Q(pixel_hash__regex=r"^([0-9a-f]{64})?$"),
                violation_error_message="A SHA-256 digest has 64 hexadecimal digits.",
            ),
            models.CheckConstraint(
                name="image_focal_point_inside",
                condition=models.Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
                violation_error_message="The focal point lies inside the picture: 0 to 1.",
            ),
            models.CheckConstraint(
                name="image_size_not_zero",
                condition=models.Q(width__gte=1, height__gte=1),
                violation_error_message="A picture has at least one pixel.",
            ),
        ]
        indexes: ClassVar = [
            # The picture library, newest first.
            models.Index(name="image_newest", fields=["-created_at", "-id"]),
        ]

    def __str__(self) -> str:
        return self.alt_text or self.caption or f"Picture {self.pk}"


class Rendition(models.Model):
    """A picture in one size and format, at an address that never changes."""

    class Format(models.TextChoices):
        AVIF = "avif", "AVIF"
        WEBP = "webp", "WebP"
        JPEG = "jpeg", "JPEG"

    image = models.ForeignKey(Image, models.CASCADE, db_index=False, related_name="renditions")
    file = models.FileField(upload_to="renditions/%Y/%m")
    format = models.CharField(max_length=4, choices=Format)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="rendition_unique",
                fields=["image", "format", "width"],
                violation_error_message="This rendition exists already.",
            ),
            not_empty("rendition_file_not_empty", "file"),
            models.CheckConstraint(
                name="rendition_format_known",
                condition=models.Q(format__in=["avif", "webp", "jpeg"]),
                violation_error_message="Choose one of the formats.",
            ),
            models.CheckConstraint(
                name="rendition_size_not_zero",
                condition=models.Q(width__gte=1, height__gte=1),
                violation_error_message="A rendition has at least one pixel.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.width}×{self.height} {self.format}"

    @property
    def url(self) -> str:
        """The address of the file."""
        return self.file.url
