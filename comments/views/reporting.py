"""The pages of a report: two forms, and the receipt that tells later what was decided."""

from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, requires_csrf_token
from django.views.decorators.http import require_http_methods, require_safe

from comments import marks
from comments.filing import Reporter, report_comment
from comments.models import Comment, Report, Thread
from comments.reading import shown_comment
from comments.refusals import (
    KeptAlready,
    NotReportable,
    ReportedAlready,
    ReportRefused,
    TooManyReports,
)
from comments.report_forms import HouseRuleForm, IllegalContentForm, ReportForm
from comments.reporting import OUTCOMES, find_report, report_token
from comments.views.answers import TOKEN_REFUSED, SeeOther
from comments.views.reading import visible_edition
from comments.views.somebody import somebody
from comments.views.writing import RETRY_AFTER_SECONDS
from newsportal.http.page_classes import personal

STATUS_OF: dict[type[ReportRefused], HTTPStatus] = {
    KeptAlready: HTTPStatus.CONFLICT,
    NotReportable: HTTPStatus.CONFLICT,
    ReportedAlready: HTTPStatus.CONFLICT,
    TooManyReports: HTTPStatus.TOO_MANY_REQUESTS,
}
NOT_STORED = "Your report could not be stored just now. Try again in a moment."


# The token is checked as everywhere, but a form without a good one comes back with its text:
# `requires_csrf_token` checks and leaves the answer to the view.
@personal
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@requires_csrf_token
def report(request: HttpRequest, comment_id: int, lane: str = Report.Lane.RULES) -> HttpResponse:
    """Report a comment, by a house rule or as illegal content.

    200 the form, 303 stored, 403 without a token, 409 not to be reported (any more), 422 not valid, 429
    too many, 503 the database does not answer, 404 readers don't see the comment.
    """
    form = _form(request, comment_id, lane)
    try:
        return _answer(request, comment_id, lane, form)
    except Http404:
        if request.method != "POST":
            raise
        return _give_back(request, form, HTTPStatus.NOT_FOUND, str(NotReportable()))
    except DatabaseError:
        if request.method != "POST":
            raise
        response = _give_back(request, form, HTTPStatus.SERVICE_UNAVAILABLE, NOT_STORED)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response


@personal
@require_safe
def reported(request: HttpRequest, token: str) -> HttpResponse:
    """The receipt of a report, for who has its private address; later, what was decided."""
    found = find_report(token)
    if found is None:
        raise Http404
    decided = found.state != Report.State.OPEN
    context = {
        "report": found,
        "is_decided": decided,
        "is_legal": found.lane == Report.Lane.ILLEGAL,
        "outcome": OUTCOMES[Report.State(found.state)],
        "page": f"{settings.SITE_URL}{request.path}",
    }
    return render(request, "comments/reports/receipt.html", context)


def _form(request: HttpRequest, comment_id: int, lane: str) -> ReportForm:
    data = request.POST if request.method == "POST" else None
    if lane == Report.Lane.ILLEGAL:
        address = f"{settings.SITE_URL}{reverse('comment', args=[comment_id])}"
        return IllegalContentForm(data, address=address)
    return HouseRuleForm(data)


def _answer(request: HttpRequest, comment_id: int, lane: str, form: ReportForm) -> HttpResponse:
    comment = Comment.objects.exclude(thread__mode=Thread.Mode.OFF).filter(pk=comment_id).first()
    if comment is None or comment.state != Comment.State.PUBLISHED:
        raise Http404
    edition = visible_edition(comment.thread_id)
    status, wait = HTTPStatus.OK, 0
    if request.method == "POST":
        try:
            return _store(request, comment, form)
        except _Refused as refused:
            status, wait = refused.status, refused.wait
    context = {
        "comment": shown_comment(comment),
        "edition": edition,
        "form": form,
        "is_legal": lane == Report.Lane.ILLEGAL,
    }
    response = render(request, "comments/reports/form.html", context, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


class _Refused(Exception):
    """The form goes back with its errors."""

    def __init__(self, status: HTTPStatus, wait: int = 0) -> None:
        self.status, self.wait = status, wait


def _store(request: HttpRequest, comment: Comment, form: ReportForm) -> HttpResponse:
    valid = form.is_valid()
    if not getattr(request, "csrf_processing_done", False):
        form.add_error(None, TOKEN_REFUSED)
        raise _Refused(HTTPStatus.FORBIDDEN)
    if not valid:
        raise _Refused(HTTPStatus.UNPROCESSABLE_ENTITY)
    who = somebody(request)
    reporter = Reporter(key=who.key, address_key=who.address_key, reader=who.author.reader)
    try:
        made = report_comment(comment, form.said(), reporter=reporter, now=timezone.now())
    except ReportRefused as refusal:
        form.add_error(None, str(refusal))
        wait = refusal.seconds if isinstance(refusal, TooManyReports) else 0
        raise _Refused(STATUS_OF[type(refusal)], wait) from refusal
    response = SeeOther(reverse("comment-reported", args=[report_token(made.pk)]))
    marks.remember_browser(response, who.author.browser)
    return response


def _give_back(
    request: HttpRequest, form: ReportForm, status: HTTPStatus, words: str
) -> HttpResponse:
    """A page that needs no database, with all that was typed."""
    can_retry = status == HTTPStatus.SERVICE_UNAVAILABLE
    context = {"words": words, "form": form, "can_retry": can_retry}
    return render(request, "comments/reports/kept.html", context, status=status)
