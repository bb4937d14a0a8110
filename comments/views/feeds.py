"""Feeds of comments; only of articles that readers see at this moment."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from articles.addresses import Moved, find_former
from articles.atom import CONTENT_TYPE
from articles.context import publication_of, section_of
from articles.validators import lists
from comments import validators
from comments.discussion import read_thread
from comments.feeds import Commented, feed_of_comments, stories_of
from comments.views.reading import visible_edition
from newsportal.http.page_classes import PublicRequest, public


@public(version=validators.thread)
def article(request: PublicRequest, article_id: int) -> HttpResponse:
    """The newest comments on one article."""
    edition = visible_edition(article_id)
    if not read_thread(article_id, at=request.at).is_shown:
        raise Http404
    story = Commented(article_id, edition.path, edition.headline)
    title = f"Comments on “{edition.headline}”"
    return _answer(request, [story], title=title, page=edition.path)


@public(version=lists)
def section(request: PublicRequest, slug: str) -> HttpResponse:
    """The newest comments on the newest stories of a section."""
    found = section_of(request, slug)
    if found is None:
        return _former(request, slug)
    stories = stories_of(found.pk, at=request.at)
    title = f"Comments: {found.name}"
    return _answer(request, stories, title=title, page=found.get_absolute_url())


def _former(request: PublicRequest, slug: str) -> HttpResponse:
    """A section that was renamed has its feed at the new address."""
    former = find_former(f"/{slug}/", at=request.at)
    if not isinstance(former, Moved):
        raise Http404
    address = reverse("section-comments-feed", args=[former.to.strip("/")])
    return HttpResponsePermanentRedirect(address)


def _answer(
    request: PublicRequest, stories: list[Commented], *, title: str, page: str
) -> HttpResponse:
    publication = publication_of(request)
    title = f"{title} – {publication.name}"
    text = feed_of_comments(publication, stories, title=title, page=page, address=request.path)
    return HttpResponse(text, content_type=CONTENT_TYPE)
