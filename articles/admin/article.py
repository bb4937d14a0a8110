"""Articles: the list, the form, and the way to the steps that readers notice."""

from functools import partial
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from articles.admin.article_form import ArticleForm
from articles.admin.article_list import ArticleList
from articles.admin.article_rights import (
    OTHER_SECTION,
    locked_fields,
    refusals,
    sections_for,
)
from articles.admin.body_views import cleaned_view, link_targets_view
from articles.admin.bylines import BylineRows
from articles.admin.checklist import shown
from articles.admin.editions import editions_of, listed, plan_among
from articles.admin.generic import InlineModelAdmin, ModelForm
from articles.admin.local_time import when
from articles.admin.mentions import MentionRows
from articles.admin.newspaper import newspaper_of
from articles.admin.picture_preview import preview
from articles.admin.piles import DeskFilter
from articles.admin.preview import PREVIEW_BUTTON, parts_of, preview_urls
from articles.admin.refusing import RefusingAdmin
from articles.admin.sources import SourceRows
from articles.admin.status_filter import StatusFilter
from articles.admin.step import Step
from articles.admin.step_view import step_view
from articles.admin.steps import STEPS, possible_steps
from articles.admin.unsaved_text import KeepsUnsavedText
from articles.admin.whereabouts import whereabouts
from articles.checklist import check
from articles.editing import StaleVersion, check_version, record_revision
from articles.models import Article
from articles.status import Status, live_edition, status_of, with_status
from newsportal.accounts.rights import can


