"""The three classes of pages, one of which every route belongs to (design §3).

A view is marked by one of the decorators here, and only this module and the error pages beside it set
`Cache-Control`:

* `public`: the same bytes for everybody; a shared cache may keep it for a second, and serve it stale
  for two more while it fetches anew and for a day when the site is down (RFC 9111, RFC 5861). What
  hardly ever changes may be kept for an hour (`keep_for_an_hour`).
* `personal`: made for one person; no cache keeps it.
* `immutable`: its address changes with its content; kept for a year (RFC 8246).

The parameters that a public page reads from its query string are declared by `query_parameters`; all
others are taken away before the view runs, so they can't change a byte.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import Literal, cast, overload

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseNotModified,
    QueryDict,
)
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags

from newsportal.http.build import build

type PageClass = Literal["public", "personal", "immutable"]
type View = Callable[..., HttpResponseBase]


class PublicRequest(HttpRequest):
    """A request for a public page; `at` is the instant for which it is answered.

    The page's validator and its view both take it for "now": a boundary in time lies before both or
    behind both.
    """

    at: datetime


type Version = Callable[..., str | None]

CACHE_CONTROL: dict[PageClass, str] = {
    "public": "public, s-maxage=1, stale-while-revalidate=2, stale-if-error=86400",
    "personal": "private, no-store",
    "immutable": "public, max-age=31536000, immutable",
}
FOR_AN_HOUR = "public, max-age=0, s-maxage=3600, stale-while-revalidate=60, stale-if-error=86400"
# Without a lifetime browsers keep a permanent redirect, or the word that a page is gone, for as long
# as they like. An address may come back into use, so they have to ask again.
ASK_AGAIN = "public, max-age=0, s-maxage=1, stale-while-revalidate=2, stale-if-error=86400"


def _mark(view: View, page_class: PageClass) -> View:
    view.page_class = page_class  # type: ignore[attr-defined]
    if page_class != "personal":
        # Such a view refuses to be written to by itself, so nobody has to look for a token first.
        view.csrf_exempt = True  # type: ignore[attr-defined]
    return view


@overload
def public(view: View) -> View: ...


@overload
def public(*, version: Version) -> Callable[[View], View]: ...


def public(
    view: View | None = None, *, version: Version | None = None
) -> View | Callable[[View], View]:
    """Mark a page that is the same for everybody: read with GET or HEAD, 304 where nothing changed.

    `version(request, **parts_of_the_address)` names in one cheap query everything that the page shows
    besides its address, or gives None where nothing public is. Who knows the page of that version gets
    304, and the view does not run. The version is read before the page, so a page is never older than
    its tag says. Without one, the tag is a hash of the content.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method not in {"GET", "HEAD"}:
                return private(HttpResponseNotAllowed(["GET", "HEAD"]))
            asked = cast("PublicRequest", request)
            if not hasattr(asked, "at"):
                asked.at = timezone.now()
            # While templates are worked on they change without a new build.
            named = version is not None and not settings.DEBUG
            known = version(asked, **kwargs) if version and named else None
            etag = _etag(f"{build()} {_address(asked, view)} {known}") if known else None
            if etag and etag in _known_to(asked):
                return _with_headers(HttpResponseNotModified(), etag)
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or not isinstance(response, HttpResponse):
                return _with_headers(response, None)
            if not named:
                etag = _etag(response.content)
            answer = get_conditional_response(
                request, etag=etag, response=_with_headers(response, etag)
            )
            return answer if answer is not None else response

        return _mark(wrapped, "public")

    return decorate if view is None else decorate(view)


def _with_headers[Response: HttpResponseBase](response: Response, etag: str | None) -> Response:
    if not response.has_header("Cache-Control"):
        fresh = response.status_code in {200, 304}
        response["Cache-Control"] = CACHE_CONTROL["public"] if fresh else ASK_AGAIN
    if etag:
        response["ETag"] = etag
    return response


def keep_for_an_hour(response: HttpResponse) -> None:
    """Let shared caches keep a public page for an hour; browsers ask them each time."""
    response["Cache-Control"] = FOR_AN_HOUR


def _etag(content: str | bytes) -> str:
    text = content.encode() if isinstance(content, str) else content
    return f'"{sha256(text).hexdigest()[:32]}"'


def _address(request: HttpRequest, view: View) -> str:
    """The path and the declared parameters, the only ones that change a byte."""
    declared = getattr(view, "query_parameters", ())
    return repr([request.path, [request.GET.get(name) for name in declared]])


def _known_to(request: HttpRequest) -> list[str]:
    """The tags of If-None-Match, compared weakly (RFC 9110, 13.1.2)."""
    text = request.META.get("HTTP_IF_NONE_MATCH")
    return [tag.removeprefix("W/") for tag in parse_etags(text)] if text else []


def query_parameters(*names: str) -> Callable[[View], View]:
    """Declare what a page reads from its query string, below `public`; the rest never reaches it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            declared = QueryDict(mutable=True)
            for name in names:
                if name in request.GET:
                    declared[name] = str(request.GET[name])
            request.GET = declared  # type: ignore[assignment]
            return view(request, *args, **kwargs)

        wrapped.query_parameters = names  # type: ignore[attr-defined]
        return wrapped

    return decorate


def personal(view: View) -> View:
    """Mark a page that is made for one person."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return private(view(request, *args, **kwargs))

    return _mark(wrapped, "personal")


def immutable(view: View) -> View:
    """Mark an address whose bytes never change; a missing one is not kept."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return private(HttpResponseNotAllowed(["GET", "HEAD"]))
        response = view(request, *args, **kwargs)
        fresh = response.status_code == 200
        response["Cache-Control"] = CACHE_CONTROL["immutable"] if fresh else ASK_AGAIN
        return response

    return _mark(wrapped, "immutable")


def private[Response: HttpResponseBase](response: Response) -> Response:
    """Forbid every cache to keep a response."""
    response["Cache-Control"] = CACHE_CONTROL["personal"]
    return response
