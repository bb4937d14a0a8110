from typing import Any

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone

from articles import validators
from articles.context import publication_of
from articles.days import age_in_words
from articles.instants import first_second_of
from articles.models import Edition
from articles.past import Past, past_of
from articles.record import record_at, record_of
from articles.related import related_to
from articles.story import Story, read_story
from articles.structured_data import article_data, picture_addresses
from articles.views.moved import former_address
from articles.views.past import no_such_past, public_with_past
from newsportal.http.page_classes import PublicRequest, query_parameters

OLD_AFTER_DAYS = 30


@public_with_past(version=validators.story)
@query_parameters("at")
def article(request: PublicRequest, **_parts_of_the_address: object) -> HttpResponse:
    """An article's page: the edition that is visible at this address now, or was at an instant."""
    edition, past = read_story(request.path_info, at=request.at), past_of(request)
    if past is not None:
        return _as_it_was(request, edition, past)
    if edition is None:
        return former_address(request.path_info)
    context = {
        "canonical_path": edition.path,
        "has_discussion": True,
        "related": related_to(edition, at=request.at),
        "json_ld": article_data(edition, publication_of(request)),
        "social_picture_url": next(iter(picture_addresses(edition.picture)), None),
    }
    return render(request, "article/article.html", _shown(request, edition) | context)


def _as_it_was(request: PublicRequest, edition: Story | None, past: Past) -> HttpResponse:
    """The article at an instant, if its text of then may still be read.

    Comments and what else there was to read are today's, and stay with today's page.
    """
    if edition is None:
        return _elsewhere(request, past)
    record = record_of(edition.article_id, at=past.now)
    if record is None:
        raise Http404
    if not record.is_open(edition.number):
        return former_address(edition.path, at=record.withdrawn_at)
    context: dict[str, Any] = {
        "canonical_path": record.path,
        "has_discussion": False,
        "related": [],
        "json_ld": None,
        "social_picture_url": None,
    }
    return render(request, "article/article.html", _shown(request, edition) | context)


def _elsewhere(request: PublicRequest, past: Past) -> HttpResponse:
    """The way to where the article was at that instant, or why it was nowhere."""
    record = record_at(request.path_info, at=past.now)
    if record is None or record.is_withdrawn:
        return former_address(request.path_info)
    begun = Edition.objects.filter(article=record.article_id, starts_at__lte=past.at)
    then = begun.order_by("-number").values_list("path", "ends_at").first()
    if then is None:
        return no_such_past(request, "early", first=first_second_of(record.published_at))
    path, ends_at = then
    if ends_at is None or ends_at > past.at:
        return HttpResponsePermanentRedirect(path)
    return former_address(path, at=past.at)


def _shown(request: PublicRequest, edition: Story) -> dict[str, Any]:
    published, today = timezone.localdate(edition.published_at), timezone.localdate(request.at)
    return {
        "edition": edition,
        "corrections": edition.corrections,
        "is_old": (today - published).days > OLD_AFTER_DAYS,
        "age_in_words": age_in_words(published, today),
    }
