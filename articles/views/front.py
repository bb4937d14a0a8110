from django.http import HttpResponse
from django.shortcuts import render

from articles import validators
from articles.context import publication_of
from articles.front import FrontPage, compose_front
from articles.in_the_news import InTheNews
from articles.structured_data import front_data
from newsportal.http.page_classes import PublicRequest, public

IN_THE_NEWS = InTheNews()


@public(version=validators.lists)
def front(request: PublicRequest) -> HttpResponse:
    """The front page."""
    return show_front(request, compose_front(at=request.at))


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
