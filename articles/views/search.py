from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from articles import validators
from articles.cards import card, card_values
from articles.models import Edition
from articles.paging import Cursor
from articles.search import MOST_PAGES, QueryRefused, cleaned, find
from articles.suggestions import suggest
from articles.views.cursors import cursor_of
from newsportal.database.prepared import Prepared
from newsportal.http.page_classes import PublicRequest, public, query_parameters

LATEST = 8
# So few names stand above stories that were found: one of them is probably meant.
LEADING_NAMES = 3
PAGES = [str(number) for number in range(1, MOST_PAGES + 1)]


def _newest(*, at: datetime) -> QuerySet[Any, Any]:
    return card_values(Edition.objects.visible(at=at).newest_first())[:LATEST]


NEWEST = Prepared(_newest, card)


@public(version=validators.lists)
@query_parameters("q", "page", "before")
def search(request: PublicRequest) -> HttpResponse:
    """Search, and while there is no result the latest stories. Search engines are asked to stay out."""
    query, page = cleaned(request.GET.get("q", "")), _page_in(request)
    context: dict[str, Any] = {
        "query": query,
        "error": "",
        "results": [],
        "total_label": "",
        "suggestions": [],
        "suggestions_lead": False,
        "latest": [],
        "first_page": None,
        "next_page": None,
        "older": None,
    }
    before = cursor_of(request)
    if query:
        context |= _found(query, page, before, now=request.at)
    if not context["results"]:
        context |= _latest(now=request.at)
    response = render(request, "search/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _found(query: str, page: int, before: Cursor | None, *, now: datetime) -> dict[str, Any]:
    try:
        found = find(query, at=now, page=page, before=before)
    except QueryRefused as refused:
        return {"error": str(refused)}
    if page > 1 and not found.results:
        raise Http404
    names = suggest(query, at=now, is_common=found.oldest is not None)
    are_first = not found.results or len(names) <= LEADING_NAMES
    return {
        "results": found.results,
        "total_label": found.total_label,
        "suggestions": names,
        "suggestions_lead": bool(names) and are_first and page == 1,
        "first_page": _address(query) if page > 1 or before else None,
        "next_page": _address(query, page + 1, before) if found.has_following else None,
        "older": _address(query, before=found.oldest) if found.oldest else None,
    }


def _latest(*, now: datetime) -> dict[str, Any]:
    return {"latest": NEWEST.rows(at=now)}


def _address(query: str, page: int = 1, before: Cursor | None = None) -> str:
    parameters: dict[str, str | int] = {"q": query}
    if before:
        parameters["before"] = str(before)
    if page > 1:
        parameters["page"] = page
    return f"{reverse('search')}?{urlencode(parameters)}"


def _page_in(request: HttpRequest) -> int:
    """The page's number; what is no number of a page is an address of no page."""
    text = request.GET.get("page", "1")
    if text not in PAGES:
        raise Http404
    return PAGES.index(text) + 1
