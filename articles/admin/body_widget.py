"""The editor of an article's text: a plain text area that JavaScript turns into a prose editor."""

from typing import Any

from django import forms
from django.forms import Script
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_prose_editor.config import expand_extensions  # type: ignore[import-untyped]
from django_prose_editor.widgets import (  # type: ignore[import-untyped]
    AdminProseEditorWidget,
    prose_editor_admin_media,
    prose_editor_js,
)

# What `articles.sanitising` lets through, by the names of the editor's extensions.
EXTENSIONS: dict[str, Any] = {
    # Rows of buttons: the editor's own drop-down list of headings can't be reached by keyboard.
    "Menu": {
        "groups": [
            {"group": "blockType -lists"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "marks"},
            {"group": "link"},
            {"group": "history"},
        ]
    },
    "Heading": {"levels": [2, 3]},
    "Bold": True,
    "Italic": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    # The browser's spell checker is worth having in a newsroom.
    "NoSpellCheck": False,
}


class BodyWidget(AdminProseEditorWidget):  # type: ignore[misc]
    """Loads the editor through our own module, which puts no style element into the page."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"rows": 24, "cols": 80, **(attrs or {})},
            config={"extensions": EXTENSIONS},
            preset="newsroom",
        )

    def get_config(self) -> dict[str, Any]:
        return {"extensions": expand_extensions(EXTENSIONS)}

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The text area behind a place that links may lead to; the prose editor hides the area itself."""
        area = super().render(name, value, attrs, renderer)
        return format_html('<span id="{}_place"></span>{}', (attrs or {}).get("id", name), area)

    @property
    def media(self) -> forms.Media:
        module = Script("admin-newsroom/body-editor.js", type="module")
        media: forms.Media = prose_editor_admin_media + forms.Media(
            js=[prose_editor_js, module]  # type: ignore[list-item]
        )
        return media
