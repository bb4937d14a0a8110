from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, resolve
from django.utils import timezone

from articles.addresses import Moved, Withheld, find_former
from articles.record import HISTORY
from newsportal.http.errors import gone, withheld
from newsportal.http.page_classes import public, query_parameters

FEED = "feed.xml"


def former_address(path: str, *, at: datetime | None = None) -> HttpResponse:
    """Answer for an address where nothing is: 301 to what it became, 410, 451, or 404 by Http404.

    Now, or for readers who look back at what it had become at an instant.
    """
    former = None if "\x00" in path else find_former(path, at=at or timezone.now())
    if former is None:
        raise Http404
    if isinstance(former, Moved):
        return HttpResponsePermanentRedirect(former.to)
    if isinstance(former, Withheld):
        return withheld(
            reason=former.reason, authority=former.authority, order_url=former.order_url
        )
    return gone(
        headline=former.headline,
        reason=former.reason,
        corrections=former.corrections,
        history=f"{former.path}{HISTORY}",
    )


def former_feed(path: str) -> HttpResponse:
    """Answer for the feed of a page that is elsewhere now: 301 to the feed there, or 404 by Http404."""
    former = find_former(path.removesuffix(FEED), at=timezone.now())
    if not isinstance(former, Moved):
        raise Http404
    return HttpResponsePermanentRedirect(f"{former.to}{FEED}")


def former_history(path: str) -> HttpResponse:
    """Answer for the history of a page that is elsewhere now: 301 to that there, or 404 by Http404."""
    former = None if "\x00" in path else find_former(path, at=timezone.now())
    if not isinstance(former, Moved):
        raise Http404
    return HttpResponsePermanentRedirect(f"{former.to}{HISTORY}")


@public
@query_parameters("after", "at", "before", "from", "order", "page", "q", "to")
def unknown(request: HttpRequest, path: str) -> HttpResponseBase:
    """Every address that no other route knows: an old one, or one whose last slash was left out.

    The page with the slash is asked for its own answer, so that an address which also moved is
    forwarded once and not twice, and nothing is forwarded to a page that does not exist.
    """
    match = resolve(f"{request.path_info}/")
    if request.path_info.endswith("/") or match.func is unknown:
        return former_address(request.path_info)
    request.path = f"{request.path}/"
    request.path_info = f"{request.path_info}/"
    with_slash = HttpResponsePermanentRedirect(_address(request, match))
    if getattr(match.func, "page_class", None) != "public":
        return with_slash
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return with_slash if response.status_code in {200, 304} else response


def _address(request: HttpRequest, match: ResolverMatch) -> str:
    """The page's address with what it reads from its query string, and nothing else."""
    declared = getattr(match.func, "query_parameters", ())
    given = {name: request.GET[name] for name in declared if name in request.GET}
    query = urlencode(given, safe=":~")
    return f"{request.path}?{query}" if query else request.path
