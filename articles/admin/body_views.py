"""What the prose editor asks for while somebody writes: a pasted text made clean, and what to link to."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, TypedDict

from django.contrib.admin import AdminSite
from django.db.models import Model, QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from articles.models import Article, Organisation, Person, Section
from articles.prose.links import IDENTITY
from articles.sanitising import cleaned
from articles.search import QueryRefused, find
from articles.status import status_of, with_status
from newsportal.accounts.rights import allowed, can, require

OF_EACH_KIND = 5
MODELS: dict[str, type[Model]] = {
    "article": Article,
    "person": Person,
    "organisation": Organisation,
    "section": Section,
}


class Target(TypedDict):
    """What a link may lead to: how the text names it, what it is called, and what it is."""

    href: str
    name: str
    what: str


@require_POST
def cleaned_view(request: HttpRequest) -> JsonResponse:
    """A pasted text in the form in which it would be stored, and what of it was not taken over.

    Raises RightMissing for those who write no articles.
    """
    require(request.user, "article.add")
    body = cleaned(request.POST.get("html", ""))
    return JsonResponse({"html": body.html, "notes": body.notes})


@require_GET
def link_targets_view(request: HttpRequest, *, site: AdminSite) -> JsonResponse:
    """What the typed words `q` may mean, or what a link that is there (`href`) leads to.

    People, organisations and sections by name, articles by their headline, published ones by their words
    too; of each only what somebody may view or every reader can. Raises RightMissing for those who write
    no articles.
    """
    require(request.user, "article.add")
    if match := IDENTITY.fullmatch(request.GET.get("href", "")):
        rows: QuerySet[Any] = MODELS[match[1]]._default_manager.filter(pk=int(match[2]))
        return JsonResponse({"targets": list(_targets(request, match[1], rows))})
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    found: list[Target] = []
    for kind in ("person", "organisation", "section", "article") if words else ():
        manager = site.get_model_admin(MODELS[kind])
        rows, is_doubled = manager.get_search_results(
            request, MODELS[kind]._default_manager.order_by("-pk"), words
        )
        found += _targets(request, kind, rows.distinct() if is_doubled else rows)
    known = {target["href"] for target in found}
    found += (one for one in _published(words) if one["href"] not in known)
    return JsonResponse({"targets": found})


def _targets(request: HttpRequest, kind: str, rows: QuerySet[Any]) -> Iterator[Target]:
    if not can(request.user, f"{kind}.view"):
        return
    rows = allowed(rows, request.user, f"{kind}.view")
    if kind == "article":
        rows = with_status(rows)
    for row in rows[:OF_EACH_KIND]:
        what = f"article, {status_of(row).word.lower()}" if kind == "article" else kind
        yield Target(href=f"{kind}:{row.pk}", name=str(row), what=what)


def _published(words: str) -> Iterator[Target]:
    """Stories that every reader can find."""
    try:
        found = find(words, at=timezone.now()).results if words else []
    except QueryRefused:
        return
    for result in islice(found, OF_EACH_KIND):
        story = result.edition
        yield Target(
            href=f"article:{story.article_id}",
            name=story.headline,
            what=f"article, {timezone.localtime(story.published_at):%-d %B %Y}",
        )
