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
from articles.checklist.portal_links import path_within, unreachable
from articles.models import Article, Byline, Mention, Organisation, Person, Source
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


def _find_dead_links(manuscripts: Sequence[Manuscript], *, at: datetime) -> None:
    """A page that opens with this very publication is no dead end: it names who is mentioned here."""
    paths = {
        (manuscript, link.href): path
        for manuscript in manuscripts
        for _, block in manuscript.placed
        for link in block.links
        if (path := path_within(link.href)) is not None
    }
    verdicts = unreachable(set(paths.values()), at=at)
    for (manuscript, href), path in paths.items():
        opens = {one.address for one in manuscript.linked}
        if path in verdicts and path not in opens:
            manuscript.dead_links[href] = verdicts[path]
