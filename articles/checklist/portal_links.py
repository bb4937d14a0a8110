"""Which addresses of the portal readers can open at an instant: for the links of many articles."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.urls import Resolver404, resolve

from articles.coverage import covered
from articles.models import Credit, Edition, Organisation, Person, Redirect, Section

NO_PAGE = "leads to no page"
NOT_PUBLIC = "leads to a page that is not public at that time"
WITHDRAWN = "leads to an article that was withdrawn"
NEWSROOM = "leads into the newsroom, where readers can't go"


class Page(NamedTuple):
    """What a route answers: a page with an address in the database, or one that is always there."""

    kind: str
    slug: str


def unreachable(paths: Iterable[str], *, at: datetime) -> dict[str, str]:
    """Why readers can't open each of the paths that they can't; at most eleven queries for any number."""
    routed = {path: _route(path) for path in paths}
    verdicts = {path: verdict for path, verdict in routed.items() if isinstance(verdict, str)}
    pages = {path: page for path, page in routed.items() if isinstance(page, Page)}
    missing = pages.keys() - _opened(pages, at=at)
    if missing:
        verdicts |= _verdicts(missing, at=at)
    return verdicts


def _route(path: str) -> Page | str | None:
    """The page of a path, None for one that is always there, or what is wrong with it at once."""
    if "\x00" in path:
        return NO_PAGE
    try:
        match = resolve(path)
        if match.url_name == "unknown" and not path.endswith("/"):
            # Readers who left out the last slash are forwarded.
            path = f"{path}/"
            match = resolve(path)
    except Resolver404:
        return NO_PAGE
    if "admin" in match.namespaces:
        return NEWSROOM
    kind = (match.url_name or "").removesuffix("-feed")
    if kind in {"article", "unknown"}:
        return Page(kind, path)
    return Page(kind, match.kwargs["slug"]) if kind in _OPEN else None


def _opened(pages: dict[str, Page], *, at: datetime) -> set[str]:
    """Those of the paths whose pages readers can open."""
    open_pages = set()
    for kind in _OPEN:
        slugs = {page.slug for page in pages.values() if page.kind == kind}
        if slugs:
            open_pages |= {Page(kind, slug) for slug in _OPEN[kind](slugs, at)}
    return {path for path, page in pages.items() if page in open_pages}


def _stories(paths: set[str], at: datetime) -> Iterable[str]:
    return Edition.objects.visible(at=at).filter(path__in=paths).values_list("path", flat=True)


def _people(slugs: set[str], at: datetime) -> Iterable[str]:
    signed = Credit.objects.visible(at=at).filter(person=OuterRef("pk"))
    public = Q(covered("person", at=at)) | Q(Exists(signed))
    return Person.objects.filter(public, slug__in=slugs).values_list("slug", flat=True)


def _organisations(slugs: set[str], at: datetime) -> Iterable[str]:
    return Organisation.objects.filter(slug__in=slugs).values_list("slug", flat=True)


def _sections(slugs: set[str], at: datetime) -> Iterable[str]:
    return Section.objects.filter(slug__in=slugs).values_list("slug", flat=True)


_OPEN = {
    "article": _stories,
    "person": _people,
    "organisation": _organisations,
    "section": _sections,
}


def _verdicts(missing: set[str], *, at: datetime) -> dict[str, str]:
    """What became of paths under which nothing is public: those that lead elsewhere now are left out."""
    asked = {path: path if path.endswith(("/", ".xml")) else f"{path}/" for path in missing}
    places = set(asked.values())
    moved = _moved(places, at=at)
    known = dict(
        Edition.objects.filter(path__in=places)
        .order_by("starts_at", "pk")
        .values_list("path", "starts_at")
    )
    return {
        path: NO_PAGE if place not in known else NOT_PUBLIC if known[place] > at else WITHDRAWN
        for path, place in asked.items()
        if place not in moved
    }


def _moved(paths: set[str], *, at: datetime) -> set[str]:
    """Those of the paths from which readers are forwarded to a page that they can open."""
    former = Edition.objects.filter(path__in=paths, starts_at__lte=at)
    articles = set(former.values_list("path", "article_id"))
    redirects = list(
        Redirect.objects.filter(path__in=paths).select_related("section", "person", "organisation")
    )
    articles |= {(row.path, row.article_id) for row in redirects if row.article_id}
    visible = set(
        Edition.objects.visible(at=at)
        .filter(article_id__in={article for _, article in articles})
        .values_list("article_id", flat=True)
    )
    targets = [(row.path, row.section or row.person or row.organisation) for row in redirects]
    pages = {
        path: Page(type(target).__name__.lower(), target.slug) for path, target in targets if target
    }
    return {path for path, article in articles if article in visible} | _opened(pages, at=at)
