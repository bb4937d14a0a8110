"""Rules: a form for each kind, the trial on past comments, and the versions."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from articles.admin.refusing import RefusableForm, RefusingAdmin
from comments.admin.rule_fields import ON_FORM
from comments.admin.trial import trial_of
from comments.models import Rule
from comments.rules.changing import is_tried, save_rule
from comments.rules.refusals import RuleRefused
from comments.rules.trying import try_rule
from newsportal.accounts.rights import require

ALWAYS = ("name", "action", "message", "section", "article", "is_on", "untried", "seen_version")


class RuleForm(RefusableForm[Rule]):
    """The fields of one kind of rule; `kind` is set by the page that makes the class."""

    kind: str
    untried = forms.BooleanField(
        required=False,
        label="Switch it on untried",
        help_text="Only needed where what it says was never tried on past comments.",
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    class Meta:
        model = Rule
        fields = ("name", "action", "message", "section", "article", "is_on")
        labels: ClassVar = {
            "is_on": "Switched on",
            "message": "What the author is told",
            "section": "Only in the section",
            "article": "Only below the article",
        }
        help_texts: ClassVar = {
            "name": "For moderators: it stands beside each comment that the rule has met.",
            "message": "Where the comment is not taken or to be read again. Empty: the site’s own words.",
            "section": "Leave both empty for the whole site.",
        }
        widgets: ClassVar = {
            "action": forms.RadioSelect,
            "entries": forms.Textarea(attrs={"rows": 12, "cols": 60, "dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.kind = self.kind
        if self.instance.pk and "seen_version" in self.fields:
            self.initial["seen_version"] = self.instance.version
        for name, said in ON_FORM[self.kind].fields.items():
            field = self.fields.get(name)
            if field is None:
                continue
            field.label, field.help_text = said.label, said.help_text
            if isinstance(field, forms.IntegerField):
                self.fields[name] = forms.IntegerField(
                    label=said.label,
                    help_text=said.help_text,
                    min_value=said.least,
                    max_value=said.greatest,
                    initial=said.example,
                )
            elif name == "entries":
                field.required = self.kind != Rule.Kind.SHORTENERS


@admin.register(Rule)
class RuleAdmin(RefusingAdmin[Rule]):
    """Rules are written, tried, switched on and off, and never deleted: signals name them."""

    form = RuleForm
    refusals = (RuleRefused,)
    list_display = ("name", "kind", "action", "place", "is_on")
    list_filter: ClassVar = ["is_on", "kind", "action"]
    list_select_related = ("section", "article")
    list_per_page = 100
    search_fields = ("name", "entries")
    search_help_text = "Words of the name or of the list."
    ordering = ("-is_on", "name", "pk")
    autocomplete_fields = ("article",)
    change_form_template = "admin/comments/rule/change_form.html"

    @admin.display(description="Where")
    def place(self, rule: Rule) -> str:
        return str(rule.section or rule.article or "Whole site")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.try_view))
        address = "<int:rule_id>/try/"
        return [path(address, view, name="comments_rule_try"), *super().get_urls()]

    def get_fields(self, request: HttpRequest, obj: Rule | None = None) -> list[Any]:
        own = ON_FORM[_kind(request, obj)].fields
        return ["name", *own, *ALWAYS[1:]]

    def get_form(
        self, request: HttpRequest, obj: Rule | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.kind = _kind(request, obj)
        return form

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form of the kind that was chosen; first the choice."""
        require(request.user, "rule.add")
        if request.GET.get("kind") in ON_FORM:
            return super().add_view(request, *args, **kwargs)
        kinds = [(kind, kind.label, ON_FORM[kind].purpose) for kind in Rule.Kind]
        context = {
            **self.admin_site.each_context(request),
            "title": "What should the rule look at?",
            "opts": Rule._meta,
            "kinds": kinds,
        }
        return TemplateResponse(request, "admin/comments/rule/kinds.html", context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        rule: Rule | None = context.get("original")
        context["purpose"] = ON_FORM[_kind(request, rule)].purpose
        if rule is not None:
            context["trial"] = trial_of(rule, request.user)
            context["versions"] = rule.versions.select_related("made_by").order_by("-number")[:20]
            context["may_try"] = self.has_change_permission(request, rule)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Rule, form: Any, change: bool) -> None:
        if change:
            obj.version = form.cleaned_data["seen_version"]
        user = require(request.user, "rule.change" if change else "rule.add")
        save_rule(obj, by=user, untried=form.cleaned_data["untried"])

    def response_add(
        self, request: HttpRequest, obj: Rule, post_url_continue: str | None = None
    ) -> HttpResponse:
        """What was written is tried next."""
        messages.success(request, f"The rule “{obj}” is stored. Try it on past comments below.")
        return HttpResponseRedirect(reverse("admin:comments_rule_change", args=[obj.pk]))

    def try_view(self, request: HttpRequest, rule_id: int) -> HttpResponse:
        """Try the stored rule on past comments, and show what came of it."""
        user = require(request.user, "rule.change")
        rule = get_object_or_404(Rule, pk=rule_id)
        try_rule(rule, by=user)
        if rule.is_on or is_tried(rule):
            messages.success(request, "Tried. What came of it stands below the rule.")
        else:
            messages.info(request, "The trial goes on. Open this page again in a while.")
        address = reverse("admin:comments_rule_change", args=[rule.pk])
        return HttpResponseRedirect(f"{address}#trial")


def _kind(request: HttpRequest, rule: Rule | None) -> str:
    return rule.kind if rule is not None else request.GET.get("kind", Rule.Kind.WORDS)
