from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.article import Article
from articles.models.revision import Revision


class HandOver(models.Model):
    """A step of an article from its reporter to its readers: of which text, by whom, when, in what words.

    What readers see follows from editions; this is what happens before. `is_standing` marks the one that
    says where the article is now: the next hand-over ends it, and so does an edition, until that is
    cancelled. A trigger (migration `hand_overs_and_embargoes`) refuses to change anything else, and a
    composite foreign key keeps `revision` within the article.
    """

    class Kind(models.TextChoices):
        SUBMIT = "submit", "Submitted"
        TAKE_BACK = "take_back", "Taken back"
        RETURN = "return", "Returned"
        APPROVE = "approve", "Approved"

    article = models.ForeignKey(Article, models.CASCADE, db_index=False, related_name="hand_overs")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=Kind)
    revision = models.ForeignKey(Revision, models.RESTRICT, related_name="hand_overs")
    note = models.CharField(max_length=1000, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    returned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_standing = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="hand_over_number_unique",
                fields=["article", "number"],
                violation_error_message="Somebody else handed this article over at the same moment.",
            ),
            models.CheckConstraint(
                name="hand_over_number_from_one",
                condition=Q(number__gte=1),
                violation_error_message="Hand-overs are numbered from 1.",
            ),
            models.CheckConstraint(
                name="hand_over_kind_known",
                condition=Q(kind__in=["submit", "take_back", "return", "approve"]),
                violation_error_message="Submit, take back, return or approve.",
            ),
            models.CheckConstraint(
                name="hand_over_return_says_why",
                condition=~Q(kind="return") | Q(note__regex=r"\S", returned_to__isnull=False),
                violation_error_message="Write what is to be mended; whoever submitted it reads it.",
            ),
            models.CheckConstraint(
                name="hand_over_only_returned_to_somebody",
                condition=Q(kind="return") | Q(returned_to__isnull=True),
                violation_error_message="Only what is returned goes to one person.",
            ),
            models.CheckConstraint(
                name="hand_over_due_while_on_its_way",
                condition=Q(kind__in=["submit", "approve"]) | Q(due_at__isnull=True),
                violation_error_message="Only what is submitted or approved is needed by a time.",
            ),
            models.CheckConstraint(
                name="hand_over_taken_back_waits_for_nobody",
                condition=~Q(kind="take_back") | Q(is_standing=False),
                violation_error_message="An article that was taken back is a draft again.",
            ),
            models.UniqueConstraint(
                name="hand_over_one_stands",
                fields=["article"],
                condition=Q(is_standing=True),
                violation_error_message="This article waits for somebody already.",
            ),
        ]
        indexes: ClassVar = [
            # The desk: what waits for an approval or for its publication, the oldest first.
            models.Index(
                name="hand_over_waiting",
                fields=["kind", "created_at", "id"],
                condition=Q(is_standing=True),
            ),
            # The desk: what was returned to somebody.
            models.Index(
                name="hand_over_returned",
                fields=["returned_to", "created_at", "id"],
                condition=Q(is_standing=True, returned_to__isnull=False),
            ),
            # The desk: what is overdue.
            models.Index(
                name="hand_over_due",
                fields=["due_at", "id"],
                condition=Q(is_standing=True, due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
