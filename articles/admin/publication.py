"""The newspaper itself: its name, its motto."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles.admin.refusing import RefusingAdmin
from articles.models import Publication
from newsportal.accounts.rights import require
from newsportal.audit.acts import Act
from newsportal.audit.recording import record_change

THE_ONE = 1


@admin.register(Publication)
class PublicationAdmin(RefusingAdmin[Publication]):
    """One row: its list is its form."""

    fields = ("name", "motto", "description", "needs_approval")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Publication.objects.exists()

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        require(request.user, "publication.view")
        if Publication.objects.exists():
            address = reverse("admin:articles_publication_change", args=[THE_ONE])
        else:
            address = reverse("admin:articles_publication_add")
        return HttpResponseRedirect(address)

    def save_model(self, request: HttpRequest, obj: Publication, form: Any, change: bool) -> None:
        obj.pk = THE_ONE
        before = _rules(Publication.objects.get()) if change else {"needs_approval": False}
        super().save_model(request, obj, form, change)
        record_change(
            act=Act.PUBLICATION_RULES_CHANGED,
            about=obj,
            by=request.user,  # type: ignore[arg-type]
            before=before,
            after=_rules(obj),
        )


def _rules(publication: Publication) -> dict[str, bool]:
    return {"needs_approval": publication.needs_approval}
