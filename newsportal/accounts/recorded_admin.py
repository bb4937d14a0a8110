"""What is deleted in the admin leaves a row in the record of acts."""

from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from newsportal.accounts.models import User
from newsportal.audit.acts import Act
from newsportal.audit.recording import record


class RecordedDeletion:
    """Records each row that is deleted: from its own page, from the list, or below a form."""

    # For rows below the form, as those of an article are in its revisions.
    rows_are_recorded_elsewhere = False

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with transaction.atomic():
            _record(request, obj)
            super().delete_model(request, obj)  # type: ignore[misc]

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            for row in queryset:
                _record(request, row)
            super().delete_queryset(request, queryset)  # type: ignore[misc]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if not self.rows_are_recorded_elsewhere:
            for one in formset.deleted_forms:
                if one.instance.pk:
                    _record(request, one.instance, of=form.instance)
        super().save_formset(request, form, formset, change)  # type: ignore[misc]


def _record(request: HttpRequest, row: Model, *, of: Model | None = None) -> None:
    user = request.user
    record(
        act=Act.ROW_DELETED,
        about=row,
        by=user if isinstance(user, User) else None,
        before={"belonged_to": str(of)} if of else None,
    )
