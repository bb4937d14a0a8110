"""The admin asks `can`: pages, lists, choosers, and the rows below a form."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, ManyToManyField, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from newsportal.accounts.recorded_admin import RecordedDeletion
from newsportal.accounts.rights import RightMissing, allowed, can
from newsportal.accounts.rights_table import TABLE


@contextmanager
def said_kindly(right: str) -> Iterator[None]:
    """Say whose right it is where Django only says no."""
    try:
        yield
    except RightMissing:
        raise
    except PermissionDenied as error:
        raise RightMissing(right) from error


def choices(field: ForeignKey[Any] | ManyToManyField[Any, Any], request: HttpRequest) -> Any:
    """What somebody may choose: what they may view. None for models that the table leaves open."""
    model: Any = field.remote_field.model
    right = f"{model._meta.model_name}.view"
    if right not in TABLE:
        return None
    return allowed(model._default_manager.all(), request.user, right)


class Choosing:
    """Choosers, and what a forged choice is checked against, end where the right to view ends."""

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> Any:
        everything = super().get_field_queryset(db, db_field, request)  # type: ignore[misc]
        visible = choices(db_field, request)
        if visible is None or not visible.query.where:
            return everything
        return visible if everything is None else everything & visible


class GovernedAdmin(Choosing, RecordedDeletion):
    """A page for each row that somebody may view, and no sign of the others."""

    model: Any

    def right(self, verb: str) -> str:
        """The table's name for doing something with a row of this kind."""
        return f"{self.model._meta.model_name}.{verb}"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can(request.user, self.right("view"))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can(request.user, self.right("view"), obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return can(request.user, self.right("add"))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can(request.user, self.right("change"), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can(request.user, self.right("delete"), obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]
        return allowed(rows, request.user, self.right("view"))

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with said_kindly(self.right("view")):
            return super().changelist_view(request, *args, **kwargs)  # type: ignore[misc, no-any-return]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        verb = "view" if request.method == "GET" else "change"
        with said_kindly(self.right(verb if object_id else "add")):
            return super().changeform_view(request, object_id, *args, **kwargs)  # type: ignore[misc, no-any-return]

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with said_kindly(self.right("delete")):
            return super().delete_view(request, *args, **kwargs)  # type: ignore[misc, no-any-return]

    def history_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with said_kindly(self.right("view")):
            return super().history_view(request, *args, **kwargs)  # type: ignore[misc, no-any-return]

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """The same words for a row that is not there and for one that is somebody else's."""
        words = f"There is no such {opts.verbose_name} among those that you may see."
        messages.warning(request, words)
        return HttpResponseRedirect(reverse("admin:index"))


class GovernedRows(Choosing):
    """Rows below a form. They are edited with the right of that name over the form's row."""

    parent_model: Any
    right_name = ""

    def right(self, obj: Any) -> str:
        """`right_name`, where the table names the rows by themselves; else the right to save the form."""
        verb = "change" if obj else "add"
        return self.right_name or f"{self.parent_model._meta.model_name}.{verb}"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can(request.user, self.right(obj), obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can(request.user, self.right(obj), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can(request.user, self.right(obj), obj)
