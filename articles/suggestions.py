"""People and organisations whose names are near to what somebody searches for."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, TypedDict

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Greatest

from articles.coverage import covered
from articles.models import Organisation, OrganisationName, Person, PersonName
from articles.search import TERM
from newsportal.database.prepared import Prepared
from newsportal.http.addresses import path_of

SUGGESTIONS = 5
# Fewer letters have too few trigrams to be near to anything in particular.
SHORTEST_TERM = 4


class Suggestion(TypedDict):
    """Somebody whom a reader may have meant."""

    name: str
    url: str
    summary: str


def suggest(query: str, *, at: datetime) -> list[Suggestion]:
    """Whose name, or another name, holds words near to the query's; the nearest first.

    One query over the trigram indexes. Nobody is suggested whom only unpublished stories name.
    """
    words = {word for word in TERM.findall(query) if len(word) >= SHORTEST_TERM}
    terms = sorted(words | {query} if words else words)
    if not terms:
        return []
    nearest: dict[str, Suggestion] = {}
    # Each may come twice, by name and by another name.
    for found in _NEAREST.rows(terms=tuple(terms), at=at):
        nearest.setdefault(found["url"], found)
    return list(nearest.values())[:SUGGESTIONS]


def _nearest(*, terms: tuple[str, ...], at: datetime) -> QuerySet[Any, Any]:
    rows = _near(Person.objects.all(), terms, "person", at=at).union(
        _near(PersonName.objects.all(), terms, "person", at=at, owner="person__"),
        _near(Organisation.objects.all(), terms, "organisation", at=at),
        _near(OrganisationName.objects.all(), terms, "organisation", at=at, owner="organisation__"),
    )
    return rows.order_by("-nearness", "printed_name", "address")[: 2 * SUGGESTIONS]


def _near(
    names: QuerySet[Any], terms: tuple[str, ...], kind: str, *, at: datetime, owner: str = ""
) -> QuerySet[Any, dict[str, Any]]:
    """The rows of one table whose name is near to one of the terms, in columns that all tables share."""
    near = reduce(or_, (Q(name__trigram_word_similar=term) for term in terms))
    return names.filter(near, covered(kind, at=at, key=f"{owner}pk")).values(
        route=Value(kind),
        address=F(f"{owner}slug"),
        printed_name=F(f"{owner}name"),
        line=F(f"{owner}summary"),
        nearness=Greatest(Value(0.0), *(TrigramWordSimilarity(term, "name") for term in terms)),
    )


def _suggestion(
    route: str, address: str, printed_name: str, line: str, nearness: float
) -> Suggestion:
    return Suggestion(name=printed_name, url=path_of(route, address), summary=line)


_NEAREST = Prepared(_nearest, _suggestion)
