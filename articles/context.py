"""What the frame of every page shows: the paper's name and its sections."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_bidi

from articles.models import Publication, Section


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `site` and `navigation`, each read only where a template shows it."""
    return {
        "site": SimpleLazyObject(lambda: _site(publication_of(request))),
        "navigation": SimpleLazyObject(lambda: list(Section.objects.in_navigation_order())),
    }


def publication_of(request: HttpRequest) -> Publication:
    """The newspaper, read once for a page however many of its parts name it."""
    known: Publication | None = getattr(request, "publication", None)
    if known is None:
        known = Publication.objects.current()
        request.publication = known  # type: ignore[attr-defined]
    return known


def _site(publication: Publication) -> dict[str, str]:
    return {
        "name": publication.name,
        "motto": publication.motto,
        "description": publication.description,
        "url": settings.SITE_URL,
        "language": get_language() or settings.LANGUAGE_CODE,
        "text_direction": "rtl" if get_language_bidi() else "ltr",
    }
