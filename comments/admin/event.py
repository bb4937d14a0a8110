"""The record of moderation, to be read only."""

from typing import ClassVar

from django.contrib import admin

from articles.admin.record import ReadOnlyAdmin
from comments.models import Comment, ModerationEvent


def state_in_words(state: str) -> str:
    """A state as the list of comments names it."""
    return str(Comment.State(state).label) if state else "New"


def change_in_words(event: ModerationEvent) -> str:
    """From what to what an event led."""
    return f"{state_in_words(event.from_state)} → {state_in_words(event.to_state)}"


@admin.register(ModerationEvent)
class ModerationEventAdmin(ReadOnlyAdmin[ModerationEvent]):
    """Every decision about every comment, the newest first."""

    fields = ("comment", "created_at", "change", "actor", "reason", "revision_number")
    readonly_fields = ("change",)
    list_display = ("change", "comment", "actor", "reason", "created_at")
    list_filter: ClassVar = ["to_state"]
    list_select_related = ("comment", "actor")
    search_fields = ("comment__nickname", "actor__email", "reason")
    search_help_text = "A reader's name, a moderator's address, or words of the reason."
    ordering = ("-pk",)

    @admin.display(description="Change")
    def change(self, event: ModerationEvent) -> str:
        return change_in_words(event)
