from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from articles.models.article import Article
from articles.models.period import Period
from articles.models.section import Section


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Reading which story stands where."""

    def current(self, *, at: datetime) -> Self:
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)

    def on_front_page(self) -> Self:
        return self.filter(section__isnull=True)

    def in_slot_order(self) -> Self:
        return self.order_by("slot", "id")


class Placement(models.Model):
    """A story that an editor put into a slot of the front page or of a section, for a time.

    Slot 1 is the lead. Slots without a placement are filled with the newest stories.
    """

    section = models.ForeignKey(
        Section,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="placements",
        help_text="Empty: the front page.",
    )
    slot = models.PositiveSmallIntegerField(help_text="1 is the lead.")
    article = models.ForeignKey(Article, models.CASCADE, related_name="placements")
    starts_at = models.DateTimeField("from")
    ends_at = models.DateTimeField("until", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="placement_slot_in_range",
                condition=Q(slot__gte=1, slot__lte=20),
                violation_error_message="Slots are numbered from 1 to 20.",
            ),
            models.CheckConstraint(
                name="placement_ends_after_start",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                violation_error_message="The end must be after the start.",
            ),
            ExclusionConstraint(
                name="placement_one_story_per_slot",
                expressions=[
                    (Coalesce("section", Value(0)), RangeOperators.EQUAL),
                    ("slot", RangeOperators.EQUAL),
                    (Period("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another story stands in this slot at that time.",
            ),
            ExclusionConstraint(
                name="placement_story_once_per_page",
                expressions=[
                    (Coalesce("section", Value(0)), RangeOperators.EQUAL),
                    ("article", RangeOperators.EQUAL),
                    (Period("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="This story stands on that page already at that time.",
            ),
        ]
        indexes: ClassVar = [
            # The front page and sections: what stands there now, among all that ever did.
            models.Index(name="placement_end", fields=["ends_at"]),
            # The last boundary in time that has passed.
            models.Index(name="placement_start", fields=["starts_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.section or 'Front page'}, slot {self.slot}"

    def clean(self) -> None:
        """Name the wrong end beside its field; PostgreSQL has no range for the rules about overlaps."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "The end must be after the start."})
