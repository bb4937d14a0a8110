"""The record of moderation, to be read only."""

from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.generic import TabularInline
from articles.admin.record import ReadOnlyAdmin
from comments.models import Comment, ModerationEvent


def state_in_words(state: str) -> str:
    """A state as the list of comments names it."""
    return str(Comment.State(state).label) if state else "New"


class HistoryRows(TabularInline[ModerationEvent, Comment]):
    """What was decided about one comment, from its posting on."""

    model = ModerationEvent
    verbose_name_plural = "history"
    fields = ("created_at", "change", "actor", "reason")
    readonly_fields = fields
    ordering = ("pk",)
    extra = 0
    can_delete = False

    @admin.display(description="Change")
    def change(self, event: ModerationEvent) -> str:
        return f"{state_in_words(event.from_state)} → {state_in_words(event.to_state)}"

    def has_add_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return False


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
        return f"{state_in_words(event.from_state)} → {state_in_words(event.to_state)}"
