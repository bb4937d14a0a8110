"""A draft, for whoever holds a link to it, and the box below it.

Nobody signs in here: the address itself is what lets somebody in. So no page of any site may lead it on,
no cache and no search engine keeps it, and there is no cookie that a forged form could make use of.
"""

from http import HTTPStatus
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.relative_times import in_relation
from articles.views.preview import preview_page
from comments.allowances import key_of
from comments.refusals import SubmissionReused, TooManyComments
from newsportal.http.page_classes import personal
from previews.forms import RemarkForm
from previews.links import count_opening, find_link
from previews.models import PreviewLink
from previews.refusals import LinkEnded, LinkUnknown
from previews.remarks import leave_remark


# There is no cookie to steal: who can forge the form knows the address, and may send it themselves.
@personal
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The draft that a link leads to; on POST, keep a remark.

    200 the draft, 303 stored, 404 no such link, 410 it has ended, 422 not valid, 429 too many. What was
    typed comes back with every refusal.
    """
    try:
        link = find_link(token, at=timezone.now())
        response = _store(request, link) if request.method == "POST" else _show(request, link)
    except LinkUnknown:
        response = _nothing(request, HTTPStatus.NOT_FOUND)
    except LinkEnded:
        response = _nothing(request, HTTPStatus.GONE)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _show(request: HttpRequest, link: PreviewLink) -> HttpResponse:
    if request.method == "GET":
        count_opening(link, at=timezone.now())
    return _page(request, link, RemarkForm(initial={"submission_id": uuid4()}), HTTPStatus.OK)


def _store(request: HttpRequest, link: PreviewLink) -> HttpResponse:
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, link, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        remark = leave_remark(
            link,
            name=form.cleaned_data["nickname"],
            text=form.cleaned_data["text"],
            quote=form.cleaned_data["quote"],
            submission_id=form.cleaned_data["submission_id"],
            address_key=key_of(request),
        )
    except SubmissionReused as refusal:
        form.add_error(None, str(refusal))
        form.renew_submission()
        return _page(request, link, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except TooManyComments as refusal:
        form.add_error(None, str(refusal))
        response = _page(request, link, form, HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(refusal.seconds)
        return response
    address = f"{request.path}#remark-{remark.pk}"
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _page(
    request: HttpRequest, link: PreviewLink, form: RemarkForm, status: HTTPStatus
) -> HttpResponse:
    context = {
        "number": link.revision.number,
        "saved_at": link.revision.created_at,
        "ends": in_relation(link.expires_at, now=timezone.now()),
        "remarks": list(link.remarks.order_by("created_at", "pk")),
        "form": form,
    }
    return preview_page(
        request, link.revision, template="previews/shared.html", context=context, status=status
    )


def _nothing(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """The same words whatever was shown, with what was typed meanwhile, to be copied."""
    context = {"is_gone": status == HTTPStatus.GONE, "typed": request.POST.get("text", "")}
    return HttpResponse(render_to_string("previews/nothing.html", context), status=status)
