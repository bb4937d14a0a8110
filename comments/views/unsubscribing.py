"""The link at the end of every email: a page with a button, and what pressing it does."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments.notices.choices import unsubscribe
from comments.notices.unsubscribing import reader_of_token
from newsportal.http.page_classes import personal


# A mail program presses the button by itself (RFC 8058): it has no cookie, and follows no redirect. The
# signed address is proof enough.
@personal
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def notices_unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End the emails to a reader. Looking at the page ends nothing: programs look at links, too."""
    reader_id = reader_of_token(token)
    if reader_id is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        unsubscribe(reader_id)
    return render(request, "notices/unsubscribe.html", {"is_done": is_done})
