"""People and organisations whose names have, or are near to, the words that somebody searches for."""

from collections.abc import Callable
from datetime import datetime
from functools import reduce
from operator import add, or_
from typing import Any, TypedDict

from django.contrib.postgres.search import (
    SearchQuery,
    SearchVectorExact,
    TrigramSimilarity,
    TrigramWordSimilarity,
)
from django.db.models import F, Q, QuerySet, Value

from articles.coverage import covered
from articles.models import Organisation, OrganisationName, Person, PersonName
from articles.models.words_of_names import CONFIGURATION, WORDS_OF_NAME
from articles.search import TERM
from newsportal.database.prepared import Prepared
from newsportal.http.addresses import path_of

SUGGESTIONS = 5
# Fewer letters have too few trigrams to be near to anything in particular.
SHORTEST_WORD = 4
# Names that are compared, of each table and, where a name may be near to any word, for each of them:
# thousands may share a family name. Whether somebody is covered is asked where names are looked for: the
# planner believes that two names are compared as quickly as two numbers, and would compare a small
# newspaper's all, but it knows what it costs to look for stories.
COMPARED = 100


class Suggestion(TypedDict):
    """Somebody whom a reader may have meant."""

    name: str
    url: str
    summary: str


def suggest(query: str, *, at: datetime, is_common: bool) -> list[Suggestion]:
    """Whose name, or another name, has all words of the query; else is near to all; else to any.

    The nearest first. Most readers write a name as it is, and to look its words up takes a tenth of the
    time that comparing letters takes among many names. What is common in the stories is written as they
    write it, so of that no letters are compared: whose name has any of the words is suggested instead.
    One query, up to three where nobody is found. Nobody is suggested whom only unpublished stories name.
    """
    words = tuple(sorted({word for word in TERM.findall(query) if len(word) >= SHORTEST_WORD}))
    found = _NAMED.rows(query=query, at=at)
    if not found and words and not is_common:
        found = _NEAR_ALL.rows(query=query, words=words, at=at)
    if not found and len(words) > 1:
        any_word = _PARTLY_NAMED if is_common else _NEAR_ANY
        found = any_word.rows(query=query, words=words, at=at)
    nearest: dict[str, Suggestion] = {}
    # Each may come twice, by name and by another name.
    for suggestion in found:
        nearest.setdefault(suggestion["url"], suggestion)
    return list(nearest.values())[:SUGGESTIONS]


type Names = QuerySet[Any, Any]


def _named(*, query: str, at: datetime) -> Names:
    return _having(SearchQuery(query, config=CONFIGURATION), query, at=at)


def _partly_named(*, query: str, words: tuple[str, ...], at: datetime) -> Names:
    asked = (SearchQuery(word, config=CONFIGURATION) for word in words)
    return _having(reduce(or_, asked), query, at=at)


def _having(asked: Any, query: str, *, at: datetime) -> Names:
    """Whose names have words; the more of the query and the less else, the nearer."""

    def having(names: Names) -> Names:
        return names.filter(SearchVectorExact(WORDS_OF_NAME, asked)).values("pk")[:COMPARED]

    return _suggestions(having, TrigramSimilarity("name", query), at=at)


def _near_all(names: Names, words: tuple[str, ...]) -> Names:
    """Of names that may be suggested those near to each word."""
    near = [Q(name__trigram_word_similar=word) for word in words]
    return names.filter(*near).values("pk")[:COMPARED]


def _near_any(names: Names, words: tuple[str, ...]) -> Names:
    first, *others = (_near_all(names, (word,)) for word in words)
    return first.union(*others) if others else first


def _nearest(near: Callable[[Names, tuple[str, ...]], Names]) -> Prepared[Suggestion]:
    def build(*, query: str, words: tuple[str, ...], at: datetime) -> Names:
        # All words of a full name are nearer than one of them, however well that fits.
        nearness = reduce(add, (TrigramWordSimilarity(term, "name") for term in (*words, query)))
        return _suggestions(lambda names: near(names, words), nearness, at=at)

    return Prepared(build, _suggestion, one_plan=True)


def _suggestions(found: Callable[[Names], Names], nearness: Any, *, at: datetime) -> Names:
    """The nearest of what is found in each table among those who are covered."""
    people, *others = (
        names.filter(pk__in=found(names.filter(covered(kind, at=at, key=f"{owner}pk")))).values(
            route=Value(kind),
            address=F(f"{owner}slug"),
            printed_name=F(f"{owner}name"),
            line=F(f"{owner}summary"),
            nearness=nearness,
        )
        for names, kind, owner in (
            (Person.objects.all(), "person", ""),
            (PersonName.objects.all(), "person", "person__"),
            (Organisation.objects.all(), "organisation", ""),
            (OrganisationName.objects.all(), "organisation", "organisation__"),
        )
    )
    rows = people.union(*others)
    return rows.order_by("-nearness", "printed_name", "address")[: 2 * SUGGESTIONS]


def _suggestion(
    route: str, address: str, printed_name: str, line: str, nearness: float
) -> Suggestion:
    return Suggestion(name=printed_name, url=path_of(route, address), summary=line)


_NAMED, _PARTLY_NAMED = (
    Prepared(build, _suggestion, one_plan=True) for build in (_named, _partly_named)
)
_NEAR_ALL, _NEAR_ANY = _nearest(_near_all), _nearest(_near_any)
