"""The answer to a form whose token is too old, such as one from before signing in again."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.csrf import csrf_failure

from articles.admin.keeping import keep_typed
from articles.admin.windows import window_of
from newsportal.http.page_classes import private


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse the form; an article's text is kept first, if the token of its window proves whose it is."""
    window = window_of(request.POST)
    form = keep_typed(request.POST, window) if window else None
    if form is None:
        return csrf_failure(request, reason)
    page = render_to_string("403_kept.html", {"address": request.path})
    return private(HttpResponse(page, status=403))
