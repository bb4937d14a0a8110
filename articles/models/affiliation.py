from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Coalesce

from articles.models.constraints import ends_after_start, is_web_address, not_empty
from articles.models.organisation import Organisation
from articles.models.person import Person


class DateRange(Func):
    """PostgreSQL's `daterange`, both ends included; a missing end is open."""

    function = "daterange"
    output_field = DateRangeField()


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    """Reading roles, the latest first."""

    def latest_first(self) -> "AffiliationQuerySet":
        return self.order_by(
            F("ends").desc(nulls_first=True), F("starts").desc(nulls_last=True), "id"
        )


class Affiliation(models.Model):
    """A role that a person has held, in an organisation or on their own, with its dates."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="affiliations",
    )
    role = models.CharField(max_length=160)
    starts = models.DateField("from", null=True, blank=True)
    ends = models.DateField("until", null=True, blank=True, help_text="Empty while it lasts.")
    source_url = models.URLField("source", blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = "role"
        constraints: ClassVar = [
            not_empty("affiliation_role_not_empty", "role"),
            ends_after_start("affiliation_ends_after_start"),
            is_web_address("affiliation_source_url_is_web_address", "source_url"),
            ExclusionConstraint(
                name="affiliation_role_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (Coalesce("organisation", Value(0)), RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (
                        DateRange(
                            "starts",
                            "ends",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="This role is listed already for a part of that time.",
            ),
        ]
        indexes: ClassVar = [
            # An organisation's page lists its people now and before.
            models.Index(name="affiliation_by_organisation", fields=["organisation", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"

    def clean(self) -> None:
        """Name the wrong end beside its field; PostgreSQL has no range for the rule about overlaps."""
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": "The end must not be before the start."})
