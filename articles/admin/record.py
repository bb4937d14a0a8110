"""The record: what was saved and what readers saw. It is read here and changed nowhere."""

from typing import Any, TypeVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles.admin.generic import ModelAdmin
from articles.admin.newer_text import as_lines
from articles.models import Edition, Revision

R = TypeVar("R", bound=Model)


class ReadOnlyAdmin(ModelAdmin[R]):
    """A record: the table of rights lets nobody write it, and the database refuses too."""

    show_full_result_count = False
    list_per_page = 50


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin[Revision]):
    """Every save of every article."""

    fields = ("article", "number", "created_at", "created_by", "note", "preview", "text")
    readonly_fields = ("preview", "text")
    list_display = ("__str__", "article", "created_at", "created_by", "note")
    list_select_related = ("article", "created_by")
    search_fields = ("article__headline", "article__slug", "note")
    ordering = ("-created_at", "-pk")

    @admin.display(description="Preview")
    def preview(self, revision: Revision) -> str:
        """The way to the page that readers would see."""
        address = reverse("admin:articles_article_preview", args=[revision.article_id])
        return format_html(
            '<a href="{}?version={}">As readers would see it</a>', address, revision.number
        )

    @admin.display(description="Text")
    def text(self, revision: Revision) -> str:
        """What the article said, as plain lines."""
        snapshot: dict[str, Any] = revision.snapshot
        parts = (snapshot["headline"], snapshot["standfirst"], as_lines(snapshot["body"]))
        lines = [(line,) for part in parts for line in part.splitlines() if line]
        return format_html(
            '<div class="record-text">{}</div>', format_html_join("", "<p>{}</p>", lines)
        )


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin[Edition]):
    """Everything that readers have seen or are going to see."""

    fields = (
        "article",
        "number",
        "kind",
        "note",
        ("is_grave", "rewords"),
        ("starts_at", "ends_at"),
        ("published_at", "updated_at"),
        "created_by",
        ("withdrawal_reason", "withdrawn_by"),
        ("is_legal_order", "legal_authority", "legal_order_url"),
        "path",
        "headline",
        "standfirst",
        "plain_text",
    )
    list_display = ("headline", "number", "kind", "section", "starts_at", "ends_at")
    list_select_related = ("section",)
    list_filter = ("section", "kind")
    search_fields = ("headline", "path")
    ordering = ("-starts_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return super().get_queryset(request).defer("body_html", "plain_text")
