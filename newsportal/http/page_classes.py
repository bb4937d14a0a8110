"""The three classes of pages, one of which every route belongs to (design §3).

A view is marked by one of the decorators here and nothing else sets `Cache-Control`:

* `public`: the same bytes for everybody; a shared cache may keep it for a second, and serve it stale
  for two more while it fetches anew and for a day when the site is down (RFC 9111, RFC 5861).
* `personal`: made for one person; no cache keeps it.
* `immutable`: its address changes with its content; kept for a year (RFC 8246).
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

type PageClass = Literal["public", "personal", "immutable"]
type View = Callable[..., HttpResponseBase]

CACHE_CONTROL: dict[PageClass, str] = {
    "public": "public, s-maxage=1, stale-while-revalidate=2, stale-if-error=86400",
    "personal": "private, no-store",
    "immutable": "public, max-age=31536000, immutable",
}


def _mark(view: View, page_class: PageClass) -> View:
    view.page_class = page_class  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Mark a page that is the same for everybody, and answer a conditional request with 304."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = CACHE_CONTROL["public"]
        if response.status_code != 200 or not isinstance(response, HttpResponse):
            return response
        response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
        answer = get_conditional_response(request, etag=response["ETag"], response=response)
        return answer if answer is not None else response

    return _mark(wrapped, "public")


def personal(view: View) -> View:
    """Mark a page that is made for one person."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = CACHE_CONTROL["personal"]
        return response

    return _mark(wrapped, "personal")


def immutable(view: View) -> View:
    """Mark an address whose bytes never change; a missing one is not kept."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            response["Cache-Control"] = CACHE_CONTROL["immutable"]
        return response

    return _mark(wrapped, "immutable")
