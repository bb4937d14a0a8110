"""What the database refuses, a form says in words; nothing is stored and nothing typed is lost."""

from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import IntegrityError, connection, models, transaction
from django.http import HttpRequest, HttpResponse

from articles.admin.generic import ModelAdmin, ModelForm, TabularInline

M = TypeVar("M", bound=models.Model)

# SQLSTATE of a row that points at nothing.
FOREIGN_KEY_VIOLATION = "23503"


def words_of(error: IntegrityError) -> str:
    """The violated constraint's own words.

    Constraints of models have a message that a form can show; the triggers raise one themselves.
    """
    cause: Any = error.__cause__
    if cause is None:
        return str(error)
    if cause.sqlstate == FOREIGN_KEY_VIOLATION:
        return "Something chosen here was deleted meanwhile. Choose again."
    name = cause.diag.constraint_name
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.violation_error_message)
    return str(cause.diag.message_primary)


class RefusableForm(ModelForm[M]):
    """A form that can be told what was refused after it had found itself valid."""

    refusal = ""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.refusal:
            self.add_error(NON_FIELD_ERRORS, self.refusal)
        return cleaned


class RefusingAdmin(ModelAdmin[M]):
    """Saves all or nothing, and shows a refusal on the form that caused it.

    Django checks a constraint where one form holds all of its fields. Between two rows of one page,
    between two editors, and at commit only the database knows. Then everything is rolled back and
    the same form is shown again, with the refusal and what was typed. `refusals` are further
    exceptions with a kind message that saving may raise.
    """

    form = RefusableForm  # type: ignore[assignment]
    refusals: tuple[type[Exception], ...] = ()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            refusal = words_of(error)
        except self.refusals as error:
            refusal = str(error)
        request.refusal = refusal  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_inline_instances(self, request: HttpRequest, obj: M | None = None) -> list[Any]:
        """Rows of a table that somebody may not edit are lines to be read, not a table of nothing."""
        inlines = super().get_inline_instances(request, obj)
        may_save = self.has_change_permission(request, obj) if obj else True
        for inline in inlines:
            if isinstance(inline, TabularInline) and not (
                may_save and inline.has_change_permission(request, obj)
            ):
                inline.template = "admin/articles/rows_read.html"
        return inlines

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        # Deferred rules would raise at commit, where no form is left to say so.
        connection.check_constraints()

    def get_form(
        self, request: HttpRequest, obj: M | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[M]]:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        # The class is made anew for every request, so nobody else sees the refusal.
        form.refusal = getattr(request, "refusal", "")
        return form  # type: ignore[no-any-return]
