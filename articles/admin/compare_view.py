"""The page on which two versions of an article are compared."""

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.admin.versions import (
    LIVE,
    WORKING,
    Version,
    find_version,
    offered_versions,
)
from articles.comparing import LABELS, compare_versions
from articles.differences import blocks_as_html
from articles.models import Article
from articles.status import live_edition
from newsportal.accounts.rights import allowed, can, require


def compare_view(request: HttpRequest, object_id: str, *, site: AdminSite) -> HttpResponse:
    """Show what the version `new` changed of the version `old`, field by field.

    Without being asked for others: what the latest version changed of the one that readers see, or, where
    they see none, of the one before it.
    """
    article = visible_article(request, object_id)
    user = require(request.user, "revision.view", article)
    new = _version(article, request, "new", WORKING)
    old = _version(article, request, "old", _before(article, new))
    offered = list(offered_versions(article))
    differences = compare_versions(old.snapshot, new.snapshot)
    changed = {difference.name for difference in differences}
    context = {
        **site.each_context(request),
        "title": "Compare versions",
        "subtitle": article.headline,
        "opts": Article._meta,
        "original": article,
        "old": old,
        "new": new,
        "selects": [("old", old, "From"), ("new", new, "To")],
        "offered": offered,
        "names": [name for name, _ in offered],
        "fields": [(one.name, one.label, blocks_as_html(one.blocks)) for one in differences],
        "unchanged": [label for name, label in LABELS.items() if name not in changed],
        "restorable": [one for one in (old, new) if one.number and one.number != article.version]
        if can(user, "article.change", article)
        else [],
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/articles/article/compare.html", context)


def visible_article(request: HttpRequest, object_id: str) -> Article:
    """The article, for those who may see it; for others there is none."""
    try:
        visible = allowed(Article.objects.all(), request.user, "article.view")
        return visible.get(pk=unquote(object_id))
    except (Article.DoesNotExist, ValueError) as error:
        raise Http404("There is no such article.") from error


def _version(article: Article, request: HttpRequest, name: str, otherwise: str) -> Version:
    asked = request.GET.get(name) or otherwise
    found = find_version(article, require(request.user, "revision.view", article), asked)
    if found is None:
        raise Http404("There is no such version.")
    return found


def _before(article: Article, new: Version) -> str:
    """What a version is compared with if nothing else is asked for."""
    if new.name == WORKING and live_edition(article):
        return LIVE
    if new.number is None:
        return WORKING
    earlier = article.revisions.filter(number__lt=new.number)
    number = earlier.order_by("-number").values_list("number", flat=True).first()
    return str(number or new.number)
