from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render

from articles import validators
from articles.cards import cards, fetch_renditions, without
from articles.days import by_day
from articles.front import section_lead
from articles.in_the_news import STORIES, names_in
from articles.models import Edition, Section
from articles.paging import Cursor, Page, page_path, take
from articles.views.cursors import cursor_of
from articles.views.moved import former_address
from newsportal.http.page_classes import PublicRequest, public, query_parameters

STORIES_ON_A_PAGE = 30


@public(version=validators.lists)
@query_parameters("before")
def section(request: PublicRequest, slug: str) -> HttpResponse:
    """A section: its lead, then its stories by day, page by page."""
    found = Section.objects.filter(slug=slug).first()
    if found is None:
        return former_address(request.path_info)
    now, cursor = request.at, cursor_of(request)
    page = _stories(found, cursor, now)
    if cursor and not page.rows:
        raise Http404
    lead = None if cursor else section_lead(found, at=now) or next(iter(page.rows), None)
    stories = without(page.rows, [lead] if lead else [])
    fetch_renditions(lead, *stories)
    newest = Edition.objects.visible(at=now).in_section(found).newest_first()[:STORIES]
    context = {
        "section": found,
        "canonical_path": page_path(found.get_absolute_url(), cursor),
        "lead": lead,
        "days": by_day(stories),
        "cards": [lead, *stories] if lead else stories,
        "is_first_page": cursor is None,
        "next_page": page.next_page(found.get_absolute_url()),
        "people_in_the_news": names_in(newest.values("pk"), people_only=True),
    }
    return render(request, "section/section.html", context)


def _stories(section: Section, cursor: Cursor | None, now: datetime) -> Page[Edition]:
    stories = cards(Edition.objects.visible(at=now)).in_section(section).newest_first()
    if cursor:
        stories = stories.before(cursor.at, cursor.key)
    return take(stories, STORIES_ON_A_PAGE, lambda row: Cursor(row.published_at, row.article_id))
