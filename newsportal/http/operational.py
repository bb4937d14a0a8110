"""Addresses for those who run the site, not for those who read it.

Load balancers and collectors ask by address and not by name, without TLS, and often while the site is
not well. So such an address is answered before anything else looks at the request: no host name is
checked, nobody is redirected, no session and no database is needed unless the view asks for it.
"""

from collections.abc import Callable, Mapping
from functools import cache
from hmac import compare_digest
from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.urls import URLPattern, get_resolver
from django.views.decorators.http import require_safe

from newsportal.http.errors import not_found
from newsportal.http.page_classes import View, personal, private

# Each of these says that somebody forwarded the request: the other end is then not who asks.
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
OWN_NAMES = {"127.0.0.1", "localhost", "[::1]"}


def operational(view: View) -> View:
    """Mark a page for a machine that watches the site: kept by no cache, never shed, read only."""
    marked = personal(require_safe(view))
    marked.never_shed = True  # type: ignore[attr-defined]
    return marked


@cache
def _views(urlconf: str) -> Mapping[str, View]:
    """The operational pages by their addresses, which have no parameters."""
    return {
        f"/{pattern.pattern}": pattern.callback
        for pattern in get_resolver(urlconf).url_patterns
        if isinstance(pattern, URLPattern) and getattr(pattern.callback, "never_shed", False)
    }


class OperationalMiddleware:
    """The first one; it answers operational addresses by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or let the site answer."""
        view = _views(settings.ROOT_URLCONF).get(request.path_info)
        if view is None:
            return self.get_response(request)
        try:
            return view(request)
        except Http404:
            return private(not_found(request))


def may_look_inside(request: HttpRequest) -> bool:
    """Whether somebody may know how the site is doing: with the token, or at the machine itself."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if settings.METRICS_TOKEN and scheme.lower() == "bearer":
        return compare_digest(token.strip().encode(), settings.METRICS_TOKEN.encode())
    return _is_at_the_machine(request)


def _is_at_the_machine(request: HttpRequest) -> bool:
    """Whether a program of this machine asks, without anybody between.

    The name that was asked for has to be this machine's, too: a browser here can be led to the
    address under another name, by a page from elsewhere.
    """
    if any(header in request.META for header in FORWARDED):
        return False
    host, _ = split_domain_port(request.META.get("HTTP_HOST", ""))
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return address.is_loopback and host in OWN_NAMES
