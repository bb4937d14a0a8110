"""The page of a revision that readers don't see, for those who were let in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.models import Revision
from articles.previewing import story_of


def preview_page(
    request: HttpRequest,
    revision: Revision,
    *,
    template: str = "article/preview.html",
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The article's page with the text of a revision, kept by no cache and listed by no search engine.

    Without comments, related stories and what machines are told: those belong to what is published. The
    template extends that of the article; the view that calls this is a personal one.
    """
    story = story_of(revision, at=timezone.now())
    shown = {
        "edition": story,
        "canonical_path": story.path,
        "corrections": story.corrections,
        "is_old": False,
        "has_discussion": False,
        "is_framed": False,
    }
    response = render(request, template, shown | (context or {}), status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
