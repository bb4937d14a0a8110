"""A statement of reasons as its author reads it, and their appeal against the decision."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods

from comments import marks
from comments.appeal_refusals import AppealRefused
from comments.appealing import LONGEST_APPEAL, appeal
from comments.authorship import author_of
from comments.models import StatementOfReasons
from newsportal.http.page_classes import personal


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def own_statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    """Why a moderator decided so, the form to appeal, and the answer; 404 for everybody else.

    200 the page, 303 the appeal is made, 422 it can't be; what was typed comes back then.
    """
    statement = _own(request, statement_id)
    if request.method != "POST":
        return _show(request, statement, HTTPStatus.OK)
    try:
        appeal(statement, text=request.POST.get("text", ""), now=timezone.now())
    except AppealRefused as refusal:
        return _show(request, statement, HTTPStatus.UNPROCESSABLE_ENTITY, refusal)
    response = HttpResponseRedirect(reverse("comment-statement", args=[statement.pk]))
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _own(request: HttpRequest, statement_id: int) -> StatementOfReasons:
    """The statement, for the author to whom it was made; raises Http404."""
    rows = StatementOfReasons.objects.select_related("appeal", "sanction", "comment")
    statement = rows.filter(pk=statement_id).first()
    if statement is None or not _is_told(request, statement):
        raise Http404
    return statement


def _is_told(request: HttpRequest, statement: StatementOfReasons) -> bool:
    author = author_of(request)
    if statement.sanction is not None:
        key = marks.author_key(browser=author.browser, reader=author.reader)
        return bool(key) and constant_time_compare(key, statement.sanction.author_key)
    return statement.comment is not None and author.wrote(statement.comment)


def _show(
    request: HttpRequest,
    statement: StatementOfReasons,
    status: HTTPStatus,
    refusal: AppealRefused | None = None,
) -> HttpResponse:
    context = {
        "statement": statement,
        "appeal": getattr(statement, "appeal", None),
        "in_time": statement.can_be_appealed(at=timezone.now()),
        "refusal": refusal,
        "typed": request.POST.get("text", ""),
        "longest": LONGEST_APPEAL,
    }
    return render(request, "comments/statement.html", context, status=status)
