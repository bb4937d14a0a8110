from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Mod
from django.db.models.lookups import Exact

from articles.models.constraints import exactly_one
from articles.models.edition import Edition, visible_at
from articles.models.mention import Certainty
from articles.models.organisation import Organisation
from articles.models.person import Person

# Of so many editions one is in the small indexes that answer first.
SAMPLED = 64


def is_sampled() -> models.Q:
    """The condition that a row is in the small indexes of coverage."""
    return models.Q(Exact(Mod(models.F("edition"), SAMPLED), 0))


class SubjectQuerySet(models.QuerySet["Subject"]):
    """Reading whom stories name."""

    def visible(self, *, at: datetime) -> Self:
        """What editions name that readers see at that instant."""
        return self.filter(visible_at(at))

    def sampled(self) -> Self:
        """What one of many editions names: enough to tell who is often named."""
        return self.filter(is_sampled())

    def confirmed(self) -> Self:
        """Without what is only reported or where sources differ: that counts for nobody."""
        return self.filter(certainty=Certainty.CONFIRMED)

    def newest_first(self) -> Self:
        """By first publication; among visible editions the order is total."""
        return self.order_by("-published_at", "-edition_id")

    def before(self, published_at: datetime, edition_id: int) -> Self:
        """What follows that row in `newest_first`: the next page of a list."""
        return self.filter(
            models.Q(published_at__lt=published_at) | models.Q(edition_id__lt=edition_id),
            published_at__lte=published_at,
        )


class Subject(models.Model):
    """Somebody whom an edition names: what the pages of people and organisations read.

    A disputed mention of two people gives two rows, each marked as disputed; they count for neither
    until the newsroom knows. `published_at`, `starts_at` and `ends_at` repeat the edition's, so that a
    page of coverage is one range of one index, and asks no edition whether it is visible. A composite
    foreign key (migration `keys_of_the_record`) keeps the first the same; triggers (migration
    `times_beside_names`) write the others, and nobody else can.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="subject_rows")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, db_index=False, related_name="coverage"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, db_index=False, related_name="coverage"
    )
    salience = models.CharField(max_length=9)
    certainty = models.CharField(max_length=9)
    published_at = models.DateTimeField()
    starts_at = models.DateTimeField(editable=False)
    ends_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            exactly_one("subject_names_one", "person", "organisation"),
            models.UniqueConstraint(
                name="subject_person_once",
                fields=["edition", "person"],
                condition=models.Q(person__isnull=False),
                violation_error_message="This edition names the person already.",
            ),
            models.UniqueConstraint(
                name="subject_organisation_once",
                fields=["edition", "organisation"],
                condition=models.Q(organisation__isnull=False),
                violation_error_message="This edition names the organisation already.",
            ),
            models.CheckConstraint(
                name="subject_salience_known",
                condition=models.Q(salience__in=["about", "mentioned"]),
                violation_error_message="Choose about or mentioned.",
            ),
            models.CheckConstraint(
                name="subject_certainty_known",
                condition=models.Q(certainty__in=["confirmed", "reported", "disputed"]),
                violation_error_message="Choose confirmed, reported or disputed.",
            ),
        ]
        indexes: ClassVar = [
            # A person's visible coverage of one certainty, newest first, from the index alone: even
            # where the planner thinks of few rows it does not read and sort them all.
            models.Index(
                name="subject_person_newest",
                fields=["person", "certainty", "-published_at", "-edition"],
                include=("starts_at", "ends_at"),
                condition=models.Q(person__isnull=False),
            ),
            # An organisation's, likewise.
            models.Index(
                name="subject_organisation_newest",
                fields=["organisation", "certainty", "-published_at", "-edition"],
                include=("starts_at", "ends_at"),
                condition=models.Q(organisation__isnull=False),
            ),
            # Files of the sitemap, which ask of hundreds whether anything names them: of whoever is
            # named often a part of a hundredth of the rows tells, instead of a leaf for each.
            models.Index(
                name="subject_person_sampled",
                fields=["person"],
                include=("starts_at", "ends_at"),
                condition=is_sampled() & models.Q(person__isnull=False),
            ),
            models.Index(
                name="subject_organisation_sampled",
                fields=["organisation"],
                include=("starts_at", "ends_at"),
                condition=is_sampled() & models.Q(organisation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.organisation)
