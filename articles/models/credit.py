from datetime import datetime
from typing import ClassVar, Self

from django.db import models

from articles.models.edition import Edition, visible_at
from articles.models.person import Person


class CreditQuerySet(models.QuerySet["Credit"]):
    """Reading whom stories are by."""

    def visible(self, *, at: datetime) -> Self:
        """The credits of editions that readers see at that instant."""
        return self.filter(visible_at(at))

    def newest_first(self) -> Self:
        """By first publication; among visible editions the order is total."""
        return self.order_by("-published_at", "-edition_id")


class Credit(models.Model):
    """Somebody whose byline an edition carries, in whatever role: the stories on their own page.

    The edition itself keeps the byline as it was printed; this row says who that is, whatever they are
    called today. `published_at`, `starts_at` and `ends_at` repeat the edition's, so that somebody's
    newest stories are one range of one index. A composite foreign key (migration `credits`) keeps the
    first the same; triggers (migration `times_beside_names`) write the others, and nobody else can.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, db_index=False, related_name="credits")
    person = models.ForeignKey(Person, models.PROTECT, db_index=False, related_name="credits")
    published_at = models.DateTimeField()
    starts_at = models.DateTimeField(editable=False)
    ends_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CreditQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="credit_person_once",
                fields=["edition", "person"],
                violation_error_message="This edition is by the person already.",
            ),
        ]
        indexes: ClassVar = [
            # The visible stories by somebody, newest first, from the index alone.
            models.Index(
                name="credit_person_newest",
                fields=["person", "-published_at", "-edition"],
                include=("starts_at", "ends_at"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
