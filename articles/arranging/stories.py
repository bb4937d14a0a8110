"""What can be placed: stories that readers see, or are going to see. Finding them is bounded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Q

from articles.models import Article, Edition
from articles.models.edition import EditionQuerySet
from articles.refusals import in_words
from articles.search import QueryRefused, cleaned, find
from newsportal.accounts.models import User
from newsportal.accounts.rights import allowed

# Headlines that are compared with what somebody types, the newest ones; what is older is found by
# the words of its text.
NEWEST = 1_000
MOST_FOUND = 12
LONGEST = 200
SHOWN = ("article_id", "headline", "path", "starts_at", "ends_at", "section__name")


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
    editions = _current_or_coming(now).filter(article__in=asked).select_related("section")
    known: dict[int, Story] = {}
    for edition in editions.only(*SHOWN).order_by("article", "starts_at"):
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
    """Stories that somebody may place: by address, by words of the headline, then by their text."""
    asked = cleaned(query[:LONGEST])
    if not asked:
        return []
    if address := _address_in(asked):
        found = list(
            _current_or_coming(now).filter(path=address).values_list("article_id", flat=True)
        )
    else:
        found = _by_headline(asked, user=user, now=now)
        if len(found) < MOST_FOUND:
            found += [key for key in _by_text(asked, now=now) if key not in found]
    mine = admitted(found, user=user, now=now)
    known = known_stories(mine, at=at, now=now)
    return [known[key] for key in dict.fromkeys(found) if key in known][:MOST_FOUND]


def _address_in(query: str) -> str:
    """The path of an address of ours, as it stands in a browser or in a text."""
    path = f"/{query.partition('://')[2].partition('/')[2]}" if "://" in query else query
    return path.partition("?")[0] if path.startswith("/") else ""


def _by_headline(query: str, *, user: User, now: datetime) -> list[int]:
    """The newest whose headline has all the words, or parts of words.

    The headlines are compared here: the database would compare those of the whole archive, as it can't
    know that a thousand are enough.
    """
    words = query.casefold().split()
    articles = allowed(Article.objects.all(), user, "article.view")
    rows = _current_or_coming(now).newest_first()
    if articles.query.where:
        rows = rows.filter(article__in=articles)
    newest = rows.values_list("article_id", "headline")[:NEWEST]
    matching = (
        key for key, headline in newest if all(word in headline.casefold() for word in words)
    )
    return list(islice(matching, MOST_FOUND))


def _by_text(query: str, *, now: datetime) -> list[int]:
    try:
        return [result.edition.article_id for result in find(query, at=now).results]
    except QueryRefused:
        return []


def _current_or_coming(now: datetime) -> EditionQuerySet:
    """Editions that readers see or are going to see."""
    return Edition.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))


def _story(edition: Edition, *, at: datetime, now: datetime) -> Story:
    words = "Live" if edition.starts_at <= now else f"Scheduled for {in_words(edition.starts_at)}"
    shown = edition.starts_at <= at and (edition.ends_at is None or edition.ends_at > at)
    return Story(
        edition.article_id, edition.headline, edition.section.name, edition.path, words, shown
    )
