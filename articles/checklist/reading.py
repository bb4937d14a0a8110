"""Reading articles for their checks: a bounded number of queries, however many there are."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject

from articles.checklist.known_names import bearers_of, finder_of, phrases_of
from articles.checklist.manuscript import Candidate, Manuscript, Named
from articles.checklist.portal_links import NOT_PUBLIC, unreachable
from articles.lasting_links import path_within, paths_of
from articles.models import Article, Byline, Image, Mention, Organisation, Person, Source
from articles.prose.links import IDENTITY
from newsportal.http.addresses import path_of


def read(articles: QuerySet[Article], *, at: datetime) -> list[Manuscript]:
    """The stored articles with all that their checks ask for, as they are or will be at an instant."""
    bylines = Byline.objects.select_related("person").order_by("position", "id")
    sources = Source.objects.filter(article=OuterRef("pk")).order_by("position", "id")
    rows: Any = (
        articles.select_related("picture")
        .prefetch_related(Prefetch("bylines", bylines))
        .annotate(titles_of_sources=ArraySubquery(sources.values("title")))
    )
    named = _named([article.pk for article in rows])
    manuscripts = [
        Manuscript(
            article, list(article.bylines.all()), named[article.pk], article.titles_of_sources
        )
        for article in rows
    ]
    _find_pictures(manuscripts)
    _find_names(manuscripts)
    _find_dead_links(manuscripts, at=at)
    return manuscripts


def _named(articles: Sequence[int]) -> dict[int, list[Named]]:
    """The mentions of each article in the order of the form, in one query."""
    which = JSONObject(key="pk", slug="slug")
    people = Person.objects.filter(mentions=OuterRef("pk")).order_by("pk")
    bodies = Organisation.objects.filter(mentions=OuterRef("pk")).order_by("pk")
    rows = (
        Mention.objects.filter(article__in=articles)
        .order_by("article", "position", "id")
        .values_list(
            "article",
            "phrase",
            "note",
            ArraySubquery(people.values_list(which)),
            ArraySubquery(bodies.values_list(which)),
        )
    )
    named = defaultdict[int, list[Named]](list)
    for article, phrase, note, *candidates in rows:
        whom = tuple(
            Candidate(kind, one["key"], path_of(kind, one["slug"]))
            for kind, found in zip(("person", "organisation"), candidates, strict=True)
            for one in found
        )
        named[article].append(Named(phrase, note, whom))
    return named


def _find_names(manuscripts: Sequence[Manuscript]) -> None:
    phrases = [
        set[str]().union(*(phrases_of(passage.text) for passage in manuscript.passages))
        for manuscript in manuscripts
    ]
    bearers = bearers_of(set[str]().union(*phrases))
    for manuscript, own in zip(manuscripts, phrases, strict=True):
        manuscript.names = finder_of(own, bearers)


def _find_pictures(manuscripts: Sequence[Manuscript]) -> None:
    named = {
        manuscript: {block.picture for block in manuscript.blocks if block.picture}
        for manuscript in manuscripts
    }
    keys = set[int]().union(*named.values())
    pictures = Image.objects.in_bulk(keys) if keys else {}
    for manuscript, own in named.items():
        manuscript.pictures = {key: pictures[key] for key in own & pictures.keys()}


def _find_dead_links(manuscripts: Sequence[Manuscript], *, at: datetime) -> None:
    """A page that opens with this very publication is no dead end: it names who is mentioned here."""
    links = {
        (manuscript, link.href)
        for manuscript in manuscripts
        for _, block in manuscript.placed
        for link in block.links
    }
    lasting = {href for _, href in links if IDENTITY.fullmatch(href)}
    known = paths_of(lasting, at=at)
    paths = {
        (manuscript, href): path
        for manuscript, href in links
        if (path := known.get(href) or path_within(href)) is not None
    }
    verdicts = unreachable(set(paths.values()), at=at)
    for manuscript, href in links:
        if href in lasting and href not in known:
            manuscript.dead_links[href] = NOT_PUBLIC
    for (manuscript, href), path in paths.items():
        opens = {one.address for one in manuscript.linked}
        if path in verdicts and path not in opens:
            manuscript.dead_links[href] = verdicts[path]
