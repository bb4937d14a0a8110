"""Errors that readers found: on the desk, at their story, and on a page where an editor answers."""

from functools import partial
from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from articles.admin.desk import FIRST_ROWS, Row, ShownPile, add_pile, ago
from articles.admin.piles import MOST
from articles.admin.preview import PARTS
from articles.admin.record import ReadOnlyAdmin
from articles.admin.thanks import Thanks, offer_thanks
from articles.models import Article, Edition
from articles.refusals import PublishingRefused
from comments.error_reports import (
    SETTLED_AS,
    AlreadySettled,
    credit,
    mark_as_error,
    of_article,
    settle,
    to_be_credited,
)
from comments.models import Comment, ErrorReport
from comments.refusals import DecisionRefused
from comments.text import TextRefused
from newsportal.accounts.models import User
from newsportal.accounts.rights import allowed, can, require

State = ErrorReport.State
AT_AN_ARTICLE = 50  # reports
EXCERPT_LENGTH = 120
BUTTONS = {
    State.ANSWERED: "Answer",
    State.CORRECTED: "It is corrected",
    State.NOT_AN_ERROR: "It is not an error",
}


@admin.register(ErrorReport)
class ErrorReportAdmin(ReadOnlyAdmin[ErrorReport]):
    """What waits comes first. A report is answered on its page; the words go through `settle`."""

    fields = ("story", "state", "writer", "said", "read_edition", "marked_by", "created_at")
    readonly_fields = ("story", "writer", "said", "read_edition")
    list_display = ("excerpt", "story", "state", "created_at")
    list_filter: ClassVar = ["state"]
    list_select_related = ("article", "comment")
    search_fields = ("comment__text", "comment__nickname", "article__headline")
    search_help_text = "Words of the comment, a reader's name, or words of the headline."
    ordering = ("-created_at", "-pk")
    change_form_template = "admin/comments/errorreport/change_form.html"

    @admin.display(description="Comment")
    def excerpt(self, report: ErrorReport) -> str:
        text = " ".join(report.comment.text.split())
        return text if len(text) <= EXCERPT_LENGTH else f"{text[:EXCERPT_LENGTH].rstrip()}…"

    @admin.display(description="Story")
    def story(self, report: ErrorReport) -> str:
        return str(report.article)

    @admin.display(description="By")
    def writer(self, report: ErrorReport) -> str:
        return f"{report.comment.nickname} ({report.comment.get_state_display()})"

    @admin.display(description="Words")
    def said(self, report: ErrorReport) -> str:
        return report.comment.text

    @admin.display(description="Had read")
    def read_edition(self, report: ErrorReport) -> str:
        return _edition_in_words(report.comment.edition)

    def get_urls(self) -> list[URLPattern]:
        settling = self.admin_site.admin_view(partial(settle_view, admin_of=self))
        marking = self.admin_site.admin_view(mark_view)
        return [
            path("<int:object_id>/settle/", settling, name="comments_errorreport_settle"),
            path("mark/<int:comment_id>/", marking, name="comments_errorreport_mark"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        report: ErrorReport = context["original"]
        context |= {"report": report, "title": "Possible error", "subtitle": None}
        if can(request.user, "errorreport.settle", report):
            possible = SETTLED_AS.get(State(report.state), frozenset())
            context["buttons"] = [(one, words) for one, words in BUTTONS.items() if one in possible]
        refusal, typed = getattr(request, "refused_words", ("", ""))
        context |= {"refusal": refusal, "typed": typed}
        response = super().render_change_form(request, context, *args, **kwargs)
        if refusal:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    def view_on_site(self, report: ErrorReport) -> str | None:
        """The comment's public page, while there is one."""
        shown = report.comment.state in Comment.SHOWN
        return report.comment.get_absolute_url() if shown else None


@require_POST
def settle_view(
    request: HttpRequest, object_id: int, *, admin_of: ErrorReportAdmin
) -> HttpResponse:
    """Answer a report; a refusal is shown on its page, with what was typed."""
    report = _seen(ErrorReport.objects.all(), request, "errorreport.view", object_id)
    user = require(request.user, "errorreport.settle", report)
    report.state = request.POST.get("seen", "")
    words = request.POST.get("words", "")
    try:
        settled = settle(report, state=request.POST.get("state", ""), words=words, by=user)
    except (DecisionRefused, TextRefused) as refusal:
        request.refused_words = (str(refusal), words)  # type: ignore[attr-defined]
        request.method = "GET"  # The page as it is read, not as Django's own form is sent.
        return admin_of.change_view(request, str(object_id))
    messages.success(request, _told(settled))
    address = reverse("admin:articles_article_change", args=[settled.article_id])
    return HttpResponseRedirect(f"{address}#error-reports")


@require_POST
def mark_view(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Hand a comment to the desk, and go to where it is answered."""
    comments = Comment.objects.select_related("thread__article")
    comment = _seen(comments, request, "comment.view", comment_id)
    mark_as_error(comment, by=require(request.user, "errorreport.mark"))
    messages.success(request, "The desk sees at the story now that this comment may be right.")
    address = reverse("admin:comments_errorreport_change", args=[comment_id])
    return HttpResponseRedirect(address)


def _seen(rows: QuerySet[Any], request: HttpRequest, right: str, key: int) -> Any:
    found = allowed(rows.filter(pk=key), request.user, right).first()
    if found is None:
        raise Http404
    return found


def _told(report: ErrorReport) -> str:
    if report.answer_id:
        return (
            f"{report.get_state_display()}. Your words stand below the comment, as the newsroom's."
        )
    return (
        f"{report.get_state_display()}. Readers don't see the comment, so nothing stands below it."
    )


def waiting_reports(request: HttpRequest) -> ShownPile | None:
    """The pile of those who may answer."""
    if not can(request.user, "errorreport.settle"):
        return None
    rows = ErrorReport.objects.filter(state=State.OPEN)
    waiting = allowed(rows, request.user, "errorreport.settle")
    first = waiting.select_related("comment", "article").order_by("created_at", "pk")
    address = reverse("admin:comments_errorreport_changelist")
    return ShownPile(
        "Possible errors",
        waiting[: MOST + 1].count(),
        [_row(report) for report in first[:FIRST_ROWS]],
        f"{address}?state__exact={State.OPEN.value}",
    )


def _row(report: ErrorReport) -> Row:
    return Row(
        report.article.headline,
        reverse("admin:comments_errorreport_change", args=[report.pk]),
        f"{report.comment.nickname} wrote {ago(report.comment.created_at)}",
        report.created_at,
        " ".join(report.comment.text.split()),
    )


def part(request: HttpRequest, article: Article) -> SafeString:
    """What stands on an article's form: every report with the edition that its writer had read."""
    if not can(request.user, "errorreport.view", article):
        return SafeString()
    reports = [
        (report, _edition_in_words(report.comment.edition))
        for report in of_article(article.pk)[:AT_AN_ARTICLE]
    ]
    if not reports:
        return SafeString()
    waiting = sum(report.state == State.OPEN for report, _ in reports)
    context = {"reports": reports, "waiting": waiting}
    return render_to_string("admin/comments/errorreport/part.html", context, request)


def _edition_in_words(edition: Edition) -> str:
    return f"edition {edition.number}, {edition.get_kind_display().lower()}"


def _offered(article: Article) -> list[tuple[str, str]]:
    return [
        (
            str(report.pk),
            f"{report.comment.nickname}: {' '.join(report.comment.text.split())[:120]}",
        )
        for report in to_be_credited(article.pk)[:AT_AN_ARTICLE]
    ]


def _give(edition: Edition, chosen: str, by: User) -> None:
    try:
        credit(edition, int(chosen), by=by)
    except AlreadySettled as refusal:
        raise PublishingRefused(str(refusal)) from refusal


add_pile(waiting_reports)
PARTS.append(part)
offer_thanks(Thanks(_offered, _give))
