from typing import ClassVar

from django.db import models
from django.db.models import Q

from comments.models.comment import Comment
from comments.models.rule import Rule


class Signal(models.Model):
    """A rule that fired on one revision of a comment: all that did are kept, not only the strongest.

    `words` say why, for moderators; they never quote the comment. `spans` are the places that matched,
    pairs of positions in the comment's text (code points, the end not included). `kind` is the rule's
    kind. No `rule`: the site itself noticed that the form was sent in no time (`QUICK`) or never
    opened (`UNOPENED`).
    """

    QUICK = "quick"
    UNOPENED = "unopened"

    class Action(models.TextChoices):
        NOTE = "note", "Noted only"
        NUDGE = "nudge", "Its author was asked to read it again, and sent it all the same"
        HOLD = "hold", "Held for a moderator"
        REJECT = "reject", "Not taken"

    comment = models.ForeignKey(Comment, models.CASCADE, db_index=False, related_name="signals")
    revision_number = models.PositiveIntegerField()
    rule = models.ForeignKey(
        Rule, models.PROTECT, null=True, db_index=False, related_name="signals"
    )
    kind = models.CharField(max_length=10)
    rule_version = models.PositiveIntegerField(null=True)
    action = models.CharField(max_length=6, choices=Action)
    words = models.CharField(max_length=300)
    spans = models.JSONField(default=list)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="signal_of_a_version",
                condition=Q(rule__isnull=True, rule_version__isnull=True)
                | Q(rule__isnull=False, rule_version__isnull=False),
                violation_error_message="A signal names the rule and its version.",
            ),
            models.CheckConstraint(
                name="signal_action_known",
                condition=Q(action__in=["note", "nudge", "hold", "reject"]),
                violation_error_message="Choose one of the actions.",
            ),
        ]
        indexes: ClassVar = [
            # What fired on a comment, for moderators.
            models.Index(name="signal_by_comment", fields=["comment", "id"]),
            # How often a rule has fired lately.
            models.Index(
                name="signal_by_rule", fields=["rule", "-id"], condition=Q(rule__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.words
