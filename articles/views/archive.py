from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles import archive as stories
from articles import validators
from articles.days import day_of
from articles.paging import page_path
from articles.views.cursors import cursor_of
from newsportal.http.page_classes import PublicRequest, public, query_parameters


@public(version=validators.registers)
@query_parameters("before")
def archive(request: PublicRequest) -> HttpResponse:
    """Every day with stories, newest first; a year's worth of them on a page."""
    before = _day_in(request)
    found = stories.archive(at=request.at, before=before)
    if before and not found.years:
        raise Http404
    address = reverse("archive")
    context = {
        "canonical_path": f"{address}?before={before}" if before else address,
        "years": found.years,
        "first_page": address if before else None,
        "next_page": f"{address}?before={found.following}" if found.following else None,
    }
    return render(request, "archive/archive.html", context)


@public(version=validators.lists)
@query_parameters("before")
def archive_day(request: PublicRequest, year: int, month: int, day: int) -> HttpResponse:
    """A day's stories. A day without any answers 404, with the way to the days that have some."""
    found = day_of(year, month, day)
    if found is None:
        raise Http404
    now, cursor = request.at, cursor_of(request)
    page = stories.stories_of_day(found, at=now, before=cursor)
    if cursor and not page.rows:
        raise Http404
    neighbours = stories.neighbours(found, at=now)
    address = reverse("archive-day", args=[year, month, day])
    context = {
        "canonical_path": page_path(address, cursor),
        "date": found,
        "editions": page.rows,
        "cards": page.rows,
        "previous_day": neighbours.previous,
        "next_day": neighbours.following,
        "first_page": address if cursor else None,
        "next_page": page.next_page(address),
    }
    return render(request, "archive/day.html", context, status=200 if page.rows else 404)


def _day_in(request: HttpRequest) -> date | None:
    """The day in `before`; anything but a plain date is an address of no page."""
    text = request.GET.get("before")
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if day.isoformat() != text or day_of(day.year, day.month, day.day) is None:
        raise Http404
    return day
