from typing import ClassVar

from django.conf import settings
from django.db import models

from articles.models.section import Section


class SectionEditor(models.Model):
    """An editor's section: in it they may do what the table of rights gives to editors."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="section_editors")
    # The unique constraint begins with it, and serves as its index.
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="edited_sections", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="section_editor_once",
                fields=["editor", "section"],
                violation_error_message="This editor edits the section already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.editor)
