"""Around the desk of a page: the list of pages, finding stories while one types, and the preview."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin import AdminSite
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from articles.admin.front_desk import RIGHT, Page, address_of, page_for
from articles.arranging.composing import front_of, section_front_of
from articles.arranging.pending import preparation
from articles.arranging.stories import find_stories
from articles.models import PendingArrangement, Placement, Section
from articles.models.placement import FRONT_PAGE
from articles.views.front import show_front
from articles.views.section import show_section
from newsportal.accounts.models import User
from newsportal.accounts.rights import allowed, can, require


@dataclass(frozen=True)
class Line:
    """A page in the list: how many slots are held now, when it changes next, and whether one prepares."""

    page: Page
    held: int
    changes_at: datetime | None
    is_prepared: bool


@dataclass(frozen=True)
class Way:
    """A link in words."""

    words: str
    url: str


def way_to_fronts(request: HttpRequest) -> Way | None:
    """The button on the admin's first page, for those who arrange anything."""
    if not can(request.user, RIGHT):
        return None
    if can(request.user, RIGHT, Placement()):
        return Way("Arrange the front page", address_of(Page(FRONT_PAGE, None)))
    return Way("Arrange a section's page", reverse("admin:articles_placement_changelist"))


def pages_view(request: HttpRequest, *, site: AdminSite) -> HttpResponse:
    """The pages that somebody may arrange."""
    user = require(request.user, RIGHT)
    context = {
        **site.each_context(request),
        "title": "Front pages",
        "opts": Placement._meta,
        "lines": _lines(user, now=timezone.now()),
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/articles/placement/pages.html", context)


def _lines(user: User, *, now: datetime) -> list[Line]:
    sections = allowed(Section.objects.in_navigation_order(), user, RIGHT)
    pages = [Page(section.pk, section) for section in sections]
    if can(user, RIGHT, Placement()):
        pages.insert(0, Page(FRONT_PAGE, None))
    rows = Placement.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), position=0)
    held: dict[int, int] = {}
    changes: dict[int, list[datetime]] = {}
    for section, starts_at, ends_at in rows.values_list("section", "starts_at", "ends_at"):
        key = section or FRONT_PAGE
        held[key] = held.get(key, 0) + (starts_at <= now)
        changes.setdefault(key, []).extend(at for at in (starts_at, ends_at) if at and at > now)
    mine = PendingArrangement.objects.filter(editor=user).exclude(base="")
    prepared = {section or FRONT_PAGE for section in mine.values_list("section", flat=True)}
    return [
        Line(
            page,
            held.get(page.key, 0),
            min(changes.get(page.key, []), default=None),
            page.key in prepared,
        )
        for page in pages
    ]


@require_GET
def find_view(request: HttpRequest, key: int) -> HttpResponse:
    """What is found, as a part of the desk."""
    page, user = page_for(request, key)
    now = timezone.now()
    prepared = preparation(page.key, editor=user, now=now)
    query = request.GET.get("q", "")
    context = {
        "found": find_stories(query, user=user, at=prepared.stands.at, now=now),
        "prepared": prepared,
        "query": query,
    }
    return TemplateResponse(request, "admin/articles/placement/found.html", context)


@require_GET
def preview_view(request: HttpRequest, key: int) -> HttpResponse:
    """The whole page as readers would see it with what this editor has prepared."""
    page, user = page_for(request, key)
    prepared = preparation(page.key, editor=user, now=timezone.now())
    at, plan = prepared.stands.at, prepared.plan
    # The instant for which everything on the page is read, as on the public page.
    request.at = at  # type: ignore[attr-defined]
    if page.section is None:
        return show_front(request, front_of(plan, at=at), is_preview=True)  # type: ignore[arg-type]
    front, stories = section_front_of(plan, page.key, at=at)
    return show_section(
        request,  # type: ignore[arg-type]
        page.section,
        front,
        stories,
        is_preview=True,
    )
