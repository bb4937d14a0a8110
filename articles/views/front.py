from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render

from articles import validators
from articles.context import publication_of
from articles.front import FrontPage, compose_front
from articles.in_the_news import InTheNews
from articles.instants import first_second_of
from articles.models import Edition
from articles.past import Past, past_of, without_withdrawn
from articles.structured_data import front_data
from articles.views.past import no_such_past, public_with_past
from newsportal.http.page_classes import PublicRequest, query_parameters

IN_THE_NEWS = InTheNews()


@public_with_past(version=validators.lists)
@query_parameters("at")
def front(request: PublicRequest) -> HttpResponse:
    """The front page, today's or as it was at an instant."""
    page, past = compose_front(at=request.at), past_of(request)
    if past is None:
        return show_front(request, page)
    if not page.cards:
        return no_such_past(request, "early", first=_first(past))
    return show_front(request, without_withdrawn(page, past), json_ld=None)


def show_front(request: PublicRequest, page: FrontPage, **context: object) -> HttpResponse:
    """A front page for the instant of the request, with what else its template is told."""
    shown = {
        "slots": page.slots,
        "latest": page.latest,
        "sections": page.bands,
        "cards": page.cards,
        "subjects_in_the_news": IN_THE_NEWS.names(request),
        "json_ld": front_data(publication_of(request)),
    }
    return render(request, "front/front.html", shown | context)


def _first(past: Past) -> datetime | None:
    """The first moment at which the front page had a story."""
    shown = Edition.objects.filter(starts_at__lte=past.now).order_by("starts_at")
    first = shown.values_list("starts_at", flat=True).first()
    return first and first_second_of(first)
