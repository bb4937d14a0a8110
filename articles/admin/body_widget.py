"""The editor of an article's text: a plain text area that JavaScript turns into a prose editor."""

from typing import Any

from django import forms
from django.forms import Script
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_prose_editor.widgets import (  # type: ignore[import-untyped]
    AdminProseEditorWidget,
    prose_editor_admin_media,
    prose_editor_js,
)
from js_asset import ImportMap, Media  # type: ignore[import-untyped]

# Our modules by the names under which they import each other: their addresses change with a release.
MODULES = {
    f"newsroom/{name}": f"admin-newsroom/body/{name}.js"
    for name in ("dialog", "figures", "links", "pasting", "schema", "tables", "toolbar")
}


class BodyWidget(AdminProseEditorWidget):  # type: ignore[misc]
    """Loads the editor through our own module, which puts no style element into the page."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 24, "cols": 80, **(attrs or {})}, config={}, preset="newsroom")

    def get_config(self) -> dict[str, Any]:
        """Where the editor asks for what it does not know."""
        return {
            "cleaned": reverse("admin:articles_article_cleaned"),
            "targets": reverse("admin:articles_article_link_targets"),
            "pictures": reverse("admin:articles_image_choices"),
        }

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The text area behind a place that links may lead to; the prose editor hides the area itself.

        Below it stands what may be written; the editor hides that too.
        """
        area = super().render(name, value, attrs, renderer)
        legend = render_to_string("admin/articles/article/body_legend.html")
        place = (attrs or {}).get("id", name)
        return format_html('<span id="{}_place"></span>{}{}', place, area, legend)

    @property
    def media(self) -> forms.Media:
        module = Script("admin-newsroom/body-editor.js", type="module")
        styles = {"all": ["admin-newsroom/body.css", "admin-newsroom/body-dialog.css"]}
        own: forms.Media = Media(css=styles, js=[module], importmap=ImportMap(MODULES))
        media: forms.Media = prose_editor_admin_media + forms.Media(js=[prose_editor_js]) + own
        return media
