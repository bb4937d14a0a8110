from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from articles import validators
from articles.context import publication_of
from articles.coverage import is_public, newest_about
from articles.feeds import ENTRIES, StoryFeed, entries, feed
from articles.models import Edition, Organisation, Person, Section
from articles.views.moved import former_feed
from newsportal.http.page_classes import PublicRequest, public


@public(version=validators.stories)
def all_stories(request: PublicRequest) -> HttpResponse:
    """The feed of the whole paper."""
    stories = entries(Edition.objects.visible(at=request.at))
    return _answer(request, stories, title="", page=reverse("front"))


@public(version=validators.stories)
def section(request: PublicRequest, slug: str) -> HttpResponse:
    """The feed of a section."""
    found = Section.objects.filter(slug=slug).first()
    if found is None:
        return former_feed(request.path_info)
    stories = entries(Edition.objects.visible(at=request.at).in_section(found))
    return _answer(request, stories, title=found.name, page=found.get_absolute_url())


@public(version=validators.stories)
def person(request: PublicRequest, slug: str) -> HttpResponse:
    """The feed of what names a person for certain; somebody without a page has no feed either."""
    now, found = request.at, Person.objects.filter(slug=slug).first()
    if found is None:
        return former_feed(request.path_info)
    stories = entries(newest_about(found, at=now, at_most=ENTRIES))
    if not stories and not is_public(found, at=now):
        raise Http404
    return _answer(request, stories, title=found.name, page=found.get_absolute_url())


@public(version=validators.stories)
def organisation(request: PublicRequest, slug: str) -> HttpResponse:
    """The feed of what names an organisation for certain."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        return former_feed(request.path_info)
    stories = entries(newest_about(found, at=request.at, at_most=ENTRIES))
    return _answer(request, stories, title=found.name, page=found.get_absolute_url())


def _answer(request: HttpRequest, stories: list[Edition], *, title: str, page: str) -> HttpResponse:
    publication = publication_of(request)
    text = feed(
        publication,
        stories,
        title=f"{title} – {publication.name}" if title else publication.name,
        page=page,
        address=request.path,
    )
    return HttpResponse(text, content_type=StoryFeed.content_type)
