from django.http import Http404, HttpResponse
from django.shortcuts import render

from articles import validators
from articles.cards import without
from articles.context import section_of
from articles.days import by_day
from articles.front import section_lead
from articles.in_the_news import InTheNews
from articles.paging import cut, page_path
from articles.section_stories import STORIES_ON_A_PAGE, place_of, read_stories
from articles.views.cursors import cursor_of
from articles.views.moved import former_address
from newsportal.http.page_classes import PublicRequest, public, query_parameters

IN_THE_NEWS = InTheNews()


@public(version=validators.lists)
@query_parameters("before")
def section(request: PublicRequest, slug: str) -> HttpResponse:
    """A section: its lead, then its stories by day, page by page."""
    found = section_of(request, slug)
    if found is None:
        return former_address(request.path_info)
    now, cursor = request.at, cursor_of(request)
    rows = read_stories(found.pk, at=now, before=cursor)
    page = cut(rows, STORIES_ON_A_PAGE, place_of)
    if cursor and not page.rows:
        raise Http404
    lead = None if cursor else section_lead(found.pk, at=now) or next(iter(page.rows), None)
    stories = without(page.rows, [lead] if lead else [])
    context = {
        "section": found,
        "canonical_path": page_path(found.get_absolute_url(), cursor),
        "lead": lead,
        "days": by_day(stories),
        "cards": [lead, *stories] if lead else stories,
        "is_first_page": cursor is None,
        "next_page": page.next_page(found.get_absolute_url()),
        "people_in_the_news": IN_THE_NEWS.names(request, section=found.pk),
    }
    return render(request, "section/section.html", context)
