from typing import ClassVar

from django.conf import settings
from django.db import models

from comments.models.comment import Comment
from comments.models.transitions import possible


class ModerationEvent(models.Model):
    """One change of a comment's state: who, when, from what to what, and why.

    Rows are only ever added; a trigger (migration `append_only_events`) refuses to change or delete
    one. No `actor` means that the system itself decided, by the thread's mode.
    """

    comment = models.ForeignKey(Comment, models.PROTECT, db_index=False, related_name="events")
    revision_number = models.PositiveIntegerField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    from_state = models.CharField(max_length=9, blank=True)
    to_state = models.CharField(max_length=9)
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="moderation_event_states_known",
                condition=models.Q(from_state__in=["", *Comment.State.values])
                & models.Q(to_state__in=Comment.State.values),
                violation_error_message="Choose one of the states.",
            ),
            models.CheckConstraint(
                name="moderation_event_transition_possible",
                condition=possible(),
                violation_error_message="A comment of this state can't become that.",
            ),
            models.UniqueConstraint(
                name="moderation_event_once_per_revision",
                fields=["comment", "revision_number"],
                violation_error_message="Somebody else decided at the same moment.",
            ),
            models.CheckConstraint(
                name="moderation_event_changes_state",
                condition=~models.Q(from_state=models.F("to_state")),
                violation_error_message="An event changes the state.",
            ),
        ]
        indexes: ClassVar = [
            # A comment's history in the admin.
            models.Index(name="moderation_event_by_comment", fields=["comment", "id"]),
            # What people decided in a span, for the newsroom's figures.
            models.Index(
                name="moderation_event_of_people",
                fields=["created_at"],
                condition=models.Q(actor__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_state or 'new'} → {self.to_state}"
