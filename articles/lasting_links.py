"""Links to the portal's own pages by what they lead to, so that no change of an address breaks one.

In a working copy such a link says `person:12`. The address is looked up when an edition is made of it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from articles.models import Edition, Organisation, Person, Section
from articles.prose.links import IDENTITY
from newsportal.http.addresses import path_of

# Where a link that begins with no slash stands: on an article's page.
_ARTICLE = "/section/2000/01/01/article/"
_HREF = re.compile(r'<a href="([^"]*)"')
_NAMED: dict[str, Any] = {"person": Person, "organisation": Organisation, "section": Section}


def path_within(href: str) -> str | None:
    """The path of a link that stays in the portal; None for one that leads out or to its own page."""
    if not href or href.startswith("#"):
        return None
    site = urlsplit(settings.SITE_URL)
    try:
        target = urlsplit(urljoin(f"{settings.SITE_URL}{_ARTICLE}", href))
    except ValueError:
        return None
    if target.scheme not in {"http", "https"} or target.netloc.lower() != site.netloc:
        return None
    return unquote(target.path) or "/"


def by_identity(body: str) -> str:
    """A stored text whose links to pages of the portal say what they lead to, wherever that is known.

    Asks nothing for a text without such links, and otherwise one query for each kind of page. A link
    with a query or to a part of a page stays as it was written.
    """
    paths = {}
    for written in _HREF.findall(body):
        href = unescape(written)
        if path := None if IDENTITY.fullmatch(href) or set("?#") & set(href) else path_within(href):
            paths[written] = path
    if not paths:
        return body
    known = _identities(set(paths.values()))
    return _HREF.sub(lambda match: _link(known.get(paths.get(match[1], "")) or match[1]), body)


def _link(href: str) -> str:
    return f'<a href="{href}"'


def _identities(paths: set[str]) -> dict[str, str]:
    """What has its page at each of the paths, or had: `person:12`, as far as there is something."""
    slugs: dict[str, dict[str, str]] = defaultdict(dict)
    for path in paths:
        try:
            match = resolve(path)
        except Resolver404:
            continue
        if match.url_name in _NAMED:
            slugs[match.url_name][match.kwargs["slug"]] = path
    known = {
        asked[slug]: f"{kind}:{key}"
        for kind, asked in slugs.items()
        for key, slug in _NAMED[kind].objects.filter(slug__in=asked).values_list("pk", "slug")
    }
    stories = paths - known.keys()
    editions = (
        Edition.objects.filter(path__in=stories).order_by("starts_at", "pk") if stories else []
    )
    return known | {edition.path: f"article:{edition.article_id}" for edition in editions}


def paths_of(identities: Iterable[str], *, at: datetime) -> dict[str, str]:
    """The addresses of what links lead to, as they are or will be at an instant.

    One query for each kind at most. What has no public page, or is gone, is left out.
    """
    keys: dict[str, set[int]] = defaultdict(set)
    for identity in identities:
        if match := IDENTITY.fullmatch(identity):
            keys[match[1]].add(int(match[2]))
    return {
        f"{kind}:{key}": path
        for kind, asked in keys.items()
        for key, path in _PATHS[kind](asked, at)
    }


def _stories(keys: set[int], at: datetime) -> Iterable[tuple[int, str]]:
    visible = Edition.objects.visible(at=at).filter(article_id__in=keys)
    return visible.values_list("article_id", "path")


def _pages(kind: str) -> Callable[[set[int], datetime], Iterable[tuple[int, str]]]:
    def pages(keys: set[int], at: datetime) -> Iterable[tuple[int, str]]:
        rows = _NAMED[kind].objects.filter(pk__in=keys).values_list("pk", "slug")
        return [(key, path_of(kind, slug)) for key, slug in rows]

    return pages


_PATHS = {"article": _stories} | {kind: _pages(kind) for kind in _NAMED}
