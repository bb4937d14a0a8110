from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles import validators
from articles.context import publication_of
from articles.days import age_in_words
from articles.related import related_to
from articles.story import read_story
from articles.structured_data import article_data, picture_addresses
from articles.views.moved import former_address
from newsportal.http.page_classes import PublicRequest, public

OLD_AFTER_DAYS = 30


@public(version=validators.story)
def article(request: PublicRequest, **_parts_of_the_address: object) -> HttpResponse:
    """An article's page: the edition that is visible at this address now."""
    edition = read_story(request.path_info, at=request.at)
    if edition is None:
        return former_address(request.path_info)
    related = related_to(edition, at=request.at)
    published, today = timezone.localdate(edition.published_at), timezone.localdate(request.at)
    context = {
        "edition": edition,
        "corrections": edition.corrections,
        "related": related,
        "json_ld": article_data(edition, publication_of(request)),
        "social_picture_url": next(iter(picture_addresses(edition.picture)), None),
        "is_old": (today - published).days > OLD_AFTER_DAYS,
        "age_in_words": age_in_words(published, today),
    }
    return render(request, "article/article.html", context)
