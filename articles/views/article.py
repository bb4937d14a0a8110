from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.cards import fetch_renditions
from articles.context import publication_of
from articles.corrections import corrections_of, with_corrections
from articles.days import age_in_words
from articles.models import Edition
from articles.related import related_to
from articles.structured_data import article_data, picture_addresses
from articles.views.moved import former_address
from newsportal.http.page_classes import public

OLD_AFTER_DAYS = 30


@public
def article(request: HttpRequest, **_parts_of_the_address: object) -> HttpResponse:
    """An article's page: the edition that is visible at this address now."""
    now = timezone.now()
    visible = Edition.objects.visible(at=now).filter(path=request.path_info)
    edition = with_corrections(visible, at=now).for_page().prefetch_related(None).first()
    if edition is None:
        return former_address(request.path_info)
    related = related_to(edition, at=now)
    fetch_renditions(edition, *related)
    corrections = corrections_of(edition)
    published, today = timezone.localdate(edition.published_at), timezone.localdate(now)
    context = {
        "edition": edition,
        "current_section": edition.section,
        "corrections": corrections,
        "related": related,
        "cards": [edition, *related],
        "json_ld": article_data(edition, corrections, publication_of(request)),
        "social_picture_url": next(iter(picture_addresses(edition.picture)), None),
        "is_old": (today - published).days > OLD_AFTER_DAYS,
        "age_in_words": age_in_words(published, today),
    }
    return render(request, "article/article.html", context)
