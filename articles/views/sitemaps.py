from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from articles import sitemaps, validators
from articles.structured_data import absolute
from newsportal.http.page_classes import PublicRequest, public

XML = "application/xml; charset=utf-8"


@public(version=validators.stories)
def sitemap(request: PublicRequest) -> HttpResponse:
    """Every address, or the index of the files that have them."""
    now = request.at
    if sitemaps.needs_index():
        return _xml(sitemaps.index(at=now))
    return _xml(sitemaps.everything(at=now))


@public(version=validators.stories)
def pages(request: PublicRequest) -> HttpResponse:
    """The addresses that are always there."""
    return _xml(sitemaps.pages())


@public(version=validators.stories)
def people(request: PublicRequest, number: int) -> HttpResponse:
    """The people of one file."""
    return _file(request, "people", number)


@public(version=validators.stories)
def organisations(request: PublicRequest, number: int) -> HttpResponse:
    """The organisations of one file."""
    return _file(request, "organisations", number)


@public(version=validators.stories)
def stories(request: PublicRequest, number: int) -> HttpResponse:
    """The stories of one file."""
    return _file(request, "stories", number)


@public
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: everything public, but no search results, forms and desks."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/admin/", "/search/", "/comments/new/", "/preview/")),
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _file(request: PublicRequest, kind: sitemaps.Kind, number: int) -> HttpResponse:
    """A range of keys in which nobody and nothing is listed has no file."""
    text = sitemaps.file(kind, number, at=request.at)
    if text is None:
        raise Http404
    return _xml(text)


def _xml(text: str) -> HttpResponse:
    return HttpResponse(text, content_type=XML)
