"""The record of acts, to be asked and read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse

from articles.admin.record import ReadOnlyAdmin
from newsportal.accounts.rights import can, require
from newsportal.audit.models import AuditEntry
from newsportal.record_search import ON_A_PAGE, Question, changes_of, shown, words_of


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin[AuditEntry]):
    """Who published, moderated, gave rights or deleted, the latest first."""

    fields = ("number", "at", "what", "actor", "object", "changes", "request", "hash", "previous")
    readonly_fields = ("what", "changes")

    @admin.display(description="What was done")
    def what(self, entry: AuditEntry) -> str:
        return words_of(entry)

    @admin.display(description="What changed")
    def changes(self, entry: AuditEntry) -> str:
        context = {"changes": changes_of(entry)}
        return render_to_string("admin/audit/auditentry/changes.html", context)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        """Acts about logins are for those who may view logins."""
        entries = super().get_queryset(request)
        return entries if can(request.user, "user.view") else entries.exclude(kind="user")

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A page of acts; each page begins behind the last act of the one before it."""
        user = require(request.user, "auditentry.view")
        question = Question(request.GET)
        found = question.answer(self.get_queryset(request)) if question.is_valid() else []
        acts = [shown(entry, viewer=user) for entry in found[:ON_A_PAGE]]
        context = {
            **self.admin_site.each_context(request),
            "title": "Record of acts",
            "opts": self.opts,
            "question": question,
            "acts": acts,
            "about": question.cleaned_data.get("kind") and found and found[0],
            "earlier": question.earlier(acts[-1].entry) if len(found) > ON_A_PAGE else "",
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/audit/auditentry/change_list.html", context)
