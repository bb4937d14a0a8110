"""Looking at a revision as readers would see it, on a telephone and on a desk."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.csp import CSP
from django.utils.safestring import SafeString
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from articles.models import Article, Revision
from articles.views.preview import preview_page
from newsportal.accounts.rights import allowed

OFFERED = 50  # versions
PREVIEW_BUTTON = "_preview"

type Part = Callable[[HttpRequest, Article], SafeString]
type Pages = Callable[[AdminSite], list[URLPattern]]
# What apps that know articles, while articles don't know them, say above the frames and above the form
# of an article; and their own pages about one. Their admin modules add to both once.
PARTS: list[Part] = []
PAGES: list[Pages] = []


def parts_of(request: HttpRequest, article: Article) -> list[SafeString]:
    """What there is to say about an article's previews; a part with nothing to say is empty."""
    return [part(request, article) for part in PARTS]


def preview_urls(site: Any) -> list[URLPattern]:
    """The page with the frames, what stands in them, and further pages about what is previewed."""
    frames = site.framed_view(partial(_frames_view, site=site), frame_src=[CSP.SELF])
    frame = site.framed_view(_framed_view, frame_ancestors=[CSP.SELF])
    return [
        *(page for pages in PAGES for page in pages(site)),
        path(
            "<path:object_id>/preview/<int:number>/",
            frame,
            name="articles_article_preview_page",
        ),
        path(
            "<path:object_id>/preview/",
            frames,
            name="articles_article_preview",
        ),
    ]


def viewed_article(request: HttpRequest, object_id: str) -> Article:
    """The article, for those who may view it; raises Http404 for others."""
    articles = Article.objects.select_related("section")
    try:
        return allowed(articles, request.user, "article.view").get(pk=unquote(object_id))
    except (Article.DoesNotExist, ValueError) as error:
        raise Http404("There is no such article.") from error


def revision_of(article: Article, number: str | int) -> Revision:
    """A revision by its number, the latest for an empty one; raises Http404 where there is none."""
    try:
        wanted = int(number or article.version)
        return article.revisions.select_related("created_by").get(number=wanted)
    except (Revision.DoesNotExist, ValueError) as error:
        raise Http404("There is no such version.") from error


@xframe_options_sameorigin
@require_GET
def _framed_view(request: HttpRequest, object_id: str, number: int) -> HttpResponseBase:
    revision = revision_of(viewed_article(request, object_id), number)
    return preview_page(request, revision, context={"is_framed": True})


@require_GET
def _frames_view(request: HttpRequest, object_id: str, *, site: AdminSite) -> HttpResponse:
    """Show a version of the article, `?version=` or the latest, in frames of two widths."""
    article = viewed_article(request, object_id)
    revision = revision_of(article, request.GET.get("version", ""))
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": "Preview",
        "subtitle": article.headline,
        "opts": Article._meta,
        "original": article,
        "revision": revision,
        "is_latest": revision.number == article.version,
        "versions": _offered(article, revision),
        "address": reverse(
            "admin:articles_article_preview_page", args=[article.pk, revision.number]
        ),
        "parts": parts_of(request, article),
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/articles/article/preview.html", context)


def _offered(article: Article, shown: Revision) -> list[Revision]:
    """The latest versions to choose from, and that which is shown."""
    rows = article.revisions.defer("snapshot").select_related("created_by")
    latest = list(rows.order_by("-number")[:OFFERED])
    return latest if shown in latest else [*latest, shown]
