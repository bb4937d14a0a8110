"""Appeals: what waits comes first, and another moderator than the one who decided answers."""

from functools import partial
from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from articles.admin.desk import FIRST_ROWS, Row, ShownPile, add_pile, ago
from articles.admin.generic import StockAdmin
from articles.admin.piles import MOST
from articles.admin.record import ReadOnlyAdmin
from comments.appeal_refusals import AppealRefused
from comments.appealing import LONGEST_ANSWER, decide_appeal, deciders
from comments.models import Appeal, StatementOfReasons
from comments.models.appeal import APPEAL_ORDER
from comments.refusals import DecisionRefused
from newsportal.accounts.rights import allowed, can, require

ANSWER_FIELDS = ("outcome", "words", "decided_at", "decided_by")


class WaitingFilter(admin.SimpleListFilter):
    """What waits for an answer."""

    title = "answer"
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: StockAdmin[Any]) -> list[tuple[str, str]]:
        return [("waiting", "Waiting"), *Appeal.Outcome.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Appeal]) -> QuerySet[Appeal]:
        if self.value() == "waiting":
            return queryset.filter(decided_at__isnull=True)
        return queryset.filter(outcome=self.value()) if self.value() else queryset


@admin.register(Appeal)
class AppealAdmin(ReadOnlyAdmin[Appeal]):
    """What authors object to. An answer goes through `comments.appealing`."""

    fields = ("text", "created_at", "decision", "explanation", "decided_first", "comment")
    readonly_fields = ("decision", "explanation", "decided_first", "comment")
    list_display = ("__str__", "decision", "decided_first", "outcome", "decided_at")
    list_filter: ClassVar = [WaitingFilter]
    list_select_related = ("statement__decided_by",)
    ordering = (APPEAL_ORDER, "created_at", "pk")
    change_form_template = "admin/comments/appeal/change_form.html"

    def get_fields(self, request: HttpRequest, obj: Appeal | None = None) -> tuple[str, ...]:
        """What was answered, once it is."""
        is_answered = obj is not None and obj.decided_at is not None
        return self.fields + (ANSWER_FIELDS if is_answered else ())

    @admin.display(description="Against")
    def decision(self, appeal: Appeal) -> str:
        return str(appeal.statement)

    @admin.display(description="Reason that was given")
    def explanation(self, appeal: Appeal) -> str:
        statement = appeal.statement
        return " – ".join(filter(None, [statement.law or statement.rule, statement.explanation]))

    @admin.display(description="Decided first by")
    def decided_first(self, appeal: Appeal) -> str:
        return str(appeal.statement.decided_by or "The site")

    @admin.display(description="Comment")
    def comment(self, appeal: Appeal) -> str:
        comment = appeal.statement.comment
        if comment is None:
            return "–"
        address = reverse("admin:comments_comment_change", args=[comment.pk])
        return format_html('<a href="{}">{}</a>', address, comment)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(answer_view, model_admin=self))
        answer = path("<int:appeal_id>/answer/", view, name="comments_appeal_answer")
        return [answer, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        appeal: Appeal = context["original"]
        is_open = appeal.decided_at is None and can(request.user, "appeal.decide", appeal)
        is_own = appeal.statement.decided_by_id == request.user.pk
        context |= {
            "can_answer": is_open and not is_own,
            "is_own": is_open and is_own,
            "others": deciders(appeal) if is_open and is_own else [],
            "longest": LONGEST_ANSWER,
            "title": "Appeal",
            "subtitle": None,
        }
        return super().render_change_form(request, context, *args, **kwargs)


@require_POST
def answer_view(request: HttpRequest, appeal_id: int, *, model_admin: AppealAdmin) -> HttpResponse:
    """Answer an appeal; a refusal comes back with what was typed."""
    user = require(request.user, "appeal.decide")
    appeal = get_object_or_404(Appeal.objects.select_related("statement"), pk=appeal_id)
    words = request.POST.get("words", "")
    is_upheld = request.POST.get("do") == "uphold"
    try:
        answered = decide_appeal(appeal, is_upheld=is_upheld, by=user, words=words)
    except (AppealRefused, DecisionRefused) as refusal:
        context = {"refusal": refusal, "typed": words}
        page = model_admin.change_view(_as_read(request), str(appeal_id), extra_context=context)
        page.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return page
    messages.success(request, f"{answered.get_outcome_display()}.")
    return HttpResponseRedirect(f"{reverse('admin:comments_appeal_changelist')}?answer=waiting")


def _as_read(request: HttpRequest) -> HttpRequest:
    """The request as if the page had been asked for: nothing but the answer is sent with it."""
    request.method = "GET"
    return request


def waiting_appeals(request: HttpRequest) -> ShownPile | None:
    """The pile on the desk of those who may answer, without those that they decided themselves."""
    if not can(request.user, "appeal.decide"):
        return None
    others = Appeal.objects.waiting().exclude(statement__decided_by=request.user.pk)
    waiting = allowed(others, request.user, "appeal.decide").order_by("created_at", "pk")
    first = waiting.select_related("statement__comment__thread__article")
    address = reverse("admin:comments_appeal_changelist")
    return ShownPile(
        "Appeals",
        waiting.order_by()[: MOST + 1].count(),
        [_row(appeal) for appeal in first[:FIRST_ROWS]],
        f"{address}?answer=waiting",
    )


def _row(appeal: Appeal) -> Row:
    statement: StatementOfReasons = appeal.statement
    return Row(
        str(statement),
        reverse("admin:comments_appeal_change", args=[appeal.pk]),
        f"appealed {ago(appeal.created_at)}",
        appeal.created_at,
        " ".join(appeal.text.split()),
    )


add_pile(waiting_appeals)
