from typing import ClassVar

from django.db import models

from articles.models.constraints import not_empty


class PublicationManager(models.Manager["Publication"]):
    """Reading the one row."""

    def current(self) -> "Publication":
        """The newspaper as its editors named it, or with the default name before they have."""
        return self.filter(pk=1).first() or Publication()


class Publication(models.Model):
    """The newspaper itself: one row, so that editors can name it without a restart."""

    id = models.SmallAutoField(primary_key=True)
    name = models.CharField(max_length=80, default="Newsportal")
    motto = models.CharField(max_length=160, blank=True)
    description = models.CharField(
        max_length=300, blank=True, help_text="What search engines and feed readers say about it."
    )

    needs_approval = models.BooleanField(
        "articles need a second person's approval",
        default=False,
        help_text="Nothing is published before somebody else than its last writer has approved it.",
    )

    objects = PublicationManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="publication_is_one_row",
                condition=models.Q(id=1),
                violation_error_message="There is one publication; change it instead.",
            ),
            not_empty("publication_name_not_empty", "name"),
        ]

    def __str__(self) -> str:
        return self.name
