"""Readers with an account: what they are called, and what they may do."""

from typing import ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from articles.admin.refusing import RefusableForm, RefusingAdmin
from comments.models import Reader
from comments.nicknames import clean_nickname
from comments.text import TextRefused


class ReaderForm(RefusableForm[Reader]):
    """A display name keeps the rules of nicknames."""

    def clean_display_name(self) -> str:
        try:
            return clean_nickname(self.cleaned_data["display_name"])
        except TextRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


@admin.register(Reader)
class ReaderAdmin(RefusingAdmin[Reader]):
    """Moderators change a reader's standing here; it counts from the next comment on."""

    form = ReaderForm
    fields = ("display_name", "standing", "user")
    list_display = ("display_name", "standing", "user", "created_at")
    list_filter: ClassVar = ["standing"]
    list_select_related = ("user",)
    list_per_page = 50
    search_fields = ("display_name", "user__email")
    search_help_text = "The name that is shown, or the email address of the account."
    ordering = ("display_name", "pk")
    raw_id_fields = ("user",)
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Reader | None = None) -> list[str]:
        """Comments stay with the account that wrote them."""
        return ["user"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Reader | None = None) -> bool:
        """A reader's comments stay, and they name the reader: end their right to comment instead."""
        return False
