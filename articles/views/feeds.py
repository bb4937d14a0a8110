from django.http import Http404, HttpResponse
from django.urls import reverse

from articles import validators
from articles.atom import CONTENT_TYPE
from articles.context import publication_of, section_of
from articles.coverage import is_public
from articles.feeds import Entry, feed, newest, newest_naming, newly_gone
from articles.models import Organisation, Person
from articles.views.moved import former_feed
from newsportal.http.page_classes import PublicRequest, public


@public(version=validators.stories)
def all_stories(request: PublicRequest) -> HttpResponse:
    """The feed of the whole paper."""
    stories = newest(at=request.at)
    return _answer(request, stories, title="", page=reverse("front"))


@public(version=validators.stories)
def section(request: PublicRequest, slug: str) -> HttpResponse:
    """The feed of a section."""
    found = section_of(request, slug)
    if found is None:
        return former_feed(request.path_info)
    stories = newest(at=request.at, section=found.pk)
    return _answer(request, stories, title=found.name, page=found.get_absolute_url())


@public(version=validators.stories)
def person(request: PublicRequest, slug: str) -> HttpResponse:
    """The feed of what names a person for certain; somebody without a page has no feed either."""
    now, found = request.at, Person.objects.filter(slug=slug).first()
    if found is None:
        return former_feed(request.path_info)
    stories = newest_naming("person", found.pk, at=now)
    if not stories and not is_public(found.pk, at=now):
        raise Http404
    return _answer(request, stories, title=found.name, page=found.get_absolute_url())


@public(version=validators.stories)
def organisation(request: PublicRequest, slug: str) -> HttpResponse:
    """The feed of what names an organisation for certain."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        return former_feed(request.path_info)
    stories = newest_naming("organisation", found.pk, at=request.at)
    return _answer(request, stories, title=found.name, page=found.get_absolute_url())


def _answer(request: PublicRequest, stories: list[Entry], *, title: str, page: str) -> HttpResponse:
    publication = publication_of(request)
    text = feed(
        publication,
        stories,
        newly_gone(at=request.at),
        title=f"{title} – {publication.name}" if title else publication.name,
        page=page,
        address=request.path,
    )
    return HttpResponse(text, content_type=CONTENT_TYPE)
