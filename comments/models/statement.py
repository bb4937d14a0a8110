from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles.models.constraints import exactly_one, not_empty
from comments.models.comment import Comment
from comments.models.moderation_event import ModerationEvent
from comments.models.sanction import Sanction

# How long an author may ask for another moderator, as for complaints in DSA Art. 20(1).
APPEAL_DAYS = 183


class StatementOfReasons(models.Model):
    """What an author is told about a decision against them: the fields of DSA Art. 17(3).

    Which restriction (a), where and until when; the facts (b), and whether somebody had reported it;
    what a program did (c); the law (d) or the house rule (e) with an explanation; and until when it can
    be appealed (f). It belongs to the decision about a comment or to a sanction, is written with it, and
    never changes (a trigger refuses). `decided_by` is None where no person decided.
    """

    class Restriction(models.TextChoices):
        HIDDEN = "hidden", "Your comment is hidden until a moderator decides"
        REMOVED = "removed", "Your comment was removed"
        REJECTED = "rejected", "Your comment is not published"
        WARNED = "warn", "You were warned"
        MUTED = "mute", "You may write no comments for a while"
        PREMODERATED = "premoderate", "What you write is read by a moderator before it is shown"
        BANNED = "ban", "You may not comment"

    event = models.OneToOneField(
        ModerationEvent, models.PROTECT, null=True, related_name="statement"
    )
    sanction = models.OneToOneField(Sanction, models.PROTECT, null=True, related_name="statement")
    comment = models.ForeignKey(Comment, models.PROTECT, null=True, related_name="statements")
    restriction = models.CharField(max_length=11, choices=Restriction)
    where = models.CharField(max_length=300)
    until = models.DateTimeField(null=True)
    facts = models.CharField(max_length=500)
    follows_notice = models.BooleanField()
    is_detected_by_program = models.BooleanField()
    law = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=200, blank=True)
    explanation = models.CharField(max_length=300)
    appeal_until = models.DateTimeField()
    created_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "statements of reasons"
        constraints: ClassVar = [
            exactly_one("statement_about_one_decision", "event", "sanction"),
            models.CheckConstraint(
                name="statement_restriction_known",
                condition=Q(
                    restriction__in=[
                        "hidden",
                        "removed",
                        "rejected",
                        "warn",
                        "mute",
                        "premoderate",
                        "ban",
                    ]
                ),
                violation_error_message="Choose one of the restrictions.",
            ),
            models.CheckConstraint(
                name="statement_of_one_ground",
                condition=Q(law="") | Q(rule=""),
                violation_error_message="Name the law or the house rule.",
            ),
            not_empty("statement_explains", "explanation"),
            not_empty("statement_names_facts", "facts"),
            models.CheckConstraint(
                name="statement_leaves_time_to_appeal",
                condition=Q(appeal_until__gt=F("created_at")),
                violation_error_message="An author has time to appeal.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_restriction_display()} ({self.where})"

    @property
    def is_decided_by_program(self) -> bool:
        """Whether no person took part."""
        return self.decided_by_id is None

    @property
    def ground(self) -> str:
        """The class of the reason, which readers see, too."""
        return "Against the law" if self.law else self.rule or self.explanation

    @property
    def has_appeal(self) -> bool:
        """Whether its author has asked for another look."""
        return hasattr(self, "appeal")

    def can_be_appealed(self, *, at: datetime) -> bool:
        """Whether there is still time."""
        return at < self.appeal_until
