"""What can be placed: stories that readers see, or are going to see. Finding them is bounded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet

from articles.models import Article, Edition
from articles.refusals import in_words
from articles.search import QueryRefused, cleaned, find
from newsportal.accounts.models import User
from newsportal.accounts.rights import allowed

# Headlines that are compared with what somebody types, the newest ones; what is older is found by
# the words of its text.
NEWEST = 1_000
MOST_FOUND = 12
MOST_WORDS = 8
LONGEST = 200


@dataclass(frozen=True)
class Story:
    """A story as the desk names it; `is_visible` says whether readers see it at the asked instant."""

    key: int
    headline: str
    section: str
    path: str
    words: str
    is_visible: bool


def known_stories(keys: Iterable[int], *, at: datetime, now: datetime) -> dict[int, Story]:
    """Stories by their keys, also those that readers no longer see."""
    asked = set(keys)
    editions = _current_or_coming(now).filter(article__in=asked).order_by("article", "starts_at")
    known: dict[int, Story] = {}
    for edition in editions:
        story = _story(edition, at=at, now=now)
        # The live edition comes before one that is scheduled, and what is shown at the instant counts.
        if edition.article_id not in known or story.is_visible:
            known[edition.article_id] = story
    gone = Article.objects.filter(pk__in=asked - known.keys()).select_related("section")
    for article in gone.defer("body"):
        known[article.pk] = Story(
            article.pk, article.headline, article.section.name, "", "Not public", is_visible=False
        )
    return known


def admitted(keys: Iterable[int], *, user: User, now: datetime) -> set[int]:
    """Those of the stories that somebody may place: live or scheduled, and theirs to see."""
    articles = allowed(Article.objects.filter(pk__in=set(keys)), user, "article.view")
    found = _current_or_coming(now).filter(article__in=articles)
    return set(found.values_list("article_id", flat=True))


def find_stories(query: str, *, user: User, at: datetime, now: datetime) -> list[Story]:
    """Stories that somebody may place: by words of the headline, by address, then by their text."""
    asked = cleaned(query[:LONGEST])
    if not asked:
        return []
    editions = list(_by_headline(asked, user=user, now=now))
    found = {edition.article_id: _story(edition, at=at, now=now) for edition in editions}
    if len(found) < MOST_FOUND:
        keys = [key for key in _by_text(asked, now=now) if key not in found]
        mine = admitted(keys, user=user, now=now)
        known = known_stories(mine, at=at, now=now)
        found |= {key: known[key] for key in keys if key in known}
    return list(found.values())[:MOST_FOUND]


def _by_headline(query: str, *, user: User, now: datetime) -> QuerySet[Edition]:
    """The newest whose headline has all the words, or parts of words, or whose address it is."""
    words = query.split()[:MOST_WORDS]
    has_all = reduce(and_, (Q(headline__icontains=word) for word in words))
    newest = _current_or_coming(now).newest_first().values("pk")[:NEWEST]
    address = f"/{query.partition('://')[2].partition('/')[2]}" if "://" in query else query
    rows = Edition.objects.filter(
        Q(has_all, pk__in=newest)
        | Q(pk__in=_current_or_coming(now).filter(path=address).values("pk")[:1])
    )
    articles = allowed(Article.objects.all(), user, "article.view")
    if articles.query.where:
        rows = rows.filter(article__in=articles)
    return _for_desk(rows).order_by("-published_at", "-article_id", "starts_at")[:MOST_FOUND]


def _by_text(query: str, *, now: datetime) -> list[int]:
    try:
        return [result.edition.article_id for result in find(query, at=now).results]
    except QueryRefused:
        return []


def _current_or_coming(now: datetime) -> QuerySet[Edition]:
    """Editions that readers see or are going to see."""
    rows = Edition.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))
    return _for_desk(rows)


def _for_desk(rows: QuerySet[Edition]) -> QuerySet[Edition]:
    return rows.select_related("section").only(
        "article_id", "headline", "path", "starts_at", "ends_at", "published_at", "section__name"
    )


def _story(edition: Edition, *, at: datetime, now: datetime) -> Story:
    words = "Live" if edition.starts_at <= now else f"Scheduled for {in_words(edition.starts_at)}"
    shown = edition.starts_at <= at and (edition.ends_at is None or edition.ends_at > at)
    return Story(
        edition.article_id, edition.headline, edition.section.name, edition.path, words, shown
    )
