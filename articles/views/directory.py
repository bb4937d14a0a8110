from django.http import Http404, HttpResponse
from django.shortcuts import render

from articles import validators
from articles.directory import Kind, register_of
from newsportal.http.page_classes import PublicRequest, public, query_parameters


@public(version=validators.registers)
@query_parameters("after")
def people(request: PublicRequest) -> HttpResponse:
    """Everybody in the stories, from A to Z."""
    return _register(request, "person", "person/people.html")


@public(version=validators.registers)
@query_parameters("after")
def organisations(request: PublicRequest) -> HttpResponse:
    """Every organisation in the stories, from A to Z."""
    return _register(request, "organisation", "organisation/organisations.html")


def _register(request: PublicRequest, kind: Kind, template: str) -> HttpResponse:
    after = request.GET.get("after")
    if after is not None and not after.isprintable():
        raise Http404
    register = register_of(kind, at=request.at, after=after)
    if register is None:
        raise Http404
    letters = [
        {"letter": one["letter"], "url": _page_after(request.path, one["after"])}
        for one in register.letters
    ]
    context = {
        "canonical_path": _page_after(request.path, after),
        "groups": register.groups,
        "letters": letters,
        "next_page": _page_after(request.path, register.following) if register.following else None,
        "first_page": request.path if after is not None else None,
    }
    return render(request, template, context)


def _page_after(path: str, slug: str | None) -> str:
    return f"{path}?after={slug}" if slug else path
