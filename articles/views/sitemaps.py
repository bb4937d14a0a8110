from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from articles import sitemaps, validators
from articles.days import day_of
from articles.structured_data import absolute
from newsportal.http.page_classes import PublicRequest, public

XML = "application/xml; charset=utf-8"


@public(version=validators.stories)
def sitemap(request: PublicRequest) -> HttpResponse:
    """Every address, or the index of the files that have them."""
    now = request.at
    if sitemaps.needs_index(at=now):
        text = sitemaps.index(sitemaps.files(at=now))
    else:
        everybody = (sitemaps.subjects(kind, 1, at=now) for kind in sitemaps.MODELS)
        addresses = chain(sitemaps.pages(at=now), *everybody, sitemaps.stories(at=now))
        text = sitemaps.urlset(addresses)
    return HttpResponse(text, content_type=XML)


@public(version=validators.stories)
def pages(request: PublicRequest) -> HttpResponse:
    """The addresses that are always there."""
    return HttpResponse(sitemaps.urlset(sitemaps.pages(at=request.at)), content_type=XML)


@public(version=validators.stories)
def people(request: PublicRequest, number: int) -> HttpResponse:
    """The people of one file."""
    return _subjects(request, "person", number)


@public(version=validators.stories)
def organisations(request: PublicRequest, number: int) -> HttpResponse:
    """The organisations of one file."""
    return _subjects(request, "organisation", number)


@public(version=validators.stories)
def month(request: PublicRequest, year: int, month: int) -> HttpResponse:
    """The stories of a month; a month without any has no file."""
    first = day_of(year, month, 1)
    addresses = sitemaps.stories_of_month(first, at=request.at) if first else []
    if not addresses:
        raise Http404
    return HttpResponse(sitemaps.urlset(addresses), content_type=XML)


@public
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: everything public, but no search results, forms and desks."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/admin/", "/search/", "/comments/new/")),
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _subjects(request: PublicRequest, kind: sitemaps.Kind, number: int) -> HttpResponse:
    addresses = sitemaps.subjects(kind, number, at=request.at)
    if not addresses:
        raise Http404
    return HttpResponse(sitemaps.urlset(addresses), content_type=XML)
