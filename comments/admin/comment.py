"""Comments: the moderators' list, and a comment with everything that was decided about it."""

from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from articles.admin.generic import StockAdmin
from articles.admin.record import ReadOnlyAdmin
from comments.admin.deciding import (
    MOST_AT_ONCE,
    decide_all,
    decision_page,
    decision_view,
)
from comments.admin.event import change_in_words
from comments.admin.picking import pick_view
from comments.admin.waiting import WAITING
from comments.models import Comment, ErrorReport
from comments.models.comment import DESK_ORDER
from comments.moderation import DECISIONS
from newsportal.accounts.rights import can, require

EXCERPT_LENGTH = 120


class StateFilter(admin.SimpleListFilter):
    """A choice of states, first of those that wait for somebody, which say how many they are."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: StockAdmin[Any]) -> list[tuple[str, str]]:
        waiting = Comment.objects.filter(state__in=WAITING).values_list("state")
        counts = {state.value: 0 for state in WAITING} | dict(
            waiting.order_by().annotate(count=Count("pk"))
        )
        return [
            ("waiting", f"Waiting for a decision ({sum(counts.values())})"),
            *(
                (value, f"{label} ({counts[value]})" if value in counts else str(label))
                for value, label in Comment.State.choices
            ),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        if self.value() == "waiting":
            return queryset.filter(state__in=WAITING)
        return queryset.filter(state=self.value()) if self.value() else queryset


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin[Comment]):
    """What waits comes first. Nothing is edited here: decisions go through `comments.moderation`."""

    fields = (
        "state",
        "state_reason",
        "nickname",
        "body",
        "earlier_words",
        "article",
        "in_reply_to",
        "reader",
        "created_at",
        "published_at",
    )
    readonly_fields = ("body", "earlier_words", "article", "in_reply_to")
    list_display = ("excerpt", "nickname", "state", "article", "created_at")
    list_filter: ClassVar = [StateFilter, "thread__mode"]
    list_select_related = ("thread__article",)
    list_per_page = MOST_AT_ONCE
    list_max_show_all = MOST_AT_ONCE
    search_fields = ("nickname", "text", "thread__article__headline")
    search_help_text = "A reader's name, words of the comment, or words of the headline."
    ordering = (DESK_ORDER, "-created_at", "-pk")
    actions = ("approve", "hide", "remove", "reject", "restore", "mark_spam")
    change_form_template = "admin/comments/comment/change_form.html"

    @admin.display(description="Comment")
    def excerpt(self, comment: Comment) -> str:
        text = " ".join(comment.text.split())
        return text if len(text) <= EXCERPT_LENGTH else f"{text[:EXCERPT_LENGTH].rstrip()}…"

    @admin.display(description="Comment")
    def body(self, comment: Comment) -> SafeString:
        # Made by comments.rendering, which escapes everything that a reader typed.
        return mark_safe(comment.body_html)  # noqa: S308

    @admin.display(description="Before it was edited")
    def earlier_words(self, comment: Comment) -> str:
        if comment.edited_at is None:
            return "–"
        kept = comment.revisions.order_by("number")
        return format_html_join(
            "",
            "<p><strong>{}–{}</strong><br>{}</p>",
            (
                (_clock(one.written_at), _clock(one.replaced_at), one.text or "(erased)")
                for one in kept
            ),
        )

    @admin.display(description="On")
    def article(self, comment: Comment) -> str:
        return str(comment.thread.article)

    @admin.display(description="In reply to")
    def in_reply_to(self, comment: Comment) -> str:
        if comment.parent is None:
            return "–"
        address = reverse("admin:comments_comment_change", args=[comment.parent.pk])
        return format_html('<a href="{}">{}</a>', address, comment.parent)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(decision_view, site=self.admin_site))
        decide = path("decide/<str:name>/", view, name="comments_comment_decide")
        pick = self.admin_site.admin_view(pick_view)
        return [
            decide,
            path("<int:comment_id>/pick/", pick, name="comments_comment_pick"),
            *super().get_urls(),
        ]

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Whether the actions are offered; `comments.moderation` asks once more."""
        return can(request.user, "comment.moderate")

    @admin.action(description="Approve", permissions=["moderate"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Comment]) -> HttpResponse | None:
        return self._act(request, queryset, "approve")

    @admin.action(description="Hide until somebody decides", permissions=["moderate"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Comment]) -> HttpResponse | None:
        return self._act(request, queryset, "hide")

    @admin.action(description="Remove, with a mark and a reason …", permissions=["moderate"])
    def remove(self, request: HttpRequest, queryset: QuerySet[Comment]) -> HttpResponse | None:
        return self._act(request, queryset, "remove")

    @admin.action(description="Reject, with a reason …", permissions=["moderate"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Comment]) -> HttpResponse | None:
        return self._act(request, queryset, "reject")

    @admin.action(description="Restore", permissions=["moderate"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Comment]) -> HttpResponse | None:
        return self._act(request, queryset, "restore")

    @admin.action(description="Mark as spam", permissions=["moderate"])
    def mark_spam(self, request: HttpRequest, queryset: QuerySet[Comment]) -> HttpResponse | None:
        return self._act(request, queryset, "mark_spam")

    def _act(
        self, request: HttpRequest, queryset: QuerySet[Comment], name: str
    ) -> HttpResponse | None:
        """Decide about the rows that were ticked, after asking for a reason where one is needed."""
        user = require(request.user, "comment.moderate")
        comments = list(queryset.order_by("pk")[: MOST_AT_ONCE + 1])
        if len(comments) > MOST_AT_ONCE:
            messages.error(request, f"Decide about at most {MOST_AT_ONCE} comments at once.")
            return None
        if DECISIONS[name].needs_reason:
            return decision_page(request, name, comments, site=self.admin_site)
        decide_all(comments, name, by=user).tell(request, name)
        return None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        comment: Comment = context["original"]
        events = comment.events.select_related("actor").order_by("pk")
        context["history"] = [(event, change_in_words(event)) for event in events]
        is_reported = ErrorReport.objects.filter(pk=comment.pk).exists()
        if not is_reported and can(request.user, "errorreport.mark", comment):
            context["mark_error"] = reverse("admin:comments_errorreport_mark", args=[comment.pk])
        if can(request.user, "comment.moderate", comment):
            context["decisions"] = [
                (reverse("admin:comments_comment_decide", args=[name]), decision)
                for name, decision in DECISIONS.items()
                if comment.state in decision.of
            ]
        context["reports"] = comment.reports.order_by("pk")
        is_public = comment.state == Comment.State.PUBLISHED
        if (is_public or comment.picked_at) and can(request.user, "comment.pick", comment):
            context["pick_address"] = reverse("admin:comments_comment_pick", args=[comment.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    def view_on_site(self, comment: Comment) -> str | None:
        """The public page, while there is one."""
        return comment.get_absolute_url() if comment.state in Comment.SHOWN else None


def _clock(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y, H:i")
