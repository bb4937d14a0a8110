"""What is kept of every request that the site renders: a number, a line, and counts.

Pages that the shared cache answers never come here; it counts them itself.
"""

import logging
from collections.abc import Callable
from functools import cache
from time import perf_counter

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from newsportal import metrics
from newsportal.database.backend.base import Measured
from newsportal.logs.current import CurrentRequest, current_request, path_for_lines, request_id

logger = logging.getLogger("newsportal.requests")

REQUEST_ID = "X-Request-ID"
# In the WSGI environment of a request that nobody made (newsportal.serving.rehearsal). No client can set
# it: what it sends stands there under names that begin with HTTP_.
UNRECORDED = "newsportal.unrecorded"
METHODS = frozenset({"GET", "HEAD", "POST"})
STATUS_CLASSES = {number: f"{number}xx" for number in range(1, 6)}


class RecordingMiddleware:
    """The outermost one, so that what all others do is part of the request, too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the request's number in a header, so that a reader can tell it to us."""
        if UNRECORDED in request.META:
            return self.get_response(request)
        current = CurrentRequest(
            request_id(request.headers.get(REQUEST_ID), is_trusted=bool(settings.TRUSTED_PROXIES)),
            request.method or "",
            path_for_lines(request.path),
        )
        token = current_request.set(current)
        began = perf_counter()
        connection = connections[DEFAULT_DB_ALIAS]
        before = Measured.of(connection)
        try:
            response = self.get_response(request)
            response.headers[REQUEST_ID] = current.id
            _record(
                request, response, perf_counter() - began, Measured.of(connection).since(before)
            )
        finally:
            current_request.reset(token)
        return response


def _record(
    request: HttpRequest, response: HttpResponseBase, seconds: float, database: Measured
) -> None:
    view = view_name(request)
    method = request.method if request.method in METHODS else "other"
    status = response.status_code
    _requests(view, method, STATUS_CLASSES[status // 100]).inc()
    _seconds(view).observe(seconds)
    metrics.http_request_queries.observe(database.queries)
    if database.queries:
        metrics.database_queries.inc(database.queries)
        metrics.database_query_seconds.inc(database.seconds)
    if status == 200:
        _renders(view).inc()
    if logger.isEnabledFor(logging.INFO):
        logger.info(
            "%s %s",
            request.method,
            path_for_lines(request.path),
            extra={
                "status": status,
                "milliseconds": round(seconds * 1000, 1),
                "queries": database.queries,
                "query_milliseconds": round(database.seconds * 1000, 1),
                "view": view,
            },
        )


# Finding the counter of some labels costs as much as counting; there are few of them.
_requests = cache(metrics.http_requests.labels)
_seconds = cache(metrics.http_request_seconds.labels)
_renders = cache(metrics.page_renders.labels)


def view_name(request: HttpRequest) -> str:
    """The route's name, of which there are few, and never its path, of which there are many."""
    match = request.resolver_match
    return match.view_name if match else "none"
