from django.http import Http404, HttpResponse
from django.shortcuts import render

from articles import validators
from articles.cards import Card
from articles.context import section_of
from articles.days import by_day
from articles.front import SectionFront, compose_section
from articles.in_the_news import InTheNews
from articles.models import Section
from articles.paging import Cursor, Page, cut, page_path
from articles.past import past_of, without_withdrawn
from articles.section_stories import STORIES_ON_A_PAGE, place_of, read_stories
from articles.views.cursors import cursor_of
from articles.views.moved import former_address
from articles.views.past import no_such_past, public_with_past
from newsportal.http.page_classes import PublicRequest, query_parameters

IN_THE_NEWS = InTheNews()


@public_with_past(version=validators.lists)
@query_parameters("at", "before")
def section(request: PublicRequest, slug: str) -> HttpResponse:
    """A section: its slots, then its stories by day, page by page."""
    found = section_of(request, slug)
    if found is None:
        return former_address(request.path_info)
    cursor, past = cursor_of(request), past_of(request)
    rows = read_stories(found.pk, at=request.at, before=cursor)
    page = cut(rows, STORIES_ON_A_PAGE, place_of)
    if cursor:
        if not page.rows:
            raise Http404
        front = SectionFront([], page.rows)
    else:
        front = compose_section(found.pk, at=request.at, newest=page.rows)
    if past is None:
        return show_section(request, found, front, page, cursor=cursor)
    if not front.cards:
        return no_such_past(request, "early")
    front = without_withdrawn(front, past)
    return show_section(request, found, front, page, cursor=cursor, canonical_path=found.url)


def show_section(
    request: PublicRequest,
    section: Section,
    front: SectionFront,
    page: Page[Card],
    *,
    cursor: Cursor | None = None,
    **context: object,
) -> HttpResponse:
    """A page of a section for the instant of the request, with what else its template is told."""
    shown = {
        "section": section,
        "canonical_path": page_path(section.url, cursor),
        "slots": front.slots,
        "days": by_day(front.stories),
        "cards": front.cards,
        "is_first_page": cursor is None,
        "next_page": page.next_page(section.url),
        "people_in_the_news": IN_THE_NEWS.names(request, section=section.pk),
    }
    return render(request, "section/section.html", shown | context)
