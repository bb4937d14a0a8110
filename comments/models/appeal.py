from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When

from comments.models.statement import StatementOfReasons

# Before everything else in the list of appeals: an author waits for an answer.
APPEAL_ORDER = Case(When(decided_at__isnull=True, then=Value(0)), default=Value(1))


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Reading appeals."""

    def waiting(self) -> Self:
        return self.filter(decided_at__isnull=True)


class Appeal(models.Model):
    """An author's wish that somebody else looks at a decision once more, and what came of it.

    One for a statement of reasons, within its time. Triggers (migration `statements_and_appeals`) refuse
    one that comes too late, a decision by whoever decided first, and to change anything afterwards; the
    text alone may be emptied, when its author wants to be forgotten.
    """

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "Upheld: the decision was taken back"
        DISMISSED = "dismissed", "Dismissed: the decision stands"

    statement = models.OneToOneField(StatementOfReasons, models.PROTECT, related_name="appeal")
    text = models.CharField(max_length=3000, blank=True)
    created_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="appeal_says_why",
                condition=Q(text="") | Q(text__regex=r"\S+(\s+\S+){4}"),
                violation_error_message="Say in five words or more why the decision was wrong.",
            ),
            models.CheckConstraint(
                name="appeal_decided_at_once",
                condition=Q(outcome="", words="", decided_at__isnull=True, decided_by__isnull=True)
                | Q(
                    outcome__in=["upheld", "dismissed"],
                    words__regex=r"\S",
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                violation_error_message="An answer has an outcome, words, a time and a moderator.",
            ),
        ]
        indexes: ClassVar = [
            # The newsroom's list of appeals: what waits first.
            models.Index(APPEAL_ORDER, "created_at", "id", name="appeal_desk"),
        ]

    def __str__(self) -> str:
        return f"Appeal of {self.created_at:%-d %B %Y}"
