"""Search over headlines, standfirsts and bodies of what is visible, in PostgreSQL.

Of a common word's many matches only the newest thousand are read (`articles/spans.py`) and ranked, and
the database gives up after a second: no question can make the site slow. The words that were found are
marked in a text that was escaped before.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.lookups import Overlap
from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import OperationalError, connection, transaction
from django.db.models import Count, F, IntegerField, Q, QuerySet, Value, Window
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from psycopg.errors import QueryCanceled

from articles.cards import TEXT_COLUMNS, Card, card
from articles.models import Edition
from articles.models.weeks import Weeks
from articles.spans import past_of
from newsportal.database.any_of import AnyOf
from newsportal.database.prepared import Prepared

MOST_CHARACTERS = 200
MOST_TERMS = 8
CANDIDATES = 1000
RESULTS_ON_A_PAGE = 20
TIMEOUT_MILLISECONDS = 1000
CONFIGURATION = "english"
# What PostgreSQL puts around a match. No stored text holds these characters, and HTML knows them not.
START, STOP = "\x02", "\x03"
MARKED = re.compile(f"{START}([^{START}{STOP}]*){STOP}")
TERM = re.compile(r"\w+")
INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class QueryRefused(Exception):
    """The query can't be answered; `str` says in kind words what to do instead."""


@dataclass(frozen=True)
class Result:
    """A story that was found, with the passages that matched."""

    edition: Card
    snippet_html: SafeString


class Ranked(NamedTuple):
    """A match on a page of results, and the number of all that are ranked."""

    pk: int
    total: int


@dataclass(frozen=True)
class Results:
    """A page of results; `total` counts all matches up to the number that is ranked."""

    results: list[Result]
    total: int
    has_following: bool

    @property
    def total_label(self) -> str:
        """The number of matches in words, and no more than is known."""
        if self.total >= CANDIDATES:
            return (
                f"At least {CANDIDATES:,} stories; these are the best of the newest {CANDIDATES:,}"
            )
        if not self.total:
            return "No story has these words"
        return f"{self.total:,} {'story' if self.total == 1 else 'stories'}"


def cleaned(query: str) -> str:
    """The query on one line, without characters that nobody can see or type on purpose."""
    return " ".join(INVISIBLE.sub(" ", query).split())


def find(query: str, *, at: datetime, page: int = 1) -> Results:
    """The visible stories that match, the best first; raises QueryRefused.

    The order is total: by rank, then newest, then key.
    """
    _check_length(query)
    start = (page - 1) * RESULTS_ON_A_PAGE
    ranked = _ranked(candidates=CANDIDATES, start=start, stop=start + RESULTS_ON_A_PAGE)
    past = past_of(at)
    with _one_transaction():
        _check_meaning(query)
        rows = ranked.rows(query=query, at=at, weeks=past.weeks, older_than=past.older_than)
        found = PASSAGES.rows(query=query, keys=[row.pk for row in rows]) if rows else []
    of_edition = {result.edition.pk: result for result in found}
    total = rows[0].total if rows else 0
    results = [of_edition[row.pk] for row in rows]
    return Results(results, total, total > start + len(rows))


@cache
def _ranked(*, candidates: int, start: int, stop: int) -> Prepared[Ranked]:
    """A page of the best of the newest matches, each with the number of all."""

    def build(
        *, query: str, at: datetime, weeks: tuple[int, ...], older_than: datetime
    ) -> QuerySet[Any, Any]:
        search = _parsed(query)
        matching = Edition.objects.visible(at=at).filter(search_vector=search)
        newest, *older = (
            matching.filter(within).newest_first().values("pk")[:candidates]
            for within in (*_spans(weeks), Q(published_at__lt=older_than))
        )
        rows: QuerySet[Any, Any] = Edition.objects.filter(
            pk__in=newest.union(*older, all=True)[:candidates]
        ).values("pk", total=Window(Count("pk")))
        best = SearchRank(F("search_vector"), search).desc()
        return rows.order_by(best, "-published_at", "-article_id")[start:stop]

    return Prepared(build, Ranked)


def _spans(weeks: tuple[int, ...]) -> Iterator[Overlap]:
    """A condition for each length of span.

    Each has its own branch of the query, the newest first, and PostgreSQL executes one only while those
    before it have not given enough.
    """
    for place in range(0, len(weeks), 2):
        keys = Value(list(weeks[place : place + 2]), ArrayField(IntegerField()))
        yield Overlap(Weeks("published_at"), keys)


def _passages(*, query: str, keys: list[int]) -> QuerySet[Any, Any]:
    """The texts of a page's results, and no others: to mark what was found is most of a search's work."""
    headline = SearchHeadline(
        "plain_text",
        _parsed(query),
        config=CONFIGURATION,
        start_sel=START,
        stop_sel=STOP,
        max_words=30,
        min_words=12,
        max_fragments=2,
    )
    found: QuerySet[Any, Any] = Edition.objects.filter(AnyOf("pk", keys))
    return found.values(*TEXT_COLUMNS, snippet=headline)


def _result(*columns: Any) -> Result:
    *story, snippet = columns
    return Result(card(*story), marked(snippet))


PASSAGES = Prepared(_passages, _result)


def _parsed(query: str) -> SearchQuery:
    return SearchQuery(query, config=CONFIGURATION, search_type="websearch")


def marked(passages: str) -> SafeString:
    """Escape a text, then mark what PostgreSQL found in it; a stray marker is dropped."""
    text = MARKED.sub(r"<mark>\1</mark>", escape(passages))
    return mark_safe(text.replace(START, "").replace(STOP, ""))  # noqa: S308 -- escaped just above


def _check_length(query: str) -> None:
    if len(query) > MOST_CHARACTERS:
        raise QueryRefused(
            f"Please shorten your search to {MOST_CHARACTERS} characters; it has {len(query):,}."
        )
    terms = len(TERM.findall(query))
    if terms > MOST_TERMS:
        raise QueryRefused(f"Please search for at most {MOST_TERMS} words; these are {terms}.")
    if not terms:
        raise QueryRefused("Please write at least one word to search for.")


def _check_meaning(query: str) -> None:
    """Refuse what would match everything, or nothing ever. PostgreSQL knows which words it ignores.

    The same statement limits the time of those that follow it in the transaction, and has them planned
    once for all words: they read by the search index, whatever is asked, and need no plan of their own.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT querytree(websearch_to_tsquery(%s, %s)), set_config(%s, %s, true), "
            "set_config('plan_cache_mode', 'force_generic_plan', true)",
            [CONFIGURATION, query, "statement_timeout", str(TIMEOUT_MILLISECONDS)],
        )
        tree = cursor.fetchone()[0]
    if tree == "":
        raise QueryRefused("These words are too common to search for; please add a rarer one.")
    if tree == "T":
        raise QueryRefused("Please add a word that the stories should contain, without a minus.")


@contextmanager
def _one_transaction() -> Iterator[None]:
    """For the time limit; turns the database's giving up into kind words."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise QueryRefused(
                "This search takes too long; please use fewer or rarer words."
            ) from error
        raise
