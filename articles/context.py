"""What the frame of every page shows: the paper's name and its sections."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_bidi

from articles.models import Publication, Section
from articles.past import past_of
from articles.state import state_of


class Site(NamedTuple):
    """What a template says about the newspaper."""

    name: str
    motto: str
    url: str
    language: str
    text_direction: str


@dataclass(frozen=True)
class Frame:
    """The newspaper and its sections as they were in one version of the stories."""

    version: int
    publication: Publication
    navigation: list[Section]


_known: Frame | None = None


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `site` and `navigation`, and the `past` that a page shows, if it does.

    A public page always shows them. Any other reads each only where its template does, since what a
    reader is told when the database is down can ask it nothing.
    """
    if hasattr(request, "at"):
        frame = frame_of(request)
        return {
            "site": _site(frame.publication),
            "navigation": frame.navigation,
            "past": past_of(request),
        }
    return {
        "past": None,
        "site": SimpleLazyObject(lambda: _site(publication_of(request))),
        "navigation": SimpleLazyObject(lambda: frame_of(request).navigation),
    }


def publication_of(request: HttpRequest) -> Publication:
    """The newspaper."""
    return frame_of(request).publication


def section_of(request: HttpRequest, slug: str) -> Section | None:
    """The section with that address."""
    return next((one for one in frame_of(request).navigation if one.slug == slug), None)


def frame_of(request: HttpRequest) -> Frame:
    """The frame, read once in a process for each version of the stories.

    The version was read before the frame is, so what is kept under it is never older.
    """
    global _known
    version = state_of(request).stories
    frame = _known
    if frame is None or frame.version != version:
        sections = list(Section.objects.in_navigation_order())
        _known = frame = Frame(version, Publication.objects.current(), sections)
    return frame


def _site(publication: Publication) -> Site:
    return Site(
        name=publication.name,
        motto=publication.motto,
        url=settings.SITE_URL,
        language=get_language() or settings.LANGUAGE_CODE,
        text_direction="rtl" if get_language_bidi() else "ltr",
    )
