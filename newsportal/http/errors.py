"""Error pages. They stand when nothing else does: no database, no context processor, no session.

Named as Django's handlers in `newsportal.urls`. "There is no such page" is the same for everybody, so
caches may share it wherever the page itself would be public; every other error is kept by nobody.
"""

import sys
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from newsportal.database.outages import is_outage
from newsportal.http.page_classes import ASK_AGAIN, private
from newsportal.logs.current import current_request_id

RETRY_AFTER_SECONDS = 5


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, for an unknown address and for a page whose thing is not public."""
    response = _error_page("404.html", 404)
    route = request.resolver_match
    if route is not None and getattr(route.func, "page_class", "personal") == "personal":
        return private(response)
    response["Cache-Control"] = ASK_AGAIN
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, for what could not be read."""
    return private(_error_page("400.html", 400))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, for what needs other rights; with the words of whoever refused, which say whose these are."""
    words = str(exception) if exception else ""
    return private(_error_page("403.html", 403, {"words": words}))


def server_error(request: HttpRequest) -> HttpResponse:
    """500, for a fault of ours; what a shared cache still has is better, so it keeps none of this.

    Django calls this while it handles the error. Where that is an outage of the database outside of
    any view, say while a session is stored, the answer is 503 there, too.
    """
    if is_outage(sys.exception()):
        return unavailable()
    return private(_error_page("500.html", 500, {"request_id": current_request_id()}))


def unavailable() -> HttpResponse:
    """503, for what will work again by itself: the caller is told when to ask once more."""
    return _try_again("503.html")


def overloaded() -> HttpResponse:
    """503, where more people ask at once than can be answered."""
    return _try_again("overload.html")


def gone(
    *, headline: str, reason: str, corrections: Sequence[object] = (), history: str = ""
) -> HttpResponse:
    """410, for what was published and withdrawn, with the reason that the newsroom gave.

    And with what readers had been told was wrong in it, for those who quote it; `history` is the
    address of its public record.
    """
    context = {
        "headline": headline,
        "reason": reason,
        "corrections": corrections,
        "history": history,
    }
    return _error_page("410.html", 410, context)


def withheld(*, reason: str, authority: str = "", order_url: str = "") -> HttpResponse:
    """451, for what an order of a court or an authority forbids to publish (RFC 7725).

    The link names who implements the order, which is this site, and not who gave it (section 4); that
    stands in the text, as far as readers may be told.
    """
    context = {"reason": reason, "authority": authority, "order_url": order_url}
    response = _error_page("451.html", 451, context)
    response["Link"] = f'<{settings.SITE_URL}/>; rel="blocked-by"'
    return response


def _error_page(template: str, status: int, context: dict[str, Any] | None = None) -> HttpResponse:
    return HttpResponse(render_to_string(template, context), status=status)


def _try_again(template: str) -> HttpResponse:
    response = private(_error_page(template, 503, {"request_id": current_request_id()}))
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
