"""The page of an article's links: who was let in, until when, and what they wrote."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.preview import revision_of, viewed_article
from articles.models import Article
from articles.relative_times import in_relation
from newsportal.accounts.rights import can, require
from previews.forms import LinkForm
from previews.links import address_of, make_link, revoke_link
from previews.models import PreviewLink, Remark
from previews.remarks import mark_done

SHOWN = 100  # links, and remarks


@require_http_methods(["GET", "HEAD", "POST"])
def share_view(request: HttpRequest, object_id: str, *, site: AdminSite) -> HttpResponse:
    """Show an article's links and remarks; on POST, make a link to the version that the form names.

    Raises RightMissing for those who may see the article and not share it.
    """
    article = viewed_article(request, object_id)
    user = require(request.user, "article.share", article)
    posted = request.POST if request.method == "POST" else None
    revision = revision_of(article, (posted or request.GET).get("version", ""))
    form = LinkForm(posted)
    if form.is_valid():
        link = make_link(revision, by=user, note=form.cleaned_data["note"], lasts=form.lasts)
        messages.success(request, f"The link for {link.note} is made. Copy its address below.")
        return HttpResponseRedirect(_page_of(article))
    now = timezone.now()
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": "Preview links",
        "subtitle": article.headline,
        "opts": Article._meta,
        "original": article,
        "form": form,
        "revision": revision,
        "links": [_shown(link, now) for link in _links(article)],
        "remarks": _remarks(article),
        "may_change": can(request.user, "article.change", article),
    }
    request.current_app = site.name
    return TemplateResponse(
        request,
        "admin/articles/article/share.html",
        context,
        status=422 if form.errors else 200,
    )


@require_POST
def revoke_view(request: HttpRequest, object_id: str) -> HttpResponse:
    """End a link of the article at once."""
    article = viewed_article(request, object_id)
    user = require(request.user, "article.share", article)
    link = _named(request, PreviewLink.objects.of(article), "link")
    if revoke_link(link, by=user):
        messages.success(request, f"The link for {link.note} leads nowhere from now on.")
    else:
        messages.info(request, f"The link for {link.note} had ended already.")
    return HttpResponseRedirect(_page_of(article))


@require_POST
def done_view(request: HttpRequest, object_id: str) -> HttpResponse:
    """Mark a remark about the article as dealt with."""
    article = viewed_article(request, object_id)
    user = require(request.user, "article.change", article)
    remarks = Remark.objects.filter(link__revision__article=article)
    remark = _named(request, remarks, "remark")
    if mark_done(remark, by=user):
        messages.success(request, f"What {remark.name} wrote is marked as done.")
    else:
        messages.info(request, f"What {remark.name} wrote was marked as done already.")
    return HttpResponseRedirect(f"{_page_of(article)}#remarks")


def _page_of(article: Article) -> str:
    return reverse("admin:articles_article_share", args=[article.pk])


def _named(request: HttpRequest, rows: Any, name: str) -> Any:
    """The row that the form names; raises Http404 for one that is not the article's."""
    try:
        return rows.get(pk=int(request.POST.get(name, "")))
    except (rows.model.DoesNotExist, ValueError, OverflowError) as error:
        raise Http404("There is no such link or comment.") from error


def _links(article: Article) -> list[PreviewLink]:
    rows = PreviewLink.objects.of(article).select_related("revision", "created_by", "revoked_by")
    return list(rows.defer("revision__snapshot").order_by("-created_at", "-pk")[:SHOWN])


def _remarks(article: Article) -> list[Remark]:
    """Those that wait first, each kind with the newest first."""
    rows = Remark.objects.filter(link__revision__article=article)
    rows = rows.select_related("link__revision", "done_by").defer("link__revision__snapshot")
    return list(rows.order_by(F("done_at").desc(nulls_first=True), "-created_at", "-pk")[:SHOWN])


def _shown(link: PreviewLink, now: datetime) -> dict[str, Any]:
    """A link with the address to send, as long as it leads somewhere."""
    is_open = link.is_open(at=now)
    return {
        "link": link,
        "address": address_of(link) if is_open else "",
        "ends": in_relation(link.expires_at, now=now),
    }
