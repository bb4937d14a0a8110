"""Things whose slug is their address: the old one keeps working."""

from typing import Any, TypeVar

from django.http import HttpRequest

from articles.addresses import remember_address
from articles.admin.refusing import RefusingAdmin
from articles.models import Organisation, Person, Section

Thing = TypeVar("Thing", Organisation, Person, Section)


class AddressedAdmin(RefusingAdmin[Thing]):
    """Fills the slug in from the name once, and writes a redirect when it is changed later."""

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Thing | None = None
    ) -> dict[str, Any]:
        return {} if obj else {"slug": ("name",)}

    def view_on_site(self, thing: Thing) -> str:
        return thing.get_absolute_url()

    def save_model(self, request: HttpRequest, obj: Thing, form: Any, change: bool) -> None:
        old = self.model._default_manager.get(pk=obj.pk).get_absolute_url() if change else None
        super().save_model(request, obj, form, change)  # type: ignore[arg-type]
        if old is not None and old != obj.get_absolute_url():
            remember_address(obj, old)
