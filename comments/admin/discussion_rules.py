"""What sections say about the comments on their stories."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from articles.admin.refusing import RefusableForm, RefusingAdmin
from articles.models import Section
from comments.admin.hours import PAST_MIDNIGHT, DaysField, HourField
from comments.models import DiscussionRules
from comments.opening_words import rules_in_words
from comments.section_rules import SETTINGS, set_rules
from newsportal.accounts.rights import allowed, require


class DiscussionRulesForm(RefusableForm[DiscussionRules]):
    """The mode, the days and the hours."""

    close_after = DaysField(least=1, help_text="Empty: no end.")
    open_from = HourField(label="Daily from", help_text="Both empty: day and night.")
    open_until = HourField(label="Daily until", help_text=PAST_MIDNIGHT)

    class Meta:
        model = DiscussionRules
        fields = ("section", *SETTINGS)
        labels: ClassVar = {"mode": "Where nobody has commented yet"}
        widgets: ClassVar = {"mode": forms.RadioSelect}


@admin.register(DiscussionRules)
class DiscussionRulesAdmin(RefusingAdmin[DiscussionRules]):
    """A section has one row, or none and then nothing but the site's own rules."""

    form = DiscussionRulesForm
    fields = ("section", *SETTINGS)
    list_display = ("section", "explained")
    list_select_related = ("section",)
    ordering = ("section__position", "section")

    @admin.display(description="In words")
    def explained(self, rules: DiscussionRules) -> str:
        return rules_in_words(rules)

    def get_fields(self, request: HttpRequest, obj: DiscussionRules | None = None) -> Any:
        return (*self.fields, "explained") if obj else self.fields

    def get_readonly_fields(
        self, request: HttpRequest, obj: DiscussionRules | None = None
    ) -> list[str]:
        return ["section", "explained"] if obj else []

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Sections without rules, of those whose rules somebody may set."""
        without = Section.objects.filter(discussion_rules=None).in_navigation_order()
        kwargs["queryset"] = allowed(without, request.user, "discussionrules.add")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: DiscussionRules, form: Any, change: bool
    ) -> None:
        user = require(
            request.user, "discussionrules.change" if change else "discussionrules.add", obj
        )
        set_rules(obj.section, by=user, **{name: getattr(obj, name) for name in SETTINGS})
