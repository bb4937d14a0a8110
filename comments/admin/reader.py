"""Readers with an account, and what they are called."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from articles.admin.refusing import RefusableForm, RefusingAdmin
from comments.models import Reader
from comments.profile.naming import take_name
from comments.text import TextRefused
from newsportal.accounts.rights import can
from newsportal.audit.acts import Act
from newsportal.audit.recording import record


class ReaderForm(RefusableForm[Reader]):
    """A display name keeps the rules of nicknames."""

    def clean_display_name(self) -> str:
        try:
            take_name(self.instance, self.cleaned_data["display_name"])
        except TextRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return self.instance.display_name


@admin.register(Reader)
class ReaderAdmin(RefusingAdmin[Reader]):
    """A name that breaks the rules is changed here; what somebody may not do is said by sanctions."""

    form = ReaderForm
    list_select_related = ("user",)
    list_per_page = 50
    search_help_text = "The name that is shown; superusers also find the address of the account."
    ordering = ("display_name", "pk")
    raw_id_fields = ("user",)
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Reader, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "display_name" not in form.changed_data:
            return
        record(
            act=Act.READER_CHANGED if change else Act.READER_ADDED,
            about=obj,
            by=request.user,  # type: ignore[arg-type]
            after={"name": "changed"} if change else {"account": obj.user_id},
            # What a reader is called may have to be forgotten, and the record's row can't be.
            words=f"Reader {obj.pk}",
        )

    def get_fields(self, request: HttpRequest, obj: Reader | None = None) -> Any:
        return ["display_name", *_account(request, "user")]

    def get_list_display(self, request: HttpRequest) -> Any:
        return ["display_name", *_account(request, "user"), "created_at"]

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return ["display_name", *_account(request, "user__email")]

    def get_readonly_fields(self, request: HttpRequest, obj: Reader | None = None) -> list[str]:
        """Comments stay with the account that wrote them."""
        return ["user"] if obj else []


def _account(request: HttpRequest, field: str) -> list[str]:
    """Whose account it is, which may be an email address: for those alone who may know it."""
    return [field] if can(request.user, "reader.user") else []