@admin.register(Article)
class ArticleAdmin(KeepsUnsavedText, RefusingAdmin[Article]):
    """The working copies. Saving keeps a revision; readers see a change only after a step."""

    form = ArticleForm
    rows_are_recorded_elsewhere = True
    refusals = (StaleVersion,)
    inlines: ClassVar[list[type[InlineModelAdmin[Any, Any]]]] = [
        BylineRows,
        MentionRows,
        SourceRows,
    ]
    fieldsets = (
        (None, {"fields": ("headline", "slug", "section", "standfirst", "dateline", "body")}),
        ("Picture", {"fields": ("picture", "picture_preview", "picture_caption")}),
        ("For colleagues", {"fields": ("revision_note",)}),
    )
    readonly_fields = ("picture_preview",)
    autocomplete_fields = ("picture",)
    list_display = ("headline", "status", "section", "byline", "changed_at")
    list_select_related = ("section",)
    list_filter = (DeskFilter, StatusFilter, "section")
    list_per_page = 50
    search_fields = ("headline", "slug", "bylines__person__name")
    search_help_text = "Words of the headline, of the slug, or the name of an author."
    ordering = ("-changed_at", "-pk")
    show_full_result_count = False
    change_form_template = "admin/articles/article/change_form.html"

    class Media:
        css: ClassVar = {
            "all": [
                "admin-newsroom/article.css",
                "admin-newsroom/hand-over.css",
                "admin-newsroom/versions.css",
            ]
        }
        js: ClassVar = [
            Script("admin-newsroom/counting.js", defer=True),
            Script("admin-newsroom/picture-preview.js", defer=True),
            Script("admin-newsroom/when.js", defer=True),
            Script("admin-newsroom/unsaved.js", type="module"),
        ]

    @admin.display(description="Status")
    def status(self, article: Article) -> str:
        return status_of(article).word

    @admin.display(description="By")
    def byline(self, article: Article) -> str:
        return ", ".join(str(row.person) for row in article.bylines.all())

    @admin.display(description="Preview")
    def picture_preview(self, article: Article) -> str:
        address = reverse("admin:articles_image_preview", args=[0])
        return format_html('<span data-preview="{}">{}</span>', address, preview(article.picture))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return with_status(super().get_queryset(request))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ArticleList]:
        return ArticleList

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Article | None = None
    ) -> dict[str, Any]:
        """A slug follows the headline only until the first save: after that it is an address."""
        return {} if obj else {"slug": ("headline",)}

    def get_readonly_fields(
        self, request: HttpRequest, obj: Article | None = None
    ) -> list[str] | tuple[str, ...]:
        """What somebody else decides is shown, not offered."""
        return [*self.readonly_fields, *locked_fields(request, obj)]

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[Article]]:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.forbidden = refusals(request, obj)
        if section := form.base_fields.get("section"):
            section.queryset = sections_for(request, obj)
            section.error_messages["invalid_choice"] = OTHER_SECTION
        return form  # type: ignore[no-any-return]

    def view_on_site(self, article: Article) -> str | None:
        """The public page, while there is one."""
        live = live_edition(article) if status_of(article).is_live else None
        return live.get_absolute_url() if live else None

    def get_urls(self) -> list[URLPattern]:
        steps = [
            path(
                f"<path:object_id>/{step.name}/",
                self.admin_site.admin_view(partial(step_view, step=step, site=self.admin_site)),
                name=f"articles_article_{step.name}",
            )
            for step in STEPS
        ]
        writing = [
            path(f"{name}/", self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for name, view in (
                ("cleaned", cleaned_view),
                ("link_targets", partial(link_targets_view, site=self.admin_site)),
                ("when", when),
            )
        ]
        return [*steps, *writing, *preview_urls(self.admin_site), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Save the row, holding it locked from the check of its version to the end."""
        if change:
            check_version(obj, form.stored_version)
        else:
            obj.created_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for words in form.body_notes:
            messages.warning(request, words)
        note = form.cleaned_data["revision_note"]
        record_revision(form.instance, by=request.user, note=note)  # type: ignore[arg-type]

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        return _onwards(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return _onwards(request, obj) or super().response_change(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """An article's own revisions go with it; nobody has the right to delete one by itself."""
        deleted, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, forbidden - {"revision"}, protected

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context["original"]
        form = context["adminform"].form
        status = _stored_status(article)
        editions = editions_of(article)
        steps = _steps(request, article, status)
        context |= {
            "status": status,
            "plan": plan_among(editions),
            "steps": [step for step in steps if step.button],
            "whereabouts": whereabouts(request, article, status, editions) if article else None,
            "editions": listed(editions, offered=steps),
            "checklist": shown(check(article)) if article else None,
            **self.unsaved_context(request, form),
            "parts": parts_of(request, article) if article else [],
        }
        response = super().render_change_form(request, context, *args, **kwargs)
        if form.is_stale and not form.is_only_shown:
            response.status_code = 409
        return response


def add_inline(inline: type[InlineModelAdmin[Any, Any]]) -> None:
    """Show further rows below every article's form.

    For apps that know articles while articles don't know them: their admin module calls it once.
    """
    ArticleAdmin.inlines.append(inline)


def _stored_status(article: Article | None) -> Status:
    """Where the stored article stands; a form that was refused has changed only the one in hand."""
    if article is None:
        return Status(0, None, None, None, was_published=False)
    return status_of(article)


def _steps(request: HttpRequest, article: Article | None, status: Status) -> list[Step]:
    """Those that are possible now and may be taken by somebody."""
    possible = possible_steps(status, needs_approval=newspaper_of(request).needs_approval)
    return [step for step in possible if can(request.user, step.right, article)]


def _onwards(request: HttpRequest, article: Article) -> HttpResponse | None:
    """The preview or the page of the step whose button was pressed; the article is saved by now."""
    if PREVIEW_BUTTON in request.POST:
        return HttpResponseRedirect(reverse("admin:articles_article_preview", args=[article.pk]))
    for step in STEPS:
        if f"_step_{step.name}" in request.POST and can(request.user, step.right, article):
            messages.info(request, f"Saved as version {article.version}. Not public yet.")
            address = reverse(f"admin:articles_article_{step.name}", args=[article.pk])
            return HttpResponseRedirect(address)
    return None
