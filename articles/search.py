"""Search over headlines, standfirsts and bodies of what is visible, in PostgreSQL.

Of a common word's many matches only the newest hundreds are read and ranked (`articles/matches.py`), and
the database gives up after a second: no question can make the site slow. Who looks for older stories goes
on before the oldest of them. The words that were found are marked in a text that was escaped before.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import OperationalError, transaction
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from psycopg.errors import QueryCanceled

from articles.cards import Card, card
from articles.matches import CONFIGURATION, START, STOP, matches
from articles.paging import MOST_KEY, Cursor
from newsportal.database.asking import rows_of

MOST_CHARACTERS = 200
MOST_TERMS = 8
# Fifteen pages. To find and rank a match takes 2 to 5 µs; with twenty pages of them a rare word took up
# to 1.4 times as long among a million stories as among a thousand.
CANDIDATES = 300
RESULTS_ON_A_PAGE = 20
MOST_PAGES = CANDIDATES // RESULTS_ON_A_PAGE
TIMEOUT_MILLISECONDS = 1000
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


@dataclass(frozen=True)
class Results:
    """A page of results; `total` counts all matches up to the number that is ranked.

    `oldest` is the place of the oldest that is ranked, before which there may be more. A search that
    began at such a place `is_continued`.
    """

    results: list[Result]
    total: int
    has_following: bool
    oldest: Cursor | None
    is_continued: bool

    @property
    def total_label(self) -> str:
        """The number of matches in words, and no more than is known."""
        older = "older " if self.is_continued else ""
        if self.oldest:
            return (
                f"At least {CANDIDATES:,} {older}stories; "
                f"these are the best of the newest {CANDIDATES:,}"
            )
        if not self.total:
            return f"No {older}story has these words"
        return f"{self.total:,} {older}{'story' if self.total == 1 else 'stories'}"


def cleaned(query: str) -> str:
    """The query on one line, without characters that nobody can see or type on purpose."""
    return " ".join(INVISIBLE.sub(" ", query).split())


def find(query: str, *, at: datetime, page: int = 1, before: Cursor | None = None) -> Results:
    """The visible stories that match, the best first; raises QueryRefused.

    The order is total: by rank, then newest, then key. With a cursor, which is the `oldest` of another
    search, those are ranked that follow it.
    """
    _check_length(query)
    start = (page - 1) * RESULTS_ON_A_PAGE
    with _one_transaction():
        newest = Cursor(_check_meaning(query, at=at), MOST_KEY)
        rows = matches(
            query,
            at=at,
            before=before if before and before.at <= newest.at else newest,
            candidates=CANDIDATES,
            start=start,
            size=RESULTS_ON_A_PAGE,
        )
    results = [Result(card(*story), marked(passages)) for _, _, _, *story, passages in rows]
    total, *oldest = rows[0][:3] if rows else (0,)
    return Results(
        results,
        total,
        has_following=total > start + len(rows),
        oldest=Cursor(*oldest) if total >= CANDIDATES else None,
        is_continued=before is not None,
    )


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


def _check_meaning(query: str, *, at: datetime) -> datetime:
    """Refuse what would match everything, or nothing ever. PostgreSQL knows which words it ignores.

    The same statement limits the time of those that follow it in the transaction, and has them planned
    once for all words: they read by the search index, whatever is asked, and need no plan of their own.
    And it tells when the newest story was published of those that may be visible.
    """
    ((tree, newest, *_),) = rows_of(
        "SELECT querytree(websearch_to_tsquery(%s, %s)), "
        "(SELECT max(published_at) FROM articles_edition WHERE published_at <= %s), "
        "set_config(%s, %s, true), set_config('plan_cache_mode', 'force_generic_plan', true)",
        [CONFIGURATION, query, at, "statement_timeout", str(TIMEOUT_MILLISECONDS)],
    )
    if tree == "":
        raise QueryRefused("These words are too common to search for; please add a rarer one.")
    if tree == "T":
        raise QueryRefused("Please add a word that the stories should contain, without a minus.")
    return newest or at


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
