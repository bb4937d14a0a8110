from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Coalesce

from articles.models.article import Article
from articles.models.period import Period
from articles.models.section import Section

# The page of a placement without a section, where pages are told apart by one number.
FRONT_PAGE = 0
MOST_SLOTS = 20
MOST_SUPPORTING = 4


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Reading which story stands where."""

    def on_page(self, page: int) -> Self:
        """Of a section's page, by the section's key, or of FRONT_PAGE."""
        # The index holds keys of this width, and finds no shorter ones.
        key = Cast(Value(page), models.BigIntegerField())
        return self.alias(page=Coalesce("section", Value(FRONT_PAGE))).filter(page=key)

    def standing(self, *, at: datetime) -> Self:
        """What stands at an instant, today's or one long past.

        The question is that of the constraints, so that their index answers it for both.
        """
        return self.alias(period=Period("starts_at", "ends_at")).filter(period__contains=at)

    def planned(self, *, after: datetime) -> Self:
        """What is going to stand and does not yet."""
        return self.filter(starts_at__gt=after)

    def in_slot_order(self) -> Self:
        return self.order_by("slot", "position", "starts_at", "id")


class Placement(models.Model):
    """A story that an editor put into a slot of the front page or of a section, for a time.

    Slot 1 is the lead. Slots without a placement are filled with the newest stories. Position 0 is
    the story of the slot, further positions are those that support it, in their order: they are shown
    below it, and never without it. `may_repeat` lets the story appear in the lists below, too.

    The past stays in the table, so a page can be shown as it was: what has begun is ended and not
    deleted (`articles.arranging`).
    """

    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, related_name="placements"
    )
    slot = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    article = models.ForeignKey(Article, models.CASCADE, related_name="placements")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    may_repeat = models.BooleanField(default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "front pages"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="placement_slot_in_range",
                condition=Q(slot__gte=1, slot__lte=MOST_SLOTS),
                violation_error_message="Slots are numbered from 1 to 20.",
            ),
            models.CheckConstraint(
                name="placement_position_in_range",
                condition=Q(position__lte=MOST_SUPPORTING),
                violation_error_message="At most four stories support another.",
            ),
            models.CheckConstraint(
                name="placement_slot_decides_repetition",
                condition=Q(position=0) | Q(may_repeat=False),
                violation_error_message="Whether stories may repeat is said of the slot's own story.",
            ),
            models.CheckConstraint(
                name="placement_ends_after_start",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                violation_error_message="The end must be after the start.",
            ),
            ExclusionConstraint(
                name="placement_one_story_per_slot",
                expressions=[
                    (Coalesce("section", Value(FRONT_PAGE)), RangeOperators.EQUAL),
                    (Period("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                    ("slot", RangeOperators.EQUAL),
                    ("position", RangeOperators.EQUAL),
                ],
                violation_error_message="Another story stands in this slot at that time.",
            ),
            ExclusionConstraint(
                name="placement_story_once_per_page",
                expressions=[
                    (Coalesce("section", Value(FRONT_PAGE)), RangeOperators.EQUAL),
                    ("article", RangeOperators.EQUAL),
                    (Period("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="This story stands on that page already at that time.",
            ),
        ]
        indexes: ClassVar = [
            # The last boundary in time that has passed; what is planned.
            models.Index(name="placement_end", fields=["ends_at"]),
            models.Index(name="placement_start", fields=["starts_at"]),
        ]

    def __str__(self) -> str:
        below = f", below it {self.position}" if self.position else ""
        return f"{self.section or 'Front page'}, slot {self.slot}{below}"
