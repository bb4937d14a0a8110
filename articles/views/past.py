"""Pages that can be asked for as they were: `?at=2025-11-22T18:00:00Z` (ADR 0021).

Such a page is public and kept for an hour, since only a withdrawal or a new name changes it. It is not
for search engines, links to its own moment, and says in the words of RFC 7089 (Memento) which moment
that is.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache, wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.http import http_date

from articles.instants import NotAnInstant, read_instant, written
from articles.past import Past
from articles.structured_data import absolute
from newsportal.http.page_classes import (
    PublicRequest,
    Version,
    View,
    keep_for_an_hour,
    public,
)

# By then what was written at a moment has been committed, so that the moment's page stays as it is.
SETTLED_AFTER = timedelta(minutes=10)
# A link to a page of this portal, as our templates and the sanitiser write it.
LINK = re.compile(r'<a (?P<before>[^>]*?)href="(?P<path>/[^"#]*)(?P<rest>(?:#[^"]*)?"[^>]*)>')
ORIGINAL = 'rel="original"'
REMEMBERED = 8192  # paths


def public_with_past(*, version: Version) -> Callable[[View], View]:
    """Mark a public page that `?at=` shows as it was; `at` is among its declared parameters.

    The view answers for `request.at` in both cases. In the past, `request.past` is set (`past_of`).
    """

    def decorate(view: View) -> View:
        today = public(version=version)(view)
        # What the past follows from is nearly all of the record, so its tag is that of its bytes.
        earlier = public(_as_it_was(view))

        @wraps(today)
        def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            page = earlier if "at" in request.GET else today
            return page(request, *args, **kwargs)

        wrapped.has_past = True  # type: ignore[attr-defined]
        return wrapped

    return decorate


def _as_it_was(view: View) -> View:
    @wraps(view)
    def wrapped(request: PublicRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        now, text = request.at, str(request.GET["at"])
        try:
            at = read_instant(text)
        except NotAnInstant:
            return no_such_past(request, "unreadable")
        if at > now:
            return no_such_past(request, "future")
        if text != written(at):
            return HttpResponsePermanentRedirect(_canonical(request, view, at))
        request.at = at
        request.past = Past(at, now)  # type: ignore[attr-defined]
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponsePermanentRedirect):
            response["Location"] = _at(response["Location"], at)
        elif isinstance(response, HttpResponse) and response.status_code == 200:
            _mark(response, request, Past(at, now))
        return response

    return wrapped


def no_such_past(request: HttpRequest, why: str, *, first: datetime | None = None) -> HttpResponse:
    """404 for a moment of which there is no page, in words: unreadable, future, or before the first.

    `first` is the first moment that there is.
    """
    context = {"why": why, "path": request.path, "first": first, "first_at": None}
    if first is not None:
        context["first_at"] = written(first)
    return HttpResponse(render_to_string("past/none.html", context), status=404)


def _canonical(request: HttpRequest, view: View, at: datetime) -> str:
    declared = getattr(view, "query_parameters", ())
    others = {name: request.GET[name] for name in declared if name in request.GET}
    return f"{request.path}?{urlencode(others | {'at': written(at)}, safe=':~')}"


def _mark(response: HttpResponse, request: HttpRequest, past: Past) -> None:
    """Say to machines what the page is, and lead its links to its own moment."""
    response.content = LINK.sub(
        lambda found: _dated(found, past.at), response.content.decode()
    ).encode()
    response["X-Robots-Tag"] = "noindex"
    response["Memento-Datetime"] = http_date(past.at.timestamp())
    response["Link"] = f'<{absolute(request.path)}>; rel="original"'
    if past.now - past.at >= SETTLED_AFTER:
        keep_for_an_hour(response)


def _dated(found: re.Match[str], at: datetime) -> str:
    """The link with its moment, where the page that it leads to has a past."""
    if ORIGINAL in found[0] or not _has_past(found["path"].partition("?")[0]):
        return found[0]
    return f'<a {found["before"]}href="{_at(found["path"], at, "&amp;")}{found["rest"]}>'


def _at(path: str, at: datetime, and_sign: str = "&") -> str:
    return f"{path}{and_sign if '?' in path else '?'}at={written(at)}"


@lru_cache(REMEMBERED)
def _has_past(path: str) -> bool:
    try:
        return hasattr(resolve(path).func, "has_past")
    except Resolver404:
        return False
