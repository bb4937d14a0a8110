"""Which requests ask for the same page.

A key is all that a public page may depend on: scheme, host, path and the parameters that its route
declares. The request that Django gets is built from the key (`origin`), so what is not in the key can't
change a byte of what is kept under it; that rules out poisoning by headers that nobody thought of.
"""

from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import QueryDict

from newsportal.http_cache.routes import Route

REMEMBERED = 8192  # queries


class Key(NamedTuple):
    """The name of a page: `query` holds the declared parameters only, in the order of the route."""

    scheme: str
    host: str
    path: str
    query: str


class Unreadable(Exception):
    """The query string can't be read; Django's own refusal is the answer."""


def key_of(environ: dict[str, Any], route: Route) -> Key:
    """The key of a request for a public route. Raises Unreadable."""
    query = environ.get("QUERY_STRING", "")
    return Key(
        scheme=scheme_of(environ),
        host=environ.get("HTTP_HOST", "").lower(),
        path=environ["PATH_INFO"],
        query=_declared(query, route.parameters) if query and route.parameters else "",
    )


def scheme_of(environ: dict[str, Any]) -> str:
    """The scheme as Django will see it; a proxy's word counts only where the settings believe it."""
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        if said := environ.get(header):
            return "https" if said.split(",", 1)[0].strip() == secure else "http"
    return str(environ["wsgi.url_scheme"])


@lru_cache(REMEMBERED)
def _declared(query: str, parameters: tuple[str, ...]) -> str:
    """The declared parameters of a query string, read as Django and the view decorator read them."""
    try:
        given = QueryDict(query.encode("latin-1"))
    except (BadRequest, SuspiciousOperation, ValueError) as error:
        raise Unreadable from error
    chosen = [(name, given[name]) for name in parameters if name in given]
    # A text that is no Unicode can't be written down again; Django's view of it is its own affair.
    try:
        return urlencode(chosen, encoding="utf-8", errors="strict")
    except UnicodeEncodeError as error:
        raise Unreadable from error
