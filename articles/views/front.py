from django.http import HttpResponse
from django.shortcuts import render

from articles import validators
from articles.context import publication_of
from articles.front import compose_front
from articles.in_the_news import InTheNews
from articles.structured_data import front_data
from newsportal.http.page_classes import PublicRequest, public

IN_THE_NEWS = InTheNews()


@public(version=validators.lists)
def front(request: PublicRequest) -> HttpResponse:
    """The front page."""
    page = compose_front(at=request.at)
    context = {
        "lead": page.leads[0] if page.leads else None,
        "leads": page.leads[1:],
        "latest": page.latest,
        "sections": page.bands,
        "cards": page.cards,
        "subjects_in_the_news": IN_THE_NEWS.names(request),
        "json_ld": front_data(publication_of(request)),
    }
    return render(request, "front/front.html", context)
