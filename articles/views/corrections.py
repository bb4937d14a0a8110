from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles import validators
from articles.atom import CONTENT_TYPE
from articles.context import publication_of
from articles.corrections import by_day, corrections_for_feed, latest_corrections
from articles.feeds import feed_of_corrections
from articles.paging import page_path
from articles.views.cursors import cursor_of
from newsportal.http.page_classes import PublicRequest, public, query_parameters


@public(version=validators.registers)
@query_parameters("before")
def corrections(request: PublicRequest) -> HttpResponse:
    """What the paper got wrong, and what is right: newest first, by the day of the correction."""
    cursor = cursor_of(request)
    page = latest_corrections(at=request.at, before=cursor)
    if cursor and not page.rows:
        raise Http404
    address = reverse("corrections")
    context = {
        "canonical_path": page_path(address, cursor),
        "days": by_day(page.rows),
        "first_page": address if cursor else None,
        "next_page": page.next_page(address),
    }
    return render(request, "corrections/corrections.html", context)


@public(version=validators.stories)
def feed(request: PublicRequest) -> HttpResponse:
    """The feed of the corrections of all stories."""
    text = feed_of_corrections(
        publication_of(request),
        corrections_for_feed(at=request.at),
        page=reverse("corrections"),
        address=request.path,
    )
    return HttpResponse(text, content_type=CONTENT_TYPE)
