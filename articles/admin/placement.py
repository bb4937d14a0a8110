"""The front page and the sections' pages: each has a desk on which its slots are arranged."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, path, register_converter
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin

from articles.admin.front_desk import desk_view
from articles.admin.front_pages import find_view, pages_view, preview_view
from articles.admin.generic import ModelAdmin
from articles.converters import PageOfFronts
from articles.models import Placement

register_converter(PageOfFronts, "page")


@admin.register(Placement)
class PlacementAdmin(ModelAdmin[Placement]):
    """The list of pages stands where the admin looks for the list of rows; no row has a form."""

    def get_urls(self) -> list[URLPattern]:
        site: Any = self.admin_site
        desk = site.framed_view(partial(desk_view, site=site), frame_src=[CSP.SELF])
        preview = site.framed_view(
            xframe_options_sameorigin(preview_view), frame_ancestors=[CSP.SELF]
        )
        pages: dict[str, tuple[str, Any]] = {
            "changelist": ("", site.admin_view(partial(pages_view, site=site))),
            "desk": ("<page:key>/", desk),
            "find": ("<page:key>/find/", site.admin_view(find_view)),
            "preview": ("<page:key>/preview/", preview),
        }
        return [
            path(route, view, name=f"articles_placement_{name}")
            for name, (route, view) in pages.items()
        ]
