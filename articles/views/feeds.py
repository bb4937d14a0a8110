from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from articles.context import publication_of
from articles.coverage import is_public, newest_about
from articles.feeds import ENTRIES, StoryFeed, entries, feed
from articles.models import Edition, Organisation, Person, Section
from articles.views.moved import former_feed
from newsportal.http.page_classes import public


@public
def all_stories(request: HttpRequest) -> HttpResponse:
    """The feed of the whole paper."""
    stories = entries(Edition.objects.visible(at=timezone.now()))
    return _answer(request, stories, title="", page=reverse("front"))


@public
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """The feed of a section."""
    found = Section.objects.filter(slug=slug).first()
    if found is None:
        return former_feed(request.path_info)
    stories = entries(Edition.objects.visible(at=timezone.now()).in_section(found))
    return _answer(request, stories, title=found.name, page=found.get_absolute_url())


@public
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """The feed of what names a person for certain; somebody without a page has no feed either."""
    now, found = timezone.now(), Person.objects.filter(slug=slug).first()
    if found is None:
        return former_feed(request.path_info)
    stories = entries(newest_about(found, at=now, at_most=ENTRIES))
    if not stories and not is_public(found, at=now):
        raise Http404
    return _answer(request, stories, title=found.name, page=found.get_absolute_url())


@public
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """The feed of what names an organisation for certain."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        return former_feed(request.path_info)
    stories = entries(newest_about(found, at=timezone.now(), at_most=ENTRIES))
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
