"""The three classes of pages, one of which every route belongs to (design §3).

A view is marked by one of the decorators here, and only this module and the error pages beside it set
`Cache-Control`:

* `public`: the same bytes for everybody; a shared cache may keep it for a second, and serve it stale
  for two more while it fetches anew and for a day when the site is down (RFC 9111, RFC 5861).
* `personal`: made for one person; no cache keeps it.
* `immutable`: its address changes with its content; kept for a year (RFC 8246).

The parameters that a public page reads from its query string are declared by `query_parameters`; all
others are taken away before the view runs, so they can't change a byte.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Literal

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

type PageClass = Literal["public", "personal", "immutable"]
type View = Callable[..., HttpResponseBase]

CACHE_CONTROL: dict[PageClass, str] = {
    "public": "public, s-maxage=1, stale-while-revalidate=2, stale-if-error=86400",
    "personal": "private, no-store",
    "immutable": "public, max-age=31536000, immutable",
}
# Without a lifetime browsers keep a permanent redirect, or the word that a page is gone, for as long
# as they like. An address may come back into use, so they have to ask again.
ASK_AGAIN = "public, max-age=0, s-maxage=1, stale-while-revalidate=2, stale-if-error=86400"


def _mark(view: View, page_class: PageClass) -> View:
    view.page_class = page_class  # type: ignore[attr-defined]
    if page_class != "personal":
        # Such a view refuses to be written to by itself, so nobody has to look for a token first.
        view.csrf_exempt = True  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Mark a page that is the same for everybody: read with GET or HEAD, 304 where nothing changed."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return private(HttpResponseNotAllowed(["GET", "HEAD"]))
        response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            fresh = response.status_code == 200
            response["Cache-Control"] = CACHE_CONTROL["public"] if fresh else ASK_AGAIN
        if response.status_code != 200 or not isinstance(response, HttpResponse):
            return response
        response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
        answer = get_conditional_response(request, etag=response["ETag"], response=response)
        return answer if answer is not None else response

    return _mark(wrapped, "public")


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
