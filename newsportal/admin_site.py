"""The newsroom's admin: Django's own, under a strict policy, opening with a desk."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.csp import CSP
from django.utils.functional import SimpleLazyObject
from django.views.decorators.csp import csp_override

from newsportal.http.page_classes import personal, private

DAILY_WORK = ("articles", "comments")

type View = Callable[..., HttpResponseBase]

# The import map of the body editor and one style of the lists stand in the page itself; a nonce lets
# them through. Pages of the admin are never cached, so a nonce is good for one answer only.
WITH_NONCE = ("script-src", "style-src")


def admin_policy() -> dict[str, Sequence[str]]:
    """The public pages' policy, with a nonce where the admin needs one."""
    return {
        directive: [*sources, CSP.NONCE] if directive in WITH_NONCE else sources
        for directive, sources in settings.SECURE_CSP.items()
    }


class NewsroomSite(AdminSite):
    """Every page is personal, and carries the policy with the nonce."""

    index_title = "Desk"
    site_title = "Newsroom"

    def admin_view[V: View](self, view: V, cacheable: bool = False) -> V:
        """Check rights as Django does, then add the policy and forbid caches to keep the page."""
        return cast("V", _in_newsroom(super().admin_view(view, cacheable)))

    def framed_view[V: View](self, view: V, **directives: Sequence[str]) -> V:
        """A page of the admin whose policy also says what it may frame, or who may frame it."""
        policy = {name.replace("_", "-"): sources for name, sources in directives.items()}
        return csp_override({**admin_policy(), **policy})(self.admin_view(view))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page gets; `paper` is the name in its head."""
        return {
            **super().each_context(request),
            "paper": SimpleLazyObject(partial(_name_of_paper, request)),
        }

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The newsroom's own work first, who may sign in last."""
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: app["app_label"] not in DAILY_WORK)

    def get_urls(self) -> list[Any]:
        """Django's, with the way from a row to its public page only for those who may view the row."""
        to_site = path(
            "r/<int:content_type_id>/<str:object_id>/",
            self.admin_view(_to_site),
            name="view_on_site",
        )
        # Django imports this module before any model is there.
        from comments.admin.queue import urls_of

        return [
            to_site,
            *urls_of(self),
            *(one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"),
        ]

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether somebody works here, and has a second factor where the newsroom asks for one."""
        kept_out = getattr(request.user, "lacks_second_factor", False)
        return super().has_permission(request) and not kept_out

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to what is missing: signing in, a second factor, or another account."""
        # Django imports this module before any model is there.
        from newsportal.accounts.newsroom_door import lead_in

        return private(lead_in(request, may_enter=self.has_permission(request)))

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The first page: what waits for somebody, then everything there is."""
        # Django imports this module before any model is there.
        from articles.admin.desk import desk
        from articles.admin.front_pages import way_to_fronts

        shown = {"desk": desk(request), "fronts": way_to_fronts(request)}
        return super().index(request, {**shown, **(extra_context or {})})


def _to_site(request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponseBase:
    # Django imports this module before any model is there.
    from django.contrib.contenttypes.models import ContentType
    from django.contrib.contenttypes.views import shortcut

    from newsportal.accounts.rights import can

    kind = get_object_or_404(ContentType, pk=content_type_id)
    try:
        row = kind.get_object_for_this_type(pk=object_id)
    except (ObjectDoesNotExist, ValueError, AttributeError, ValidationError) as error:
        raise Http404 from error
    if not can(request.user, f"{kind.model}.view", row):
        raise Http404
    return shortcut(request, content_type_id, object_id)


def _name_of_paper(request: HttpRequest) -> str:
    # Django imports this module before any model is there.
    from articles.admin.newspaper import newspaper_of

    return newspaper_of(request).name


def _in_newsroom(view: View) -> View:
    return csp_override(admin_policy())(personal(view))
